"""What people type in Slack, from the markup in which its events carry it: `<@U1>`, `<#C1|name>`, `<https://a.b|a.b>`.

Source: https://docs.slack.dev/messaging/formatting-message-text/#retrieving-messages
What comes out is still outside text.
"""

import re
from collections.abc import Mapping

from bot.slack.views.emoji_codes import with_emoji

_TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_BARE = re.compile(r"<(?:@|#|!subteam\^)(\w+)\|?>")
_REFERENCE = re.compile(r"<([@#]\w+|!subteam\^\w+|!(?:here|channel|everyone))(?:\|([^<>]*))?>")
# What Slack puts before an address that was typed without it.
_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)")
_UNNAMED = {"@": "someone", "#": "channel", "!subteam": "group"}


def references(markup: str) -> frozenset[str]:
    """The ids of people, channels and groups that the markup does not name; new messages name none."""
    return frozenset(_BARE.findall(markup))


def labelled(markup: str, names: Mapping[str, str]) -> str:
    """The same markup with the names of those people, channels and groups, as far as `names` has them."""
    return _BARE.sub(lambda token: _with_label(token, names), markup)


def spoken(markup: str) -> str:
    """The words as their writer saw them."""
    return with_emoji(_unescaped(_TOKEN.sub(lambda found: _as_seen(found[1], found[2] or ""), markup)))


def as_typed(markup: str) -> str:
    """The same of words said to Baton, with references kept, by which people are found.

    `readable` and `public` put names in their place.
    """
    return "".join(
        piece if _REFERENCE.fullmatch(piece) else spoken(piece) for piece in re.split(r"(<[^<>]*>)", markup)
    )


def readable(typed: str) -> str:
    """What was said to Baton, as colleagues read it: people and groups with an @."""
    return _REFERENCE.sub(lambda found: _as_seen(found[1], found[2] or ""), typed)


def public(typed: str) -> str:
    """The same for customers. Without the @ of colleagues: outside Slack it may be the handle of a stranger."""
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
