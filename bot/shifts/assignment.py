"""Who gets a case: who has room under the cap, can do what it asks for, and whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.routing.rules import LEAST_LOADED, Team
from bot.shifts.model import Who


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody on shift: how many open cases they hold, when a case was last given to them (text that sorts as time
    does; empty: never), whether they have the skill, whether the case was with them already."""

    person: str
    held: int
    given_at: str = ""
    skilled: bool = False
    tried: bool = False


def pick(team: Team, candidates: Iterable[Candidate]) -> Candidate | None:
    """Whom a case of the team goes to; None when nobody has room.

    Those it was not with yet come first, then those with the skill; among equals `round robin` takes whoever has waited
    longest for one, `least loaded` whoever holds fewest.
    """
    roomy = [each for each in candidates if team.cap is None or each.held < team.cap]
    load = team.assign == LEAST_LOADED
    return min(
        roomy,
        key=lambda each: (each.tried, not each.skilled, each.held if load else 0, each.given_at, each.person),
        default=None,
    )


def skilled(team: Team, who: Who, wanted: Sequence[str]) -> frozenset[str]:
    """The people with a skill the case wants: one of its tags, or its language, as the rules name the skill."""
    words = {word.casefold() for word in wanted}
    names = [name for skill, able in team.skills if skill.casefold() in words for name in able]
    return frozenset().union(*(who.get(name, frozenset()) for name in names))
