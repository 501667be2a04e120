"""Length of a text as a Mastodon instance counts it (Mastodon docs: Posting to your profile)."""

import re

import regex

LOCAL_NAME_LONGEST = 30
# The beginning of every reply: "@", the longest possible name, a space.
ADDRESS_ROOM = LOCAL_NAME_LONGEST + 2

_LINK = re.compile(
    r"(?<![\w@#$/])https?://(?:[\w-]+\.)+(?:xn--[\w-]+|[^\W\d_]{2,})(?::\d+)?"
    r"(?:[/?#](?:[^\s<>\"]*[^\s<>\".,;:!?')\]])?)?",
    re.IGNORECASE,
)
MENTION = re.compile(
    r"(?<![=/\w])@(?P<name>[a-z0-9_]+(?:[.-]+[a-z0-9_]+)*)(?:@(?P<host>\w+(?:[.-]+\w+)*(?::\d+)?))?",
    re.IGNORECASE | re.ASCII,
)


def counted_length(text: str, per_link: int) -> int:
    """Return the length of `text` in grapheme clusters. A link with its scheme counts `per_link`; of a mention of a
    user on another instance only the name counts."""
    pieces = _LINK.split(text)
    return per_link * (len(pieces) - 1) + sum(map(_clusters, pieces))


def _clusters(piece: str) -> int:
    named = MENTION.sub(lambda found: f"@{found['name']}", piece)
    return len(named) if named.isascii() and "\r" not in named else len(regex.findall(r"\X", named))
