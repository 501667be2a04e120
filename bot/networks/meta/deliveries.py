"""Meta's webhook deliveries: batched entries, each change and message of them read separately."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import structlog

from bot.networks.http import JSON
from bot.networks.meta.platforms import Side

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
VERBS: dict[str, Literal["new", "edited", "gone"]] = {
    "add": "new",
    "edit": "edited",
    "edited": "edited",
    "remove": "gone",
}
POSTS = frozenset({"post", "status", "photo", "video", "album"})

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class MetaChange:
    """One change: a post is new, was edited, or was deleted.

    `node` is the post as the Graph API would show it, as complete as the delivery was. `private`: it is a message.
    `media` is another user's Instagram post that mentions us; `unread`: the text must be requested.
    """

    verb: Literal["new", "edited", "gone"]
    id: str
    node: JSON = field(default_factory=dict)
    private: bool = False
    media: str = ""
    unread: bool = False


def changes_in(delivery: Any, side: Side, ours: frozenset[str]) -> Iterator[MetaChange]:
    """Yield the changes of a delivery that we did not cause; an unreadable one is logged and blocks no other.

    `ours` are our ids on this platform. Entries of other accounts are skipped.
    """
    for entry in _list(delivery, "entry") if _object(delivery) == side.object else ():
        if str(entry.get("id")) not in ours:
            log.warning("meta_entry_of_another_account", network=side.name, entry=str(entry.get("id"))[:40])
            continue
        for item, read in (
            *((change, _change) for change in _list(entry, "changes")),
            *((message, _message) for message in _list(entry, "messaging")),
        ):
            try:
                told = read(item, entry, ours)
            except UNREADABLE as error:
                log.warning("meta_event_unreadable", network=side.name, why=type(error).__name__)
                continue
            if told is not None:
                yield told


def _change(change: JSON, entry: JSON, ours: frozenset[str]) -> MetaChange | None:
    value = change["value"]
    match change.get("field"):
        case "feed":
            return _of_feed(value, ours)
        case "mention":
            return _of_mention(value, ours)
        case "comments" | "live_comments":
            return _of_instagram(value, entry, ours)
        case "mentions":
            return _named_on_instagram(value, entry)
    return None


def _of_feed(value: JSON, ours: frozenset[str]) -> MetaChange | None:
    """Return a comment on our Page, or what a visitor wrote there (Meta docs: Webhooks for Pages, feed)."""
    is_comment = value.get("item") == "comment"
    verb = VERBS.get(str(value.get("verb")))
    if verb is None or not (is_comment or value.get("item") in POSTS) or _by(value, ours):
        return None
    native_id = str(value["comment_id"] if is_comment else value["post_id"])
    parent = str(value.get("parent_id") or "")
    node = {**value, "id": native_id}
    if is_comment and parent and parent != str(value.get("post_id")):
        node["parent"] = {"id": parent}
    return MetaChange(verb, native_id, node)


def _of_mention(value: JSON, ours: frozenset[str]) -> MetaChange | None:
    """Return a mention of our Page elsewhere; its text must often be requested."""
    verb = VERBS.get(str(value.get("verb")))
    sender = str(value.get("sender_id") or "")
    if verb is None or sender in ours:
        return None
    native_id = str(value.get("comment_id") or value["post_id"])
    node = {**value, "id": native_id}
    if sender:
        node["from"] = {"id": sender, "name": value.get("sender_name")}
    return MetaChange(verb, native_id, node, unread=verb != "gone" and not value.get("message"))


def _of_instagram(value: JSON, entry: JSON, ours: frozenset[str]) -> MetaChange | None:
    """Return a comment on our media; Instagram sends the time of the delivery, not of the comment."""
    if _by(value, ours):
        return None
    return MetaChange("new", str(value["id"]), {"timestamp": entry.get("time"), **value})


def _named_on_instagram(value: JSON, entry: JSON) -> MetaChange:
    """Return a mention of us in a user's caption or comment; its text must be requested."""
    media = str(value["media_id"])
    native_id = str(value.get("comment_id") or media)
    return MetaChange(
        "new", native_id, {"id": native_id, "timestamp": entry.get("time")}, media=media, unread=True
    )


def _message(event: JSON, _: JSON, ours: frozenset[str]) -> MetaChange | None:
    """Return a private message, or a change of one. Echoes of our own, receipts and reactions are ignored."""
    sender = str(event["sender"]["id"])
    message = event.get("message") or {}
    if sender in ours or message.get("is_echo"):
        return None
    said = MetaChange("new", "", {"from": {"id": sender}, "time": event.get("timestamp")}, private=True)
    if edit := event.get("message_edit"):
        return replace(
            said, verb="edited", id=str(edit["mid"]), node={**said.node, "words": edit.get("text")}
        )
    if not message:
        return None
    if message.get("is_deleted"):
        return replace(said, verb="gone", id=str(message["mid"]))
    parts = [part for part in message.get("attachments") or [] if isinstance(part, dict)]
    return replace(
        said,
        id=str(message["mid"]),
        node={
            **said.node,
            "words": message.get("text") or _shown(parts, message),
            "links": [
                str(part["payload"]["url"]) for part in parts if (part.get("payload") or {}).get("url")
            ],
            "in_reply_to": (message.get("reply_to") or {}).get("mid"),
        },
    )


def _shown(parts: list[JSON], message: JSON) -> str:
    """Return a placeholder for a message without text."""
    if message.get("is_unsupported"):
        return "[a kind of message that apps cannot see]"
    return " ".join(f"[{str(part.get('type') or 'attachment')[:40]}]" for part in parts) or "[nothing]"


def _by(value: JSON, ours: frozenset[str]) -> bool:
    return str((value.get("from") or {}).get("id")) in ours


def _object(delivery: Any) -> str:
    return str(delivery.get("object")) if isinstance(delivery, dict) else ""


def _list(thing: JSON, name: str) -> list[JSON]:
    held = thing.get(name)
    return [each for each in held if isinstance(each, dict)] if isinstance(held, list) else []
