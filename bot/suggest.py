"""Suggestions for an unknown name: the nearest known ones, or a list of all."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12


def nearest(written: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the known name most like the written one, whatever its case; empty when none is.

    `cutoff` is the least similarity, from 0 to 1, as difflib measures it.
    """
    return next(iter(_nearest(written, known, 1, cutoff)), "")


def did_you_mean(written: str, known: Iterable[str], *, count: int = 1) -> str:
    """Return `did you mean "DE-BE" or "DE-BW"?` with at most `count` names; empty when no name is near."""
    names = _nearest(written, known, count, 0.6)
    return f"did you mean {' or '.join(map(_quoted, names))}?" if names else ""


def remedy(written: str, known: Iterable[str], *, count: int = 1, search: bool = True) -> str:
    """Return `did_you_mean` or, when no name is near or with `search` False, a list of the known names."""
    names = list(known)
    suggestion = did_you_mean(written, names, count=count) if search else ""
    return suggestion or f"use one of: {', '.join(names[:SHOWN])}" + (", ..." if len(names) > SHOWN else "")


def _nearest(written: str, known: Iterable[str], count: int, cutoff: float) -> list[str]:
    by_folded = {name.casefold(): name for name in known}
    return [by_folded[each] for each in get_close_matches(written.casefold(), by_folded, count, cutoff)]


def _quoted(name: str) -> str:
    return f'"{name}"'
