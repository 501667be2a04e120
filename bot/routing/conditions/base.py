"""The interface of a rule's conditions, and the wording of their results."""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Sequence

from bot.routing.post_view import PostView

SHOWN = 5
NOT_KNOWN = "not known here"


class Condition(ABC):
    """One key of `when`.

    `anchors` are the entries of the index that lead to its rule; empty when only reading the mention can decide.
    `is_proven` says that a mention found under an anchor matches without another test.
    """

    __slots__ = ()

    @property
    def anchors(self) -> Sequence[tuple[str, Hashable]]:
        return ()

    @property
    def is_proven(self) -> bool:
        return False

    @abstractmethod
    def matches(self, post_view: PostView) -> bool: ...

    def fails(self, post_view: PostView) -> bool:
        """Return True when the condition certainly does not match; an unknown fact neither matches nor fails."""
        return not self.matches(post_view)

    @abstractmethod
    def verdict(self, post_view: PostView) -> str:
        """Describe, for people, what was found or why the condition does not match."""


def found(kind: str, entries: dict[str, bool]) -> str:
    hits = [entry for entry, hit in entries.items() if hit]
    return f"{kind}: found {listed(hits)}" if hits else f"{kind}: found none of {listed(entries)}"


def listed(entries: Iterable[str], before: str = "") -> str:
    quoted = [f'"{before}{entry}"' for entry in entries]
    more = f" and {len(quoted) - SHOWN} more" if len(quoted) > SHOWN else ""
    return ", ".join(quoted[:SHOWN]) + more
