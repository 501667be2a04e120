"""What every condition of a rule can tell, and how what it found is worded."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence

from bot.routing.post_view import PostView

SHOWN = 5
NOT_KNOWN = "not known here"


class Condition(ABC):
    """One key of `when`.

    `anchors` are the entries of the index under which its rule can be found; empty when only a look at the mention
    tells. `is_proven` says that a mention found under one of them needs no further look.
    """

    __slots__ = ()

    @property
    def anchors(self) -> Sequence[tuple[str, Hashable]]:
        return ()

    @property
    def is_proven(self) -> bool:
        return False

    @abstractmethod
    def holds(self, post_view: PostView) -> bool: ...

    def fails(self, post_view: PostView) -> bool:
        """Whether it surely does not hold; where something is not known, neither is certain."""
        return not self.holds(post_view)

    @abstractmethod
    def verdict(self, post_view: PostView) -> str:
        """What was found, or why the condition does not hold, for people."""


def found(kind: str, entries: dict[str, bool]) -> str:
    hits = [entry for entry, hit in entries.items() if hit]
    return f"{kind}: found {listed(hits)}" if hits else f"{kind}: found none of {listed(entries)}"


def listed(entries: Iterable[str], before: str = "") -> str:
    quoted = [f'"{before}{entry}"' for entry in entries]
    more = f" and {len(quoted) - SHOWN} more" if len(quoted) > SHOWN else ""
    return ", ".join(quoted[:SHOWN]) + more
