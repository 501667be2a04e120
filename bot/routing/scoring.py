"""How urgent a post is, as a sum of small parts that can be shown: reach, sentiment, words, history, waiting."""

from msgspec.structs import replace

from bot.routing.facts import NEGATIVE, POSITIVE
from bot.routing.rules import Priority, Route

Score = tuple[tuple[str, int], ...]

# The least sum for each priority; below the last it is LOW.
THRESHOLDS = ((6, Priority.URGENT), (3, Priority.HIGH), (0, Priority.NORMAL))
MOST_REACH = 4


def score(
    *, followers: int | None, mood: str | None, points: int, earlier_cases: int | None, open_case: bool | None
) -> Score:
    """The parts, each by its name; what is not known counts 0. `points` are what the rules' own words are worth."""
    return (
        ("reach", reach_points(followers or 0)),
        ("sentiment", {NEGATIVE: 2, POSITIVE: -1}.get(mood or "", 0)),
        ("words", points),
        ("history", history_points(earlier_cases or 0) + (1 if open_case else 0)),
        ("waiting", 0),
    )


def reach_points(followers: int) -> int:
    """1 from 1,000 followers, one more for each further digit, MOST_REACH at most."""
    return min(max(len(str(followers)) - 3, 0), MOST_REACH)


def history_points(earlier_cases: int) -> int:
    """1 for a customer who had a case before, 2 from the third on."""
    return 0 if earlier_cases == 0 else 1 if earlier_cases < 3 else 2


def waiting_points(share: float) -> int:
    """1 from half of the time to the first response, 2 when it is over; `share` of that time has passed."""
    return sum(share >= mark for mark in (0.5, 1))


def waited(route: Route, share: float) -> Route:
    """The route of a case whose customer has waited that `share` of the time there was: a priority that was reckoned
    is reckoned anew, and never falls."""
    if not route.score:
        return route
    parts = tuple(
        (name, waiting_points(share) if name == "waiting" else value) for name, value in route.score
    )
    return replace(route, score=parts, priority=min(route.priority, priority_of(parts)))


def priority_of(parts: Score) -> Priority:
    """What the sum of the parts means."""
    total = sum(value for _, value in parts)
    return next((priority for least, priority in THRESHOLDS if total >= least), Priority.LOW)
