"""The regexes of all rules as RE2 sets: one pass over a text finds those that match, in linear time."""

from collections.abc import Sequence

import re2

MEMORY = 64 << 20


class TooLarge(Exception):
    """The regexes together need more memory than they may use."""


class Patterns:
    """Regexes by number.

    `memory` bounds, in bytes, what matching may use. Raise TooLarge when that is too little.
    """

    def __init__(self, patterns: Sequence[str], memory: int = MEMORY) -> None:
        self._set = _as_set(patterns, options(memory)) if patterns else None
        self._count = len(patterns)

    def matching(self, text: str) -> list[int]:
        """Return the numbers of the regexes that match somewhere in the text, in no order."""
        if self._set is None:
            return []
        found = self._set.Match(text.encode("utf-8", "replace"))
        return [number for number in found if number < self._count]


def options(memory: int = MEMORY) -> re2.Options:
    """Return the RE2 options of every regex: case is ignored unless the regex says `(?-i)`, nothing is written to
    stderr.
    """
    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    chosen.max_mem = memory
    return chosen


def _as_set(patterns: Sequence[str], chosen: re2.Options) -> re2.Set:
    """Return the compiled set with one more pattern, the empty one. Raise TooLarge when it needs too much memory.

    A set short of memory reports that nothing matches. The empty pattern, which always matches, reveals that.
    """
    made = re2.Set.SearchSet(chosen)
    for pattern in (*patterns, ""):
        made.Add(pattern)
    try:
        made.Compile()
    except re2.error:
        raise TooLarge from None
    if not made.Match(b""):
        raise TooLarge
    return made
