"""What a reader can do about a name nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12


def nearest(written: str, known: Iterable[str]) -> str:
    """The name that is nearly the written one; empty when none is."""
    return next(iter(get_close_matches(written.casefold(), list(known), n=1, cutoff=0.6)), "")


def remedy(written: str, known: Iterable[str], *, seek: bool = True) -> str:
    """`did you mean "billing"?`, or the names there are when none is near, or none is to be sought."""
    names = list(known)
    if near := nearest(written, names) if seek else "":
        return f'did you mean "{near}"?'
    return f"use one of: {', '.join(names[:SHOWN])}" + (", ..." if len(names) > SHOWN else "")
