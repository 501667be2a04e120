"""Which clocks a case has, and what an event does to them: all that follows from the case before and after it."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec.structs import replace

from bot.case.clocks import RESPONSES, Clock, ClockKind, Ended, end, go_on, pause, rehour, response_in, start
from bot.case.records import Case, Event, Status
from bot.routing import Route

CLAIMS = (ClockKind.CLAIM, ClockKind.HAND_OFF)


def timed(before: Case | None, case: Case, event: Event) -> Case:
    """The case with its clocks as `event` leaves them; `before` is the case before it, None when it opened the case."""
    if before is not None and _state(before) == _state(case):
        return case
    over = [clock for clock in case.clocks if _is_over(clock, before, case)]
    clocks = [clock for clock in case.clocks if clock not in over]
    clocks += [
        start(kind, target, case.route.hours, at, event.number)
        for kind, target, at in _begun(before, case, event, {clock.kind for clock in clocks})
    ]
    ended = [end(clock, event.at) for clock in over if _is_done(clock, before, case)]
    return with_clocks(case, [_set(clock, case, event) for clock in clocks], ended)


def with_clocks(case: Case, clocks: Iterable[Clock], ended: Iterable[Ended] = ()) -> Case:
    """The case with these clocks; of each kind, how the latest ended is kept."""
    kept = {one.kind: one for one in (*case.kept, *ended)}
    running = tuple(clocks)
    response = response_in(running)
    return replace(
        case, clocks=running, kept=tuple(kept.values()), due_at=response.due_at if response else None
    )


def adopted(case: Case) -> Case:
    """A case as versions without clocks saved it: what they knew of its time is a clock."""
    if case.due_at is None or case.asked_at is not None:
        return case
    asked_at = min(_asked_at(case), case.due_at)
    target = max(1, round((case.due_at - asked_at).total_seconds()))
    kind = _response_kind(case)
    clock = Clock(kind, target, "", asked_at, case.version, since=asked_at, due_at=case.due_at)
    return replace(case, asked_at=asked_at, clocks=(clock,))


def _state(case: Case) -> tuple[object, ...]:
    """What the clocks follow."""
    asks = bool(case.guidance)
    route = case.route
    return case.status, case.waits, case.asked_at, route.team, route.hours, case.snoozed, asks


def _is_over(clock: Clock, before: Case | None, case: Case) -> bool:
    if clock.kind in RESPONSES:
        return clock.started_at != case.asked_at
    if clock.kind in CLAIMS:
        return not case.waits or _has_moved(before, case)
    if clock.kind is ClockKind.GUIDANCE:
        return not case.guidance
    return case.status is Status.RESOLVED


def _is_done(clock: Clock, before: Case | None, case: Case) -> bool:
    """Whether a clock that is over ended with what it waited for."""
    if clock.kind in RESPONSES:
        return case.answered_at is not None and (before is None or case.answered_at != before.answered_at)
    if clock.kind in CLAIMS:
        return case.owner is not None
    return clock.kind is ClockKind.RESOLUTION or case.status is not Status.RESOLVED


Begun = tuple[ClockKind, int, datetime]


def _begun(before: Case | None, case: Case, event: Event, running: set[ClockKind]) -> Iterator[Begun]:
    """The clocks that begin now: each kind, its target, and from when it counts. Only the response clock counts from
    the post; it may have come late."""
    route, moved = case.route, _has_moved(before, case)
    if case.asked_at and running.isdisjoint(RESPONSES):
        kind = _response_kind(case)
        yield kind, _response_target(route, kind), case.asked_at
    if case.waits and (moved or before is None or not before.waits):
        handed = moved or (before is None and case.origin is not None)
        if handed and route.targets.hand_off:
            yield ClockKind.HAND_OFF, route.targets.hand_off, event.at
        elif route.targets.claim:
            yield ClockKind.CLAIM, route.targets.claim, event.at
    if case.guidance and route.targets.guidance and (before is None or not before.guidance):
        yield ClockKind.GUIDANCE, route.targets.guidance, event.at
    opens = before is None or before.status is Status.RESOLVED
    is_open = case.status is not Status.RESOLVED
    if route.targets.resolution and is_open and (opens or moved) and ClockKind.RESOLUTION not in running:
        yield ClockKind.RESOLUTION, route.targets.resolution, event.at


def _response_kind(case: Case) -> ClockKind:
    return ClockKind.FIRST_RESPONSE if case.answered_at is None else ClockKind.NEXT_RESPONSE


def _response_target(route: Route, kind: ClockKind) -> int:
    later = route.targets.next_response if kind is ClockKind.NEXT_RESPONSE else None
    return later or route.first_response


def _has_moved(before: Case | None, case: Case) -> bool:
    return before is not None and before.route.team != case.route.team


def _set(clock: Clock, case: Case, event: Event) -> Clock:
    """The clock counting by the case's present hours, standing still or not as the case does."""
    if clock.hours != case.route.hours:
        clock = rehour(clock, case.route.hours, event.at, event.number)
    stands = _stands_still(clock, case)
    if stands and clock.since is not None:
        return pause(clock, event.at)
    return go_on(clock, event.at, event.number) if clock.since is None and not stands else clock


def _stands_still(clock: Clock, case: Case) -> bool:
    """While the case is snoozed; and while the next word is the customer's, nobody can be late with settling it."""
    return case.snoozed or (clock.kind is ClockKind.RESOLUTION and case.asked_at is None)


def _asked_at(case: Case) -> datetime:
    """When the customer asked first after the latest answer; when a person handed the case in, if they did."""
    if case.answered_at is None and case.origin:
        return case.opened_at
    own = [post.posted_at for post in case.mentions if case.is_own(post)]
    return next((at for at in own if case.answered_at is None or at > case.answered_at), own[-1])
