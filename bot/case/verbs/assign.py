"""Giving a case to somebody on shift: it is theirs once they accept it, and goes back when they do not in time."""

from datetime import datetime

from bot.case.model import Ask, Case, Event, Status


def assign(case: Case, ask: Ask, *, to: str, until: datetime, anew: bool = False) -> list[Event]:
    """Give the waiting case to `to`, who has until then to accept it; nothing, when it waits no longer.

    `anew`: everybody had it already, so the round begins again.
    """
    if case.status is not Status.WAITING or case.snooze:
        return []
    return [ask.event("assigned", to=to, until=until.isoformat(), anew=anew)]


def take_back(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """The time of the assignment `number` is over; nothing, when it was accepted or ended since."""
    given = case.assignment
    return unassigned(case, ask) if given and given.number == number else []


def accepted(case: Case, ask: Ask) -> list[Event]:
    """Its owner keeps what was given to them."""
    return [ask.event("accepted", assignment=case.assignment.number)] if case.assignment else []


def unassigned(case: Case, ask: Ask, because: str = "") -> list[Event]:
    """Whoever it was given to does not keep it: it waits again."""
    if case.assignment is None:
        return []
    return [ask.explained("unassigned", because, assignment=case.assignment.number, to=case.owner)]


def with_acceptance(case: Case, events: list[Event]) -> list[Event]:
    """The events, after the acceptance that lies in them: whoever was given the case and does something with it keeps
    it."""
    first = events[0]
    if case.assignment is None or first.by != case.owner or first.kind in ("accepted", "unassigned"):
        return events
    return [*accepted(case, Ask(first.by, first.at, first.request)), *events]
