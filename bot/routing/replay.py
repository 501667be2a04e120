"""Replay of real posts with other rules, to preview where they would go."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.mention import Mention
from bot.routing import Route

NOBODY = "nobody (ignored)"
EXAMPLES_KEPT = 3
# Rules that move everything everywhere must not fill the memory: beyond this many kinds, moves are only counted.
KINDS_KEPT = 500


@dataclass(frozen=True, slots=True)
class PastPost:
    """A post that came in, its route, and its time. An ignored post has a route with only the reason."""

    mention: Mention
    went: Route
    at: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """One kind of move: from one destination to another, with the rule then and the rule now."""

    source: str
    target: str
    rule_then: str
    rule_now: str


@dataclass(frozen=True, slots=True)
class RuleMatches:
    """Posts that opened a case by rule, and ignored posts by reason. `whole`: none were left out."""

    opened: Mapping[str, int]
    ignored: Mapping[str, int]
    whole: bool = True


@dataclass(slots=True)
class ShadowMatches:
    """The posts that a rule in shadow mode would match: their number by actual destination, and a few examples."""

    went: Counter[str] = field(default_factory=Counter)
    examples: list[Mention] = field(default_factory=list)

    def add(self, mention: Mention, went: str) -> None:
        self.went[went] += 1
        if len(self.examples) < EXAMPLES_KEPT:
            self.examples.append(mention)


@dataclass(slots=True)
class Replayed:
    """The result of a replay: posts seen and moved, each kind of move with examples, and matches of rules in shadow
    mode.
    """

    posts: int = 0
    moved: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    counts: Counter[Move] = field(default_factory=Counter)
    examples: dict[Move, list[Mention]] = field(default_factory=dict)
    shadows: dict[str, ShadowMatches] = field(default_factory=dict)

    @property
    def moves(self) -> list[tuple[Move, int, list[Mention]]]:
        """Return the kinds of moves with their counts and examples, the largest first."""
        return [(move, count, self.examples[move]) for move, count in self.counts.most_common()]

    @property
    def further(self) -> int:
        """Return how many posts would move in ways beyond the kinds that were kept."""
        return self.moved - self.counts.total()

    def add(self, mention: Mention, then: Route, now: Route) -> None:
        """Count one post that was routed `then` and would be routed `now`."""
        source, target = destination(then), destination(now)
        self.posts += 1
        self.before[source] += 1
        self.after[target] += 1
        if source != target:
            self.moved += 1
            self._keep(Move(source, target, then.why, now.why), mention)
        for rule in now.shadow:
            if rule in self.shadows or len(self.shadows) < KINDS_KEPT:
                self.shadows.setdefault(rule, ShadowMatches()).add(mention, target)

    def _keep(self, move: Move, mention: Mention) -> None:
        if move not in self.counts and len(self.counts) >= KINDS_KEPT:
            return
        self.counts[move] += 1
        examples = self.examples.setdefault(move, [])
        if len(examples) < EXAMPLES_KEPT:
            examples.append(mention)


RouteChooser = Callable[[PastPost], Route]


def replay(into: Replayed, posts: Iterable[PastPost], then: RouteChooser, now: RouteChooser) -> None:
    """Route each post with `then` and with `now`, and count the differences into `into`."""
    for past in posts:
        into.add(past.mention, then(past), now(past))


def destination(route: Route) -> str:
    """Return a route's destination for a report: the team and the priority, or nobody."""
    return NOBODY if route.ignored is not None else f"{route.team}, {route.priority.name.lower()}"
