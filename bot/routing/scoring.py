"""The priority score: a sum of small parts that the card can show (reach, sentiment, words, history, waiting)."""

from msgspec.structs import replace

from bot.routing.facts import NEGATIVE, POSITIVE
from bot.routing.rules import Priority, Route

Score = tuple[tuple[str, int], ...]

# The lowest sum for each priority; anything lower is LOW.
THRESHOLDS = ((6, Priority.URGENT), (3, Priority.HIGH), (0, Priority.NORMAL))
MOST_REACH = 4


def score(
    *,
    followers: int | None,
    sentiment: str | None,
    points: int,
    earlier_cases: int | None,
    open_case: bool | None,
) -> Score:
    """Return the parts, each with its name; unknown facts count 0. `points` is what the matching rules add."""
    return (
        ("reach", reach_points(followers or 0)),
        ("sentiment", {NEGATIVE: 2, POSITIVE: -1}.get(sentiment or "", 0)),
        ("words", points),
        ("history", history_points(earlier_cases or 0) + (1 if open_case else 0)),
        ("waiting", 0),
    )


def reach_points(followers: int) -> int:
    """Return 1 from 1,000 followers and one more per extra digit, at most MOST_REACH."""
    return min(max(len(str(followers)) - 3, 0), MOST_REACH)


def history_points(earlier_cases: int) -> int:
    """Return 1 for a customer with an earlier case, 2 from the third case on."""
    return 0 if earlier_cases == 0 else 1 if earlier_cases < 3 else 2


def waiting_points(share: float) -> int:
    """Return 1 from half of the time to the first response, 2 when it is over; `share` is the part that has passed."""
    return sum(share >= mark for mark in (0.5, 1))


def waited(route: Route, share: float) -> Route:
    """Return the route of a case whose customer has waited that `share` of the first response time.

    A calculated priority is recalculated and never falls.
    """
    if not route.score:
        return route
    parts = tuple(
        (name, waiting_points(share) if name == "waiting" else value) for name, value in route.score
    )
    return replace(route, score=parts, priority=min(route.priority, priority_of(parts)))


def priority_of(parts: Score) -> Priority:
    """Return the priority for the sum of the parts."""
    total = sum(value for _, value in parts)
    return next((priority for least, priority in THRESHOLDS if total >= least), Priority.LOW)
