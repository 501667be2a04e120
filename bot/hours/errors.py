"""The error for business hours that cannot be read."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12


class WrongHours(ValueError):
    """Business hours that cannot be read: `problem` names the wrong word, `remedy` says what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem = problem
        self.remedy = remedy


def near(written: str, known: Iterable[str]) -> str:
    """`did you mean "DE-BE"?`, or what there is when nothing is near."""
    names = list(known)
    return guess(written, names) or f"use one of: {', '.join(names[:SHOWN])}" + ", ..." * (len(names) > SHOWN)


def guess(written: str, known: Iterable[str]) -> str:
    """`did you mean "DE-BE"?`, or nothing."""
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(written.casefold(), by_folded, n=3, cutoff=0.6)
    return "did you mean " + " or ".join(f'"{by_folded[name]}"' for name in found) + "?" if found else ""
