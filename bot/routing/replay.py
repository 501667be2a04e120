"""Replaying real posts: where other rules would have sent them, and what would move."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.mention import Mention
from bot.routing import Route

NOBODY = "nobody (ignored)"
EXAMPLES_KEPT = 3
# Rules that move everything everywhere must not fill the memory: further kinds of moves are only counted.
KINDS_KEPT = 500


@dataclass(frozen=True, slots=True)
class Past:
    """A post that came in, where it was sent, and when. What was ignored has a route that holds the reason only."""

    mention: Mention
    went: Route
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of move: from where to where, by which rule then and now."""

    source: str
    target: str
    rule_then: str
    rule_now: str


@dataclass(slots=True)
class Watched:
    """What a rule in the shadow would have taken: how many posts, where they went in its place, and a few of them."""

    went: Counter[str] = field(default_factory=Counter)
    examples: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, went: str) -> None:
        self.went[went] += 1
        if len(self.examples) < EXAMPLES_KEPT:
            self.examples.append(mention)


@dataclass(slots=True)
class Replayed:
    """What came of a replay: how many posts were looked at, how many would move, and how, with a few of them; and what
    rules in the shadow would have taken."""

    posts: int = 0
    moved: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    counts: Counter[Move] = field(default_factory=Counter)
    examples: dict[Move, list[Mention]] = field(default_factory=dict)
    shadows: dict[str, Watched] = field(default_factory=dict)

    @property
    def moves(self) -> list[tuple[Move, int, list[Mention]]]:
        """The kinds of moves, the largest first."""
        return [(move, count, self.examples[move]) for move, count in self.counts.most_common()]

    @property
    def further(self) -> int:
        """How many posts would move in ways that were not kept."""
        return self.moved - self.counts.total()

    def add(self, mention: Mention, then: Route, now: Route) -> None:
        """Count one post that went `then` and would go `now`."""
        source, target = place(then), place(now)
        self.posts += 1
        self.before[source] += 1
        self.after[target] += 1
        if source != target:
            self.moved += 1
            self._keep(Move(source, target, then.why, now.why), mention)
        for rule in now.shadow:
            if rule in self.shadows or len(self.shadows) < KINDS_KEPT:
                self.shadows.setdefault(rule, Watched()).add(mention, target)

    def _keep(self, move: Move, mention: Mention) -> None:
        if move not in self.counts and len(self.counts) >= KINDS_KEPT:
            return
        self.counts[move] += 1
        examples = self.examples.setdefault(move, [])
        if len(examples) < EXAMPLES_KEPT:
            examples.append(mention)


Chooses = Callable[[Past], Route]


def replay(into: Replayed, posts: Iterable[Past], then: Chooses, now: Chooses) -> None:
    """Send each post where `then` and where `now` send it, and count the difference into `into`."""
    for past in posts:
        into.add(past.mention, then(past), now(past))


def place(route: Route) -> str:
    """Where a route leads, as a replay tells it: a team and how urgent, or nobody."""
    return NOBODY if route.ignored is not None else f"{route.team}, {route.priority.name.lower()}"
