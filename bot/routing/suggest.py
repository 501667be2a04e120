"""What a reader can do about a name nobody knows."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12


def remedy(written: str, known: Iterable[str], *, seek: bool = True) -> str:
    """`did you mean "billing"?`, or the names there are when none is near, or none is to be sought."""
    names = list(known)
    near = get_close_matches(written.casefold(), names, n=1, cutoff=0.6) if seek else []
    if near:
        return f'did you mean "{near[0]}"?'
    return f"use one of: {', '.join(names[:SHOWN])}" + (", ..." if len(names) > SHOWN else "")
