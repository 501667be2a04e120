"""Search for Baton's own messages in Slack, by the key in their metadata."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from bot.slack.client import pages

EVENT_TYPE = "baton"
PAGE = 200
# Our clock and Slack's may differ; a search starts earlier by this much, or it would miss the message.
CLOCKS_APART = timedelta(minutes=5)


def messages(read: Callable[..., Any], channel: str) -> AsyncIterator[dict[str, Any]]:
    return pages(partial(read, include_all_metadata=True, limit=PAGE), "messages", channel)


def oldest(since: datetime) -> str:
    return f"{(since - CLOCKS_APART).timestamp():.6f}"


async def first_with(messages: AsyncIterator[dict[str, Any]], key: str) -> dict[str, Any] | None:
    async for message in messages:
        if carries(message, key):
            return message
    return None


def carries(message: dict[str, Any], key: str) -> bool:
    metadata = message.get("metadata") or {}
    ours = metadata.get("event_type") == EVENT_TYPE
    return ours and metadata.get("event_payload", {}).get("key") == key


def about(missed: Sequence[str]) -> dict[str, str]:
    """Return the metadata that a card carries beside its key: the names it did not notify, for a later try that
    finds it."""
    return {"unnotified": "\n".join(missed)} if missed else {}


def missed_in(message: Mapping[str, Any]) -> tuple[str, ...]:
    said = message["metadata"]["event_payload"].get("unnotified")
    return tuple(str(said).split("\n")) if said else ()
