"""The record of a reply: its text, the positions of its links, and its place in the thread."""

from datetime import datetime
from typing import Any

from atproto_client.models.utils import get_model_as_dict
from atproto_client.utils.facet_detection import detect_facets

from bot.networks.bluesky.ids import COLLECTION

JSON = dict[str, Any]


def reply_record(text: str, parent: JSON, now: datetime) -> JSON:
    """Return the record of a reply to `parent`, a post as Bluesky shows it (Bluesky docs: Posts).

    Links and hashtags are marked by their bytes in UTF-8, since Bluesky detects none. A handle stays plain text: a
    reply must not notify people it happens to name.
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
    """Return the parent and the root of the reply; the parent's own record names the root."""
    answered = {"uri": parent["uri"], "cid": parent["cid"]}
    above = (parent["record"].get("reply") or {}).get("root")
    root = {"uri": above["uri"], "cid": above["cid"]} if above else answered
    return {"root": root, "parent": answered}
