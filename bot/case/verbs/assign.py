"""Automatic assignment of a case: the agent accepts it in time, or it returns to the queue."""

from datetime import datetime

from bot.case.model import Ask, Case, Event, Status


def assign(case: Case, ask: Ask, *, to: str, until: datetime, anew: bool = False) -> list[Event]:
    """Assign the waiting case to `to`, who has until `until` to accept it; no event when it no longer waits.

    `anew`: every agent had it already, so the round starts again.
    """
    if case.status is not Status.WAITING or case.snooze:
        return []
    return [ask.event("assigned", to=to, until=until.isoformat(), anew=anew)]


def take_back(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """End assignment `number` when its time is over; no event when it was accepted or ended before."""
    given = case.assignment
    return unassigned(case, ask) if given and given.number == number else []


def accepted(case: Case, ask: Ask) -> list[Event]:
    """Accept the assignment, if there is one."""
    return [ask.event("accepted", assignment=case.assignment.number)] if case.assignment else []


def unassigned(case: Case, ask: Ask, because: str = "") -> list[Event]:
    """Return an assigned case to the queue, because its owner does not keep it."""
    if case.assignment is None:
        return []
    return [ask.explained("unassigned", because, assignment=case.assignment.number, to=case.owner)]


def with_acceptance(case: Case, events: list[Event]) -> list[Event]:
    """Return the events, preceded by the acceptance they imply.

    An assigned agent who acts on the case accepts it by doing so.
    """
    first = events[0]
    if case.assignment is None or first.by != case.owner or first.kind in ("accepted", "unassigned"):
        return events
    return [*accepted(case, Ask(first.by, first.at, first.request)), *events]
