"""The regexes of all rules as one RE2 set: one pass over a text says which of them match, in linear time."""

from collections.abc import Sequence

import re2

MEMORY = 256 << 20


class Patterns:
    """Regexes by number. `memory` bounds, in bytes, what matching may use."""

    def __init__(self, patterns: Sequence[str], memory: int = MEMORY) -> None:
        self._patterns = tuple(patterns)
        self._options = options(memory)
        self._set = _as_set(self._patterns, self._options)

    def matching(self, text: str) -> list[int]:
        """The numbers of the regexes that match somewhere in the text.

        A set that runs out of memory answers that nothing matches. The empty pattern stands last in the set and always
        matches: where it is missing, the regexes are tried one by one.
        """
        if not self._patterns:
            return []
        encoded = text.encode("utf-8", "replace")
        hits: list[int] | None = self._set.Match(encoded) if self._set else None
        if hits and len(self._patterns) in hits:
            hits.remove(len(self._patterns))
            return hits
        return [n for n, pattern in enumerate(self._patterns) if re2.search(pattern, encoded, self._options)]


def options(memory: int = MEMORY) -> re2.Options:
    """How every regex is read: case ignored (unless it says `(?-i)`), nothing written to stderr."""
    chosen = re2.Options()
    chosen.case_sensitive = False
    chosen.log_errors = False
    chosen.max_mem = memory
    return chosen


def _as_set(patterns: Sequence[str], chosen: re2.Options) -> re2.Set | None:
    made = re2.Set.SearchSet(chosen)
    for pattern in (*patterns, ""):
        made.Add(pattern)
    try:
        made.Compile()
    except re2.error:
        return None
    return made
