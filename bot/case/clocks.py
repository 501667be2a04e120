"""An SLA timer: the business time spent so far, and when the target is reached."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from bot.hours import Hours, read_hours

# Percent of a timer's target at which the owner, the team or the leads are notified.
REMIND, WARN, BREACH = 50, 80, 100
LEVELS = (REMIND, WARN, BREACH)


class ClockKind(StrEnum):
    """The goal that a timer measures."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    CLAIM = "claim"
    HAND_OFF = "hand_off"
    GUIDANCE = "guidance"
    RESOLUTION = "resolution"


RESPONSES = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE)


class SlaTimer(Struct, frozen=True, omit_defaults=True):
    """A timer that runs or is paused."""

    #: The goal.
    kind: ClockKind
    #: Business seconds until the goal is due.
    target: int
    #: Business hours as `bot.hours` writes them; empty means always open.
    hours: str
    #: Moment the first run began.
    started_at: datetime
    #: Number of the event that started the present run.
    run: int
    #: Start of the present run; None while paused.
    since: datetime | None = None
    #: Moment the target is reached; None while paused, or when the hours never open again.
    due_at: datetime | None = None
    #: Business seconds spent before the present run.
    spent: float = 0.0
    #: Highest level, in percent of the target, that was notified.
    notified: int = field(default=0, name="told")


class Ended(Struct, frozen=True, omit_defaults=True):
    """A timer whose goal was reached; `spent` is the business seconds it took."""

    kind: ClockKind
    target: int
    started_at: datetime
    ended_at: datetime
    spent: float

    @property
    def late_by(self) -> float:
        """Return the business seconds over the target; 0 when it was met."""
        return max(0.0, self.spent - self.target)


def start(kind: ClockKind, target: int, hours: str, at: datetime, run: int) -> SlaTimer:
    """Start a timer at `at`; `run` is the number of the event that starts it."""
    return SlaTimer(
        kind=kind,
        target=target,
        hours=hours,
        started_at=at,
        run=run,
        since=at,
        due_at=_after(hours, at, target),
    )


def pause(clock: SlaTimer, at: datetime) -> SlaTimer:
    """Pause the timer at `at`."""
    return replace(clock, spent=spent(clock, at), since=None, due_at=None)


def resume(clock: SlaTimer, at: datetime, run: int) -> SlaTimer:
    """Resume the timer at `at` with the seconds it has spent so far."""
    return replace(clock, since=at, run=run, due_at=_after(clock.hours, at, clock.target - clock.spent))


def change_hours(clock: SlaTimer, hours: str, at: datetime, run: int) -> SlaTimer:
    """Switch the timer to other business hours at `at`; the time before was counted by the old ones."""
    changed = replace(pause(clock, at), hours=hours)
    return changed if clock.since is None else resume(changed, at, run)


def end(clock: SlaTimer, at: datetime) -> Ended:
    """End the timer at `at`."""
    return Ended(
        kind=clock.kind, target=clock.target, started_at=clock.started_at, ended_at=at, spent=spent(clock, at)
    )


def spent(clock: SlaTimer, at: datetime) -> float:
    """Return the business seconds spent by `at`."""
    if clock.since is None:
        return clock.spent
    if not clock.hours:
        return clock.spent + max(0.0, (at - clock.since).total_seconds())
    return clock.spent + _hours(clock.hours).between(clock.since, at)


def reaches(clock: SlaTimer, percent: int) -> datetime | None:
    """Return the moment `percent` of the target is spent.

    None while the timer is paused, and when its hours never open again.
    """
    if clock.since is None:
        return None
    return _after(clock.hours, clock.since, clock.target * percent / 100 - clock.spent)


def level_at(clock: SlaTimer, at: datetime) -> int:
    """Return the highest level reached by `at` that was not notified yet; 0 for none."""
    return next((level for level in reversed(_levels_left(clock)) if _reached(clock, level, at)), 0)


def next_level(clock: SlaTimer, at: datetime) -> datetime | None:
    """Return the moment of the first level after `at`; None when there is none."""
    moments = (reaches(clock, level) for level in _levels_left(clock))
    return next((moment for moment in moments if moment and moment > at), None)


def next_check(clock: SlaTimer, at: datetime) -> datetime | None:
    """Return the moment of the next check.

    That is `at` when a level was reached already; None for a paused timer.
    """
    first = next(iter(_levels_left(clock)), None)
    moment = reaches(clock, first) if first else None
    return max(at, moment) if moment else None


def opens_again(clock: SlaTimer, at: datetime) -> datetime | None:
    """Return when the business hours of a running timer open again; None while they are open, or never open."""
    if clock.since is None or not clock.hours:
        return None
    hours, from_then = _hours(clock.hours), max(at, clock.since)
    return None if hours.is_open(from_then) else hours.next_open(from_then)


def response_in(clocks: Sequence[SlaTimer]) -> SlaTimer | None:
    """Return the response timer of the open question, if one is among them."""
    return next((clock for clock in clocks if clock.kind in RESPONSES), None)


def _levels_left(clock: SlaTimer) -> list[int]:
    return [level for level in LEVELS if level > clock.notified]


def _reached(clock: SlaTimer, level: int, at: datetime) -> bool:
    moment = reaches(clock, level)
    return moment is not None and moment <= at


def _after(hours: str, start: datetime, seconds: float) -> datetime | None:
    """Return the moment at which this many business seconds have passed since `start`; None when they never will."""
    if not hours:
        return start + timedelta(seconds=max(0.0, seconds))
    try:
        return _hours(hours).after(start, max(0.0, seconds))
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def _hours(spec: str) -> Hours:
    """Read a line of business hours; one that can no longer be read counts as always open.

    A time zone may leave the library. A timer that is early does less harm than a case nobody can open.
    """
    try:
        return read_hours(spec)
    except ValueError:
        return read_hours("")
