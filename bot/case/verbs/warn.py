"""SLA notifications: a timer has reached a level, and the event log records that people were notified."""

from msgspec import Struct

from bot.case.clocks import ClockKind, SlaTimer, reaches
from bot.case.model import Ask, Case, Event


class Warned(Struct, frozen=True):
    """A timer of a case that reached a level of the escalation policy."""

    case: int
    clock: ClockKind
    level: int


def warn(case: Case, ask: Ask, *, kind: ClockKind, level: int) -> list[Event]:
    """Record the notification of level `level`.

    No event when it was recorded before, or when the timer ended or is paused.
    """
    clock = case.clock(kind)
    if clock is None or clock.since is None or clock.notified >= level:
        return []
    # Earlier versions, which may still run beside this one, read `away`.
    return [ask.event("warned", clock=kind.value, rung=level, away=False)]


def still_due(case: Case, warned: Warned) -> SlaTimer | None:
    """Return the timer that a notification is about; None when it ended, is paused or has started again.

    None, too, when it reached a higher level since: that has a notification of its own.
    """
    clock = case.clock(warned.clock)
    if clock is None or clock.notified != warned.level or reaches(clock, warned.level) is None:
        return None
    return clock
