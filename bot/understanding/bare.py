"""A post's own words: without the names it calls, the addresses it links to and what is beyond its first lines."""

import re

# Nobody's language or mood needs more; a letter can be forty thousand characters long.
READ = 2_000
_ADDRESSES = re.compile(r"(?:https?://|www\.)\S+|[^\s@]+@[^\s@]+\.\w+|@[\w.-]+", re.IGNORECASE)
_TAGS = re.compile(r"#\w+")


def bare(text: str, *, tags: bool = True) -> str:
    """The words of `text` on one line, without handles and links, and without hashtags unless `tags`."""
    words = _ADDRESSES.sub(" ", text[:READ])
    return " ".join((words if tags else _TAGS.sub(" ", words)).split())
