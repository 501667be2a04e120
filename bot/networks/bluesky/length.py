"""Length of a text as Bluesky counts it: in graphemes, which readers see as characters."""

import regex

LONGEST = 300
BYTES_TO_A_GRAPHEME = 10

_GRAPHEME = regex.compile(r"\X")


def length(text: str) -> int:
    """Return the graphemes of `text`, or a tenth of its bytes where that is more.

    A post may have 300 graphemes and 3,000 bytes of UTF-8 (lexicon app.bsky.feed.post), so one number covers both.
    """
    if text.isascii() and "\r" not in text:
        return len(text)
    graphemes = sum(1 for _ in _GRAPHEME.finditer(text))
    size = len(text.encode("utf-8", "replace"))
    return max(graphemes, -(-size // BYTES_TO_A_GRAPHEME))
