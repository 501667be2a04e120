"""A clock: how much open time a thing has taken so far, and until when it should be done."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from bot.hours import Hours, read_hours

# How much of its target a clock has used up when somebody is told, in percent.
NUDGE, WARN, BREACH = 50, 80, 100
RUNGS = (NUDGE, WARN, BREACH)


class ClockKind(StrEnum):
    """What should be done in time."""

    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    CLAIM = "claim"
    HAND_OFF = "hand_off"
    GUIDANCE = "guidance"
    RESOLUTION = "resolution"


RESPONSES = (ClockKind.FIRST_RESPONSE, ClockKind.NEXT_RESPONSE)


class SlaTimer(Struct, frozen=True, omit_defaults=True):
    """A clock that runs, or is paused. `target` is in seconds of the time that is open by `hours`, which stand as
    `bot.hours` writes them (empty: always).

    `since` is when its present run began, by the event `run` of the journal, and `spent` the open seconds before that;
    paused, it has neither `since` nor `due_at`. `told` is the highest rung of the ladder somebody heard of.
    """

    kind: ClockKind
    target: int
    hours: str
    started_at: datetime
    run: int
    since: datetime | None = None
    due_at: datetime | None = None
    spent: float = 0.0
    told: int = 0


class Ended(Struct, frozen=True, omit_defaults=True):
    """How a clock ended whose matter was done: `spent` is the open seconds it took."""

    kind: ClockKind
    target: int
    started_at: datetime
    ended_at: datetime
    spent: float

    @property
    def late_by(self) -> float:
        """Open seconds over the target; 0 when it was kept."""
        return max(0.0, self.spent - self.target)


def start(kind: ClockKind, target: int, hours: str, at: datetime, run: int) -> SlaTimer:
    """A clock that begins to run at `at`; event `run` started it."""
    return SlaTimer(kind, target, hours, at, run, since=at, due_at=_after(hours, at, target))


def pause(clock: SlaTimer, at: datetime) -> SlaTimer:
    """The clock standing still from `at` on."""
    return replace(clock, spent=spent(clock, at), since=None, due_at=None)


def go_on(clock: SlaTimer, at: datetime, run: int) -> SlaTimer:
    """The clock running from `at` on with what it has spent so far."""
    return replace(clock, since=at, run=run, due_at=_after(clock.hours, at, clock.target - clock.spent))


def rehour(clock: SlaTimer, hours: str, at: datetime, run: int) -> SlaTimer:
    """The clock with other hours from `at` on; what has passed was counted by the old ones."""
    changed = replace(pause(clock, at), hours=hours)
    return changed if clock.since is None else go_on(changed, at, run)


def end(clock: SlaTimer, at: datetime) -> Ended:
    return Ended(clock.kind, clock.target, clock.started_at, at, spent(clock, at))


def spent(clock: SlaTimer, at: datetime) -> float:
    """The open seconds it has taken by `at`."""
    if clock.since is None:
        return clock.spent
    if not clock.hours:
        return clock.spent + max(0.0, (at - clock.since).total_seconds())
    return clock.spent + _hours(clock.hours).between(clock.since, at)


def reaches(clock: SlaTimer, percent: int) -> datetime | None:
    """When that much of its target is used up; None while it is paused, and when its hours never come."""
    if clock.since is None:
        return None
    return _after(clock.hours, clock.since, clock.target * percent / 100 - clock.spent)


def rung_at(clock: SlaTimer, at: datetime) -> int:
    """The highest rung of the ladder it has reached by `at` and nobody heard of; 0 for none."""
    return next((rung for rung in reversed(_untold(clock)) if _reached(clock, rung, at)), 0)


def next_rung(clock: SlaTimer, at: datetime) -> datetime | None:
    """When it reaches the first rung after `at`; None for no further one."""
    moments = (reaches(clock, rung) for rung in _untold(clock))
    return next((moment for moment in moments if moment and moment > at), None)


def next_look(clock: SlaTimer, at: datetime) -> datetime | None:
    """When somebody may have to be told: at once, where a rung was reached already; None for a clock that stands."""
    first = next(iter(_untold(clock)), None)
    moment = reaches(clock, first) if first else None
    return max(at, moment) if moment else None


def opens_again(clock: SlaTimer, at: datetime) -> datetime | None:
    """When the hours of a running clock begin again; None while they are on, or never come."""
    if clock.since is None or not clock.hours:
        return None
    hours, from_then = _hours(clock.hours), max(at, clock.since)
    return None if hours.is_open(from_then) else hours.next_open(from_then)


def response_in(clocks: Sequence[SlaTimer]) -> SlaTimer | None:
    """The clock of the customer's open question among them."""
    return next((clock for clock in clocks if clock.kind in RESPONSES), None)


def _untold(clock: SlaTimer) -> list[int]:
    return [rung for rung in RUNGS if rung > clock.told]


def _reached(clock: SlaTimer, rung: int, at: datetime) -> bool:
    moment = reaches(clock, rung)
    return moment is not None and moment <= at


def _after(hours: str, start: datetime, seconds: float) -> datetime | None:
    """The moment when so many open seconds have passed since `start`; None when they never will."""
    if not hours:
        return start + timedelta(seconds=max(0.0, seconds))
    try:
        return _hours(hours).after(start, max(0.0, seconds))
    except OverflowError:
        return None


@lru_cache(maxsize=1024)
def _hours(spec: str) -> Hours:
    """A line that cannot be read any more (a place the library dropped) counts as always open: a clock that is early
    harms less than a case nobody can open."""
    try:
        return read_hours(spec)
    except ValueError:
        return read_hours("")
