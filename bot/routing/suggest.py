"""What a reader can do about a name nobody knows."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12
# The commas and semicolons of other scripts, a new line, and a comma without a space, all of which YAML reads as text.
_SEPARATOR = re.compile(r"\s*[;；﹔؛、､﹑，﹐،\n]\s*|(?<=[^\W\d]),(?=[^\W\d])")
# Only between whole words: 24/7 and c/o are one.
_BAR = re.compile(r"(?<=[^\W\d_]{3})\s*[/／|｜]\s*(?=[^\W\d_]{3})")


def nearest(written: str, known: Iterable[str]) -> str:
    """The name that is nearly the written one; empty when none is."""
    return next(iter(get_close_matches(written.casefold(), list(known), n=1, cutoff=0.6)), "")


def remedy(written: str, known: Iterable[str], *, seek: bool = True) -> str:
    """`did you mean "billing"?`, or the names there are when none is near, or none is to be sought."""
    names = list(known)
    if near := nearest(written, names) if seek else "":
        return f'did you mean "{near}"?'
    return f"use one of: {', '.join(names[:SHOWN])}" + (", ..." if len(names) > SHOWN else "")


def several(entry: str, *, names: bool = False) -> list[str]:
    """Return the entries that a person may have meant by one of a list, such as bill;invoice; none if it is one.

    In `names` a slash parts a network from a handle.
    """
    parts = _SEPARATOR.split(entry if names else _BAR.sub(";", entry))
    return parts if len(parts) > 1 and all(re.search(r"\w", part) for part in parts) else []
