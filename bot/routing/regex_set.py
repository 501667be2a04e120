"""The regexes of all rules as RE2 sets: one pass over a text finds those that match, in linear time."""

from collections.abc import Sequence

import re2

MEMORY = 64 << 20
# RE2 keeps the interpreter to itself while it compiles a set: more at once would hold the event loop up.
AT_ONCE = 250


class TooLarge(Exception):
    """The regexes together need more memory than they may use."""


class Patterns:
    """Regexes by number. `memory` bounds, in bytes, what matching may use; raises TooLarge when that is too little."""

    def __init__(self, patterns: Sequence[str], memory: int = MEMORY) -> None:
        chosen = options(memory)
        starts = range(0, len(patterns), AT_ONCE)
        self._sets = [(start, _as_set(patterns[start : start + AT_ONCE], chosen)) for start in starts]

    def matching(self, text: str) -> list[int]:
        """The numbers of the regexes that match somewhere in the text, in no order; one may be no regex's."""
        raw = text.encode("utf-8", "replace") if self._sets else b""
        return [
            start + number for start, made in self._sets for number in made.Match(raw) if number < AT_ONCE
        ]


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
    """A set short of memory answers that nothing matches; the empty pattern, which always matches, gives that away."""
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
