"""Which clocks a case has, and what an event does to them: all that follows from the case before and after it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from bot.case.clocks import (
    RESPONSES,
    ClockKind,
    Ended,
    SlaTimer,
    end,
    go_on,
    pause,
    rehour,
    response_in,
    start,
)
from bot.case.handling_model import Stretch
from bot.case.model import Case, Event, Resolution, Status
from bot.case.questions import next_response
from bot.routing import Route

CLAIMS = (ClockKind.CLAIM, ClockKind.HAND_OFF)
STRETCHES_KEPT = 20


def timed(before: Case | None, case: Case, event: Event) -> Case:
    """The case with its clocks as `event` leaves them; `before` is the case before it, None when it opened the case."""
    if before is not None and _state(before) == _state(case):
        return case
    case = _remembering(before, case, event)
    over = [clock for clock in case.clocks if _is_over(clock, before, case)]
    clocks = [clock for clock in case.clocks if clock not in over]
    clocks += _begun(before, case, event, {clock.kind for clock in clocks})
    ended = [end(clock, event.at) for clock in over if _is_done(clock, case, event)]
    return with_clocks(case, [_set(clock, case, event) for clock in clocks], ended)


def with_clocks(case: Case, clocks: Iterable[SlaTimer], ended: Iterable[Ended] = ()) -> Case:
    """The case with these clocks; of each kind, how the latest ended is kept."""
    kept = {one.kind: one for one in (*case.kept, *ended)}
    running = tuple(clocks)
    response = response_in(running)
    return replace(
        case, clocks=running, kept=tuple(kept.values()), due_at=response.due_at if response else None
    )


def response_kind(case: Case) -> ClockKind:
    """Whether the question is the first, which nobody answered yet."""
    return ClockKind.FIRST_RESPONSE if case.answered_at is None else ClockKind.NEXT_RESPONSE


def _state(case: Case) -> tuple[object, ...]:
    """What the clocks follow."""
    route, asks = case.route, (_question(case), bool(case.guidance), case.recalled)
    return case.status, case.waits, asks, route.team, route.hours, route.snooze_pauses, case.snoozed


def _question(case: Case) -> int | None:
    """The event that began the open question."""
    return case.question[0].number if case.question else None


def _is_over(clock: SlaTimer, before: Case | None, case: Case) -> bool:
    if clock.kind in RESPONSES:  # one that the event itself brought back counts the question there is now
        return before is not None and clock in before.clocks and _question(before) != _question(case)
    if clock.kind in CLAIMS:
        return not case.waits or _has_moved(before, case)
    if clock.kind is ClockKind.GUIDANCE:
        return not case.guidance
    return case.status is Status.RESOLVED


def _is_done(clock: SlaTimer, case: Case, event: Event) -> bool:
    """Whether a clock that is over ended with what it waited for."""
    if clock.kind in RESPONSES:
        return _is_answer(event)
    if clock.kind in CLAIMS:
        return case.owner is not None
    return clock.kind is ClockKind.RESOLUTION or case.status is not Status.RESOLVED


def _is_answer(event: Event) -> bool:
    return event.kind in ("sent", "answered_elsewhere") or (
        event.kind == "resolved" and event.data["resolution"] == Resolution.ELSEWHERE
    )


def _begun(before: Case | None, case: Case, event: Event, running: set[ClockKind]) -> Iterator[SlaTimer]:
    """The clocks that begin now. Only the response clock counts from the post; it may have come late."""
    if case.question and running.isdisjoint(RESPONSES):
        yield _response(case, event)
    for kind, target in _wanted(before, case, running):
        if target:
            yield start(kind, target, case.route.hours, event.at, event.number)


def _wanted(
    before: Case | None, case: Case, running: set[ClockKind]
) -> Iterator[tuple[ClockKind, int | None]]:
    """What else is to be done in time from now on, and its target in seconds."""
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
    """The clock of the open question, as if it had run since its first post was written: through the hours and the
    snoozes there were since. What was snoozed before Baton had the post is not taken off."""
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


def _remembering(before: Case | None, case: Case, event: Event) -> Case:
    """The case with how its response clock counted so far, where that changes now."""
    if before is None or (before.route.hours, _pauses(before)) == (case.route.hours, _pauses(case)):
        return case
    stretch = Stretch(event.at, before.route.hours, _pauses(before))
    return replace(case, past=(*case.past, stretch)[-STRETCHES_KEPT:])


def _has_moved(before: Case | None, case: Case) -> bool:
    return before is not None and before.route.team != case.route.team


def _set(clock: SlaTimer, case: Case, event: Event) -> SlaTimer:
    """The clock counting by the case's present hours, standing still or not as the case does."""
    return _changed(clock, case.route.hours, _stands_still(clock, case), event.at, event.number)


def _changed(clock: SlaTimer, hours: str, stands: bool, at: datetime, run: int) -> SlaTimer:
    if clock.hours != hours:
        clock = rehour(clock, hours, at, run)
    if stands and clock.since is not None:
        return pause(clock, at)
    return go_on(clock, at, run) if clock.since is None and not stands else clock


def _stands_still(clock: SlaTimer, case: Case) -> bool:
    """The response clock runs while the customer waits, unless the team's rules say that a snooze pauses it. The others
    stand still in a snooze; and while the next word is the customer's, nobody can be late with settling it."""
    if clock.kind in RESPONSES:
        return _pauses(case)
    settling = clock.kind is ClockKind.RESOLUTION
    return case.snoozed or (settling and not case.question and not case.recalled)


def _pauses(case: Case) -> bool:
    """Whether the response clock stands still."""
    return case.snoozed and case.route.snooze_pauses
