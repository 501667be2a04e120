"""Notifications: whom Slack would notify of a message, so that a test can expect no one, or exactly the team.

Source: https://docs.slack.dev/messaging/formatting-message-text/ . Where Slack leaves room (names in an unescaped
fallback text, names of groups in parsed text) this reading notifies rather than not: a sandbox that is too strict
is safer than one that is too kind.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sandbox.slack.records import Json, User, UserGroup

MENTION = re.compile(
    r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!subteam\^(S[A-Z0-9]+)(?:\|[^>]*)?>|<!(channel|here|everyone)(?:\|[^>]*)?>"
)
SPOKEN_NAME = re.compile(r"(?<![\w@.<!])@([\w][\w.-]*)")
BROADCASTS = {"channel": "channel", "group": "channel", "here": "here", "everyone": "everyone"}

Names = Callable[[str], str | None]


def directory(users: Iterable[User], groups: Iterable[UserGroup]) -> Names:
    """Return a lookup of ``@name`` in parsed text: a broadcast word, a group handle, a user name."""
    known = {user.name.casefold(): user.id for user in users}
    known |= {group.handle.casefold(): group.id for group in groups}
    known |= BROADCASTS
    return lambda name: known.get(name.casefold().rstrip(".-"))


def whom(
    text: str,
    blocks: list[Json] | None,
    attachments: list[Json] | None,
    names: Names,
    *,
    link_names: bool = False,
) -> list[str]:
    """Return the addressees of a new message, each once, in order of appearance.

    Top-level text counts when it is not escaped, and is parsed for plain names only with ``link_names``; mrkdwn
    objects are parsed for names unless ``verbatim``; rich_text notifies by its user, usergroup and broadcast elements
    only; plain_text and rich_text text elements never notify.
    """
    found = [*_in_markup(text), *(_in_spoken(text, names) if link_names else ())]
    found += _in_parts(blocks or [], names)
    for attachment in attachments or []:
        found += _in_attachment(attachment, names)
    return list(dict.fromkeys(found))


def _in_markup(text: str) -> Iterator[str]:
    for user, group, broadcast in MENTION.findall(text):
        yield user or group or broadcast


def _in_spoken(text: str, names: Names) -> Iterator[str]:
    for name in SPOKEN_NAME.findall(text):
        if who := names(name):
            yield who


def _in_attachment(attachment: Json, names: Names) -> Iterator[str]:
    for name in ("pretext", "text", "fallback"):
        yield from _in_markup(str(attachment.get(name) or ""))
    yield from _in_parts(attachment.get("blocks") or [], names)


def _in_parts(part: Any, names: Names) -> Iterator[str]:
    if isinstance(part, list):
        for child in part:
            yield from _in_parts(child, names)
    elif isinstance(part, dict):
        yield from _in_object(part, names)


def _in_object(part: Json, names: Names) -> Iterator[str]:
    match part.get("type"):
        case "mrkdwn":
            yield from _in_mrkdwn(part, names)
        case "markdown":
            yield from _in_markup(str(part.get("text", "")))
        case "user":
            yield str(part.get("user_id"))
        case "usergroup":
            yield str(part.get("usergroup_id"))
        case "broadcast":
            yield str(part.get("range"))
        case _:
            # A confirmation dialog is shown to the one who presses, it addresses nobody.
            yield from _in_parts([child for name, child in part.items() if name != "confirm"], names)


def _in_mrkdwn(part: Json, names: Names) -> Iterator[str]:
    text = str(part.get("text", ""))
    yield from _in_markup(text)
    if not part.get("verbatim"):
        yield from _in_spoken(text, names)
