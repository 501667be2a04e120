"""Members of staff whom a message names: by their names for all readers, as links for one.

Slack notifies everybody whom a new message mentions, each time it is posted; so only those a message is for are
mentioned (`blocks.person`), all others are named (`blocks.named`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.slack import Message
from bot.slack.views.blocks import NAME, Element, message, outside, person

NAMELESS = "someone"


def people_in(part: Any) -> Iterator[str]:
    """The ids of those whom blocks name without a notification."""
    if isinstance(part, dict):
        if part.get("type") == NAME:
            yield part["user_id"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for child in part:
            yield from people_in(child)


def with_names(shown: Message, names: Mapping[str, str]) -> Message:
    """The message for all readers of a channel: everybody it names by their name, which notifies nobody."""
    if not any(people_in(shown.blocks)):
        return shown
    return message(*_replaced(shown.blocks, lambda user: outside(names.get(user, NAMELESS))))


def privately(blocks: Any) -> Any:
    """The same blocks, or view, for one reader: Slack notifies nobody of what others do not see, so names are links."""
    return _replaced(blocks, person)


def _replaced(part: Any, show: Callable[[str], Element]) -> Any:
    if isinstance(part, dict):
        if part.get("type") == NAME:
            return show(part["user_id"])
        return {key: _replaced(value, show) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_replaced(child, show) for child in part]
    return part
