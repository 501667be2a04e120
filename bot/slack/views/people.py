"""Members of staff in a message: as names for all readers, as links for one.

Slack notifies everyone whom a new message mentions. So a message mentions only the people it is for
(`blocks.person`), and names all others (`blocks.named`).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from bot.slack import Message
from bot.slack.views.blocks import NAME, Element, message, person, untrusted

NAMELESS = "someone"


def people_in(part: Any) -> Iterator[str]:
    """Yield the ids of people whom blocks name without a notification."""
    if isinstance(part, dict):
        if part.get("type") == NAME:
            yield part["user_id"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for child in part:
            yield from people_in(child)


def with_names(shown: Message, names: Mapping[str, str]) -> Message:
    """Return the message for all readers of a channel, with names, which notify no one."""
    if not any(people_in(shown.blocks)):
        return shown
    return message(*_replaced(shown.blocks, lambda user: untrusted(names.get(user, NAMELESS))))


def privately(blocks: Any) -> Any:
    """Return blocks or a view for one reader, with links: Slack notifies no one of what others cannot see."""
    return _replaced(blocks, person)


def _replaced(part: Any, show: Callable[[str], Element]) -> Any:
    if isinstance(part, dict):
        if part.get("type") == NAME:
            return show(part["user_id"])
        return {key: _replaced(value, show) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_replaced(child, show) for child in part]
    return part
