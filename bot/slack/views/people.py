"""Members of staff in a message: as names for all readers, as links for one.

Slack notifies everyone whom a new message mentions. So a message mentions only the people it is for
(`blocks.person`), and names all others (`blocks.named`).
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.slack import Block, Message
from bot.slack.views.blocks import NAME, Element, message, named, person, text, untrusted

NAMELESS = "someone"
# Slack's element that notifies a person.
MENTION = "user"


def people_in(part: Any, kind: str = NAME) -> Iterator[str]:
    """Yield the ids of people whom blocks name without a notification, or whom they mention (`kind`)."""
    if isinstance(part, dict):
        if part.get("type") == kind:
            yield part["user_id"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for child in part:
            yield from people_in(child, kind)


def with_names(shown: Message, names: Mapping[str, str]) -> Message:
    """Return the message for all readers of a channel, with names, which notify no one."""
    if not any(people_in(shown.blocks)):
        return shown
    return message(*_replaced(shown.blocks, lambda user: untrusted(names.get(user, NAMELESS))))


def calling(shown: Message, whom: Collection[str]) -> Message:
    """Return the message as it notifies `whom` and nobody else: a call before it, other people by their names."""
    mentioned = frozenset(people_in(shown.blocks, MENTION))
    call = [part for user in whom if user not in mentioned for part in (person(user), text(" "))]
    if not call and mentioned <= frozenset(whom):
        return shown
    first, *rest = _replaced(
        shown.blocks, lambda user: person(user) if user in whom else named(user), MENTION
    )
    return message(_with_call(first, call), *rest)


def privately(blocks: Any) -> Any:
    """Return blocks or a view for one reader, with links: Slack notifies no one of what others cannot see."""
    return _replaced(blocks, person)


def _with_call(block: Block, call: Sequence[Element]) -> Block:
    """Return a rich text block whose first line begins with the call."""
    first, *rest = block["elements"]
    return block | {"elements": [first | {"elements": [*call, *first["elements"]]}, *rest]}


def _replaced(part: Any, show: Callable[[str], Element], kind: str = NAME) -> Any:
    if isinstance(part, dict):
        if part.get("type") == kind:
            return show(part["user_id"])
        return {key: _replaced(value, show, kind) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [_replaced(child, show, kind) for child in part]
    return part
