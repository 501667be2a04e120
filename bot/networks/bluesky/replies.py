"""A reply as Bluesky keeps it: its text, where its links are, and its place in the thread."""

from datetime import datetime
from typing import Any

from atproto_client.models.utils import get_model_as_dict
from atproto_client.utils.facet_detection import detect_facets

from bot.networks.bluesky.ids import COLLECTION

JSON = dict[str, Any]


def reply_record(text: str, parent: JSON, now: datetime) -> JSON:
    """The record of a reply to `parent`, a post as Bluesky shows it (Bluesky docs: Posts).

    Links and hashtags are marked, by their bytes in UTF-8, since Bluesky finds none by itself. A handle is left as
    text: nobody is called into a thread because a reply names them.
    """
    record = {
        "$type": COLLECTION,
        "text": text,
        "createdAt": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "reply": _place(parent),
    }
    facets = [get_model_as_dict(facet) for facet in detect_facets(text)]
    return {**record, "facets": facets} if facets else record


def _place(parent: JSON) -> JSON:
    """The post answered and the one its thread began with, which the parent's own place tells."""
    answered = {"uri": parent["uri"], "cid": parent["cid"]}
    above = (parent["record"].get("reply") or {}).get("root")
    root = {"uri": above["uri"], "cid": above["cid"]} if above else answered
    return {"root": root, "parent": answered}
