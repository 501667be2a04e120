"""Entities in a text as X detects them: handles, hashtags, links; and its weighted length."""

import re
import unicodedata
from hashlib import sha256

from emoji import analyze
from emoji.core import EmojiMatch

HANDLE = re.compile(r"(?<![\w@/])@([A-Za-z0-9_]{1,50})")
HASHTAG = re.compile(r"(?<![\w#&])[#＃](\w*[^\W\d_]\w*)")
CASHTAG = re.compile(r"(?<![\w$])\$([A-Za-z]{1,6})(?!\w)")
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]}']")

LINK_LENGTH = 23
LIGHT_RANGES = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def handles_in(text: str) -> list[str]:
    """Return the handles a text names, without @, in order, each once whatever its case."""
    return list({name.casefold(): name for name in HANDLE.findall(text)}.values())


def weighted_length(text: str) -> int:
    """Return the length of a text as X counts it: links 23, emoji 2, most other scripts 2 a character (twitter-text
    v3)."""
    rest, links = LINK.subn("", unicodedata.normalize("NFC", text))
    return links * LINK_LENGTH + sum(_weight(token.value) for token in analyze(rest, non_emoji=True))


def short_link(url: str) -> str:
    """Return the t.co URL for a link; always the same for the same link."""
    return url if url.startswith("https://t.co/") else f"https://t.co/{sha256(url.encode()).hexdigest()[:10]}"


def _weight(value: str | EmojiMatch) -> int:
    if isinstance(value, EmojiMatch):
        return 2
    return 1 if any(low <= ord(value) <= high for low, high in LIGHT_RANGES) else 2
