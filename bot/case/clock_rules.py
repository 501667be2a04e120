"""Rules for the SLA timers of a case: which ones run, pause or end, from the case before and after an event."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from bot.case.clocks import (
    RESPONSES,
    ClockKind,
    Ended,
    SlaTimer,
    change_hours,
    end,
    pause,
    response_in,
    resume,
    start,
)
from bot.case.handling_model import Stretch
from bot.case.model import Case, Event, Resolution, Status
from bot.case.questions import next_response
from bot.routing import Route

CLAIMS = (ClockKind.CLAIM, ClockKind.HAND_OFF)
STRETCHES_KEPT = 20


def timed(before: Case | None, case: Case, event: Event) -> Case:
    """Return the case with its timers as `event` leaves them.

    `before` is the case before the event, None for the event that opened it.
    """
    if before is not None and _state(before) == _state(case):
        return case
    case = _with_history(before, case, event)
    over = [clock for clock in case.clocks if _is_over(clock, before, case)]
    clocks = [clock for clock in case.clocks if clock not in over]
    clocks += _started(before, case, event, {clock.kind for clock in clocks})
    ended = [end(clock, event.at) for clock in over if _is_done(clock, case, event)]
    return with_clocks(case, [_adjusted(clock, case, event) for clock in clocks], ended)


def with_clocks(case: Case, clocks: Iterable[SlaTimer], ended: Iterable[Ended] = ()) -> Case:
    """Return the case with these running timers; of each kind, only the latest ended one is kept."""
    kept = {one.kind: one for one in (*case.kept, *ended)}
    running = tuple(clocks)
    response = response_in(running)
    return replace(
        case, clocks=running, kept=tuple(kept.values()), due_at=response.due_at if response else None
    )


def response_kind(case: Case) -> ClockKind:
    """Return FIRST_RESPONSE until the customer has had an answer, NEXT_RESPONSE after that."""
    return ClockKind.FIRST_RESPONSE if case.answered_at is None else ClockKind.NEXT_RESPONSE


def _state(case: Case) -> tuple[object, ...]:
    """Return everything that the timers depend on."""
    route, asks = case.route, (_question(case), bool(case.guidance), case.recalled)
    return case.status, case.waits, asks, route.team, route.hours, route.snooze_pauses, case.snoozed


def _question(case: Case) -> int | None:
    """Return the number of the event that opened the question."""
    return case.question[0].number if case.question else None


def _is_over(clock: SlaTimer, before: Case | None, case: Case) -> bool:
    if clock.kind in RESPONSES:  # a timer that this event restored already counts the current question
        return before is not None and clock in before.clocks and _question(before) != _question(case)
    if clock.kind in CLAIMS:
        return not case.waits or _has_moved(before, case)
    if clock.kind is ClockKind.GUIDANCE:
        return not case.guidance
    return case.status is Status.RESOLVED


def _is_done(clock: SlaTimer, case: Case, event: Event) -> bool:
    """Return true when a timer ended because its goal was reached."""
    if clock.kind in RESPONSES:
        return _is_answer(event)
    if clock.kind in CLAIMS:
        return case.owner is not None
    return clock.kind is ClockKind.RESOLUTION or case.status is not Status.RESOLVED


def _is_answer(event: Event) -> bool:
    return event.kind in ("sent", "answered_elsewhere") or (
        event.kind == "resolved" and event.data["resolution"] == Resolution.ELSEWHERE
    )


def _started(before: Case | None, case: Case, event: Event, running: set[ClockKind]) -> Iterator[SlaTimer]:
    """Yield the timers that start now.

    Only the response timer counts from the post itself, which may have arrived late.
    """
    if case.question and running.isdisjoint(RESPONSES):
        yield _response(case, event)
    for kind, target in _goals(before, case, running):
        if target:
            yield start(kind, target, case.route.hours, event.at, event.number)


def _goals(
    before: Case | None, case: Case, running: set[ClockKind]
) -> Iterator[tuple[ClockKind, int | None]]:
    """Yield the other goals that start now, each with its target in seconds."""
    targets, moved = case.route.targets, _has_moved(before, case)
    if case.waits and (moved or before is None or not before.waits):
        handed = moved or (before is None and case.origin is not None)
        is_hand_off = handed and targets.hand_off
        kind = ClockKind.HAND_OFF if is_hand_off else ClockKind.CLAIM
        yield kind, targets.hand_off if is_hand_off else targets.claim
    if case.guidance and (before is None or not before.guidance):
        yield ClockKind.GUIDANCE, targets.guidance
    opens = before is None or before.status is Status.RESOLVED
    is_open = case.status is not Status.RESOLVED
    if is_open and (opens or moved) and ClockKind.RESOLUTION not in running:
        yield ClockKind.RESOLUTION, targets.resolution


def _response(case: Case, event: Event) -> SlaTimer:
    """Build the response timer of the open question, as if it had run since its first post was written.

    It passes through the business hours and snoozes since then. A snooze from before Baton had the post does not count.
    """
    first, kind = case.question[0], response_kind(case)
    target = first.target or _response_target(case.route, kind)
    if not case.past:
        return start(kind, target, case.route.hours, first.since, event.number)
    since = [stretch for stretch in case.past if stretch.until >= first.since]
    taken = first.taken or event.at
    ways = [(way.hours, way.paused) for way in since] + [(case.route.hours, _pauses(case))]
    clock = start(kind, target, ways[0][0], first.since, event.number)
    for stretch, (hours, paused) in zip(since, ways[1:], strict=True):
        clock = _changed(clock, hours, paused and stretch.until >= taken, stretch.until, event.number)
    return clock


def _response_target(route: Route, kind: ClockKind) -> int:
    return next_response(route) if kind is ClockKind.NEXT_RESPONSE else route.first_response


def _with_history(before: Case | None, case: Case, event: Event) -> Case:
    """Return the case with the finished stretch of its response timer, if hours or pauses change now."""
    if before is None or (before.route.hours, _pauses(before)) == (case.route.hours, _pauses(case)):
        return case
    stretch = Stretch(event.at, before.route.hours, _pauses(before))
    return replace(case, past=(*case.past, stretch)[-STRETCHES_KEPT:])


def _has_moved(before: Case | None, case: Case) -> bool:
    return before is not None and before.route.team != case.route.team


def _adjusted(clock: SlaTimer, case: Case, event: Event) -> SlaTimer:
    """Return the timer on the case's current hours, paused exactly when the case pauses it."""
    return _changed(clock, case.route.hours, _is_paused(clock, case), event.at, event.number)


def _changed(clock: SlaTimer, hours: str, stands: bool, at: datetime, run: int) -> SlaTimer:
    if clock.hours != hours:
        clock = change_hours(clock, hours, at, run)
    if stands and clock.since is not None:
        return pause(clock, at)
    return resume(clock, at, run) if clock.since is None and not stands else clock


def _is_paused(clock: SlaTimer, case: Case) -> bool:
    """Return true when the case pauses this timer.

    The response timer runs while the customer waits, unless the team's rules let a snooze pause it. The other timers
    pause in a snooze. The resolution timer also pauses while Baton waits for the customer.
    """
    if clock.kind in RESPONSES:
        return _pauses(case)
    settling = clock.kind is ClockKind.RESOLUTION
    return case.snoozed or (settling and not case.question and not case.recalled)


def _pauses(case: Case) -> bool:
    """Return true while the response timer is paused."""
    return case.snoozed and case.route.snooze_pauses
