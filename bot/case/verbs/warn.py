"""A clock has come far: somebody is told, and the journal knows that they were."""

from msgspec import Struct

from bot.case.clocks import ClockKind, SlaTimer, reaches
from bot.case.model import Ask, Case, Event


class Warned(Struct, frozen=True):
    """A clock of a case that reached a rung of the ladder."""

    case: int
    clock: ClockKind
    rung: int


def warn(case: Case, ask: Ask, *, kind: ClockKind, rung: int, away: bool = False) -> list[Event]:
    """Rung `rung` of the ladder is told, unless it was, or the matter is settled or stands still meanwhile. An owner
    who is `away` is not pinged."""
    clock = case.clock(kind)
    if clock is None or clock.since is None or clock.told >= rung:
        return []
    return [ask.event("warned", clock=kind.value, rung=rung, away=away)]


def still_due(case: Case, warned: Warned) -> SlaTimer | None:
    """The clock that somebody is to hear of; None when it ended, stands still, or began anew since."""
    clock = case.clock(warned.clock)
    if clock is None or clock.told < warned.rung or reaches(clock, warned.rung) is None:
        return None
    return clock
