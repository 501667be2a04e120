"""A post's own words: without the names it calls, the addresses it links to and what is beyond its first lines."""

import re

from bot.nlp.hashtags import without_hashtags

# Nobody's language or mood needs more; a letter can be forty thousand characters long.
READ = 2_000
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|@[\w.-]+", re.IGNORECASE)


def bare(text: str, *, tags: bool = True) -> str:
    """The words of `text` on one line, without handles and links, and without hashtags unless `tags`."""
    words = text[:READ] if tags else without_hashtags(text[:READ])
    return " ".join(_ADDRESSES.sub(" ", words).split())
