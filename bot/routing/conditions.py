"""The conditions of a rule: whether each holds for a mention, and why not."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.routing.reading import Reading
from bot.routing.words import Keyword

SHOWN = 5


class Condition(Protocol):
    """One key of `when`.

    `anchors` are the entries of the index under which its rule can be found; empty when only a look at the mention
    tells. `is_proven` says that a mention found under one of them needs no further look.
    """

    @property
    def anchors(self) -> Sequence[tuple[str, Hashable]]: ...

    @property
    def is_proven(self) -> bool: ...

    def holds(self, reading: Reading) -> bool: ...

    def verdict(self, reading: Reading) -> str:
        """What was found, or why the condition does not hold, for people."""


@dataclass(frozen=True, slots=True)
class Keywords:
    """Words, phrases or hashtags, as `kind` says: any of them."""

    kind: str
    keywords: tuple[Keyword, ...]

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("word", k.bare[0]) if len(k.bare) == 1 else ("pair", k.bare[:2]) for k in self.keywords]

    @property
    def is_proven(self) -> bool:
        return not any(k.has_tag or len(k.bare) > 2 for k in self.keywords)

    def holds(self, reading: Reading) -> bool:
        return any(map(reading.has, self.keywords))

    def verdict(self, reading: Reading) -> str:
        return _found(self.kind, {k.written: reading.has(k) for k in self.keywords})


@dataclass(frozen=True, slots=True)
class Contains:
    """Pieces of text, each as written and folded, wherever they stand: for languages written without spaces."""

    pieces: tuple[tuple[str, str], ...]
    is_proven: bool = False

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("piece", folded[:2]) for _, folded in self.pieces]

    def holds(self, reading: Reading) -> bool:
        return any(folded in reading.folded for _, folded in self.pieces)

    def verdict(self, reading: Reading) -> str:
        return _found("contains", {written: folded in reading.folded for written, folded in self.pieces})


@dataclass(frozen=True, slots=True)
class Regexes:
    """Regexes, each with its number in the set of all of them."""

    patterns: tuple[tuple[int, str], ...]
    is_proven: bool = True

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("pattern", number) for number, _ in self.patterns]

    def holds(self, reading: Reading) -> bool:
        return any(number in reading.patterns for number, _ in self.patterns)

    def verdict(self, reading: Reading) -> str:
        return _found("regex", {pattern: number in reading.patterns for number, pattern in self.patterns})


@dataclass(frozen=True, slots=True)
class Authors:
    """Handles, without their @."""

    handles: frozenset[str]
    is_proven: bool = True

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("author", one) for one in self.handles]

    def holds(self, reading: Reading) -> bool:
        return reading.author in self.handles

    def verdict(self, reading: Reading) -> str:
        return f"author is @{reading.author}" + (
            "" if self.holds(reading) else f", not {_listed(sorted(self.handles), '@')}"
        )


@dataclass(frozen=True, slots=True)
class Networks:
    """Networks by name."""

    names: frozenset[str]
    anchors: tuple[tuple[str, Hashable], ...] = ()
    is_proven: bool = False

    def holds(self, reading: Reading) -> bool:
        return reading.network in self.names

    def verdict(self, reading: Reading) -> str:
        return f"network is {reading.network}" + (
            "" if self.holds(reading) else f", not {_listed(sorted(self.names))}"
        )


@dataclass(frozen=True, slots=True)
class Followers:
    """How many followers the author has, both ends included. An unknown count is in no range."""

    at_least: int
    at_most: int | None
    anchors: tuple[tuple[str, Hashable], ...] = ()
    is_proven: bool = False

    def holds(self, reading: Reading) -> bool:
        count = reading.followers
        return (
            count is not None and self.at_least <= count and (self.at_most is None or count <= self.at_most)
        )

    def verdict(self, reading: Reading) -> str:
        if reading.followers is None:
            return "followers: the author's count is not known"
        upper = "" if self.at_most is None else f" and at most {self.at_most:,}"
        asked = "" if self.holds(reading) else f"; the rule asks for at least {self.at_least:,}{upper}"
        return f"followers: {reading.followers:,}{asked}"


def _found(kind: str, entries: dict[str, bool]) -> str:
    hits = [entry for entry, hit in entries.items() if hit]
    return f"{kind}: found {_listed(hits)}" if hits else f"{kind}: found none of {_listed(entries)}"


def _listed(entries: Iterable[str], before: str = "") -> str:
    quoted = [f'"{before}{entry}"' for entry in entries]
    more = f" and {len(quoted) - SHOWN} more" if len(quoted) > SHOWN else ""
    return ", ".join(quoted[:SHOWN]) + more
