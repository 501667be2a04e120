"""Clean text: a post's own words without handles, links and anything beyond its first READ characters."""

import re

from bot.nlp.hashtags import without_hashtags

# More text changes neither language nor sentiment; an e-mail can be forty thousand characters long.
READ = 2_000
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|@[\w.-]+", re.IGNORECASE)


def clean_text(text: str, *, tags: bool = True) -> str:
    """Return the words of `text` on one line, without handles and links, and without hashtags unless `tags`."""
    words = text[:READ] if tags else without_hashtags(text[:READ])
    return " ".join(_ADDRESSES.sub(" ", words).split())
