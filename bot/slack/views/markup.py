"""Text typed in Slack, decoded from its markup.

The markup has `<@U1>`, `<#C1|name>`, `<https://a.b|a.b>`. The decoded text is still untrusted. Source:
https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages
"""

import re
from collections.abc import Mapping

from bot.slack.views.emoji_codes import with_emoji

_TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_BARE = re.compile(r"<(?:@|#|!subteam\^)(\w+)\|?>")
_REFERENCE = re.compile(r"<([@#]\w+|!subteam\^\w+|!(?:here|channel|everyone))(?:\|([^<>]*))?>")
# Schemes that Slack adds to an address typed without one.
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)")
_UNNAMED = {"@": "someone", "#": "channel", "!subteam": "group"}


def references(markup: str) -> frozenset[str]:
    """Return the ids of people, channels and groups that the markup does not name; new messages name none."""
    return frozenset(_BARE.findall(markup))


def labelled(markup: str, names: Mapping[str, str]) -> str:
    """Return the markup with the names of those people, channels and groups that `names` has."""
    return _BARE.sub(lambda token: _with_label(token, names), markup)


def decoded(markup: str) -> str:
    """Return the text as its author saw it."""
    return with_emoji(_unescaped(_TOKEN.sub(lambda found: _as_seen(found[1], found[2] or ""), markup)))


def as_typed(markup: str) -> str:
    """Return a command's text as its author saw it, with references kept, by which people are found.

    `readable` and `public` put names in their place.
    """
    return "".join(
        piece if _REFERENCE.fullmatch(piece) else decoded(piece) for piece in re.split(r"(<[^<>]*>)", markup)
    )


def readable(typed: str) -> str:
    """Return a command's text for colleagues: people and groups with an @."""
    return _REFERENCE.sub(lambda found: _as_seen(found[1], found[2] or ""), typed)


def public(typed: str) -> str:
    """Return a command's text for customers: without the @, which elsewhere may be a stranger's handle."""
    return _REFERENCE.sub(lambda found: _as_seen(found[1], found[2] or "").lstrip("@"), typed)


def _with_label(token: re.Match[str], names: Mapping[str, str]) -> str:
    name = re.sub(r"[<>|]", "", names.get(token[1], ""))
    return f"{token[0].rstrip('|>')}|{name}>" if name else token[0]


def _as_seen(target: str, label: str) -> str:
    if target[0] in "@#":
        return target[0] + (label.lstrip("@#") or _UNNAMED[target[0]])
    if target[0] == "!":
        kind, _, _ = target.partition("^")
        return label if kind == "!date" else "@" + (label.lstrip("@") or _UNNAMED.get(kind, kind[1:]))
    if label in (target, _SCHEME.sub("", target, count=1)):
        return label
    return f"{label} ({target})" if label else target


def _unescaped(words: str) -> str:
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
