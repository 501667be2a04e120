"""Members of staff in a message: as names for all readers, as links for one.

Slack notifies everyone whom a new message mentions. So a message mentions only the people it is for
(`blocks.person`), and names all others (`blocks.named`).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from bot.slack import Block, Message
from bot.slack.views.blocks import NAME, Element, named, person, small, text, untrusted
from bot.slack.views.text import MESSAGE_LIMIT, NAME_LIMIT, escape, isolated, one_line, trim

NAMELESS = "someone"
# Slack's element that notifies a person.
MENTION = "user"


def with_people(words: str, limit: int) -> list[Element]:
    """Return text with member ids, as our reasons have (`handed over by <@U1>`), as elements with names."""
    pieces = re.split(r"<@([UW][A-Z0-9]+)>", one_line(words, limit))
    # Isolated here, and not by `untrusted`, which drops the spaces beside a name.
    return [
        named(piece) if place % 2 else {"type": "text", "text": f"\u2068{piece}\u2069"}
        for place, piece in enumerate(pieces)
        if piece
    ]


def people_in(part: Any, kind: str = NAME) -> Iterator[str]:
    """Yield the ids of people whom blocks name without a notification, or whom they mention (`kind`)."""
    if isinstance(part, dict):
        if part.get("type") == kind:
            yield part["user_id"]
        part = list(part.values())
    if isinstance(part, list | tuple):
        for child in part:
            yield from people_in(child, kind)


def named_in(shown: Message) -> frozenset[str]:
    """Return the ids of people whom a message names without a notification, in its blocks or in the text beside them.

    The text also says what the blocks leave out, and Slack would notify whom it mentions.
    """
    if not shown.blocks:
        return frozenset()
    in_text = frozenset(re.findall(r"<@(\w+)>", shown.text))
    return frozenset(people_in(shown.blocks)) | (in_text - frozenset(people_in(shown.blocks, MENTION)))


def with_names(shown: Message, names: Mapping[str, str]) -> Message:
    """Return the message for all readers of a channel, with names, which notify no one."""
    if not (found := named_in(shown)):
        return shown

    def label(user: str) -> str:
        return isolated(names.get(user, NAMELESS), NAME_LIMIT)

    def show(element: Element) -> Element:
        words = label(element["user_id"])
        framed = f"{element['before']}{words}{element['after']}" if "before" in element else ""
        return small(framed) if framed else untrusted(words)

    said = re.sub(r"<@(\w+)>", lambda at: escape(label(at[1])) if at[1] in found else at[0], shown.text)
    return Message(trim(said, MESSAGE_LIMIT), _replaced(shown.blocks, show))


def calling(shown: Message, whom: Collection[str]) -> Message:
    """Return the message as it notifies `whom` and nobody else: a call before it, other people by their names."""
    mentioned = frozenset(people_in(shown.blocks, MENTION))
    call = [part for user in whom if user not in mentioned for part in (person(user), text(" "))]
    if not call and mentioned <= frozenset(whom):
        return shown

    def show(element: Element) -> Element:
        return element if element["user_id"] in whom else named(element["user_id"])

    first, *rest = _replaced(shown.blocks, show, MENTION)
    called = "".join(f"<@{part['user_id']}> " for part in call if part["type"] == MENTION)
    return Message(trim(f"{called}{shown.text}", MESSAGE_LIMIT), (_with_call(first, call), *rest))


def privately(blocks: Any) -> Any:
    """Return blocks or a view for one reader, with links: Slack notifies no one of what others cannot see."""
    return _replaced(blocks, _linked)


def _with_call(block: Block, call: Sequence[Element]) -> Block:
    """Return a rich text block whose first line begins with the call."""
    first, *rest = block["elements"]
    return block | {"elements": [first | {"elements": [*call, *first["elements"]]}, *rest]}


def _linked(element: Element) -> Element:
    user = element["user_id"]
    if "before" not in element:
        return person(user)
    words = f"{element['before']}<@{user}>{escape(element['after'])}"
    return {"type": "mrkdwn", "text": words, "verbatim": True}


def _replaced(part: Any, show: Callable[[Element], Element], kind: str = NAME) -> Any:
    if isinstance(part, dict):
        if part.get("type") == kind:
            return show(part)
        return {key: _replaced(value, show, kind) for key, value in part.items()}
    if isinstance(part, tuple):
        return tuple(_replaced(child, show, kind) for child in part)
    return [_replaced(child, show, kind) for child in part] if isinstance(part, list) else part
