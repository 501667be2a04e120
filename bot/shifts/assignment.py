"""Automatic assignment: choose the agent by capacity, skills and turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.routing.rules import LEAST_LOADED, Team
from bot.shifts.model import Directory


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person on shift who may get a case.

    `held` counts their open cases. `given_at` is the time of their last assignment, as text that sorts as time does
    (empty: never). `skilled` says that they have the skill, `tried` that the case was assigned to them before.
    """

    person: str
    held: int
    given_at: str = ""
    skilled: bool = False
    tried: bool = False


def pick(team: Team, candidates: Iterable[Candidate]) -> Candidate | None:
    """Return the candidate who gets a case of the team; None when no one has capacity left.

    People who did not have the case yet come first, then people with the skill. Among equals, `round robin` takes the
    one who has waited longest, `least loaded` the one with the fewest cases.
    """
    roomy = [each for each in candidates if team.cap is None or each.held < team.cap]
    load = team.assign == LEAST_LOADED
    return min(
        roomy,
        key=lambda each: (each.tried, not each.skilled, each.held if load else 0, each.given_at, each.person),
        default=None,
    )


def skilled(team: Team, who: Directory, wanted: Sequence[str]) -> frozenset[str]:
    """Return the people with a skill the case needs: a skill has the name of one of its tags, or of its language."""
    words = {word.casefold() for word in wanted}
    names = [name for skill, able in team.skills if skill.casefold() in words for name in able]
    return frozenset().union(*(who.get(name, frozenset()) for name in names))
