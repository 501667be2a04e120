"""Snooze: the case leaves the queues until a time, or until the customer writes."""

from datetime import datetime, timedelta

from bot.case.model import Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_other_owner, refuse_resolved

LONGEST_SNOOZE = timedelta(days=90)


def snooze(case: Case, ask: Ask, *, until: datetime | None) -> list[Event]:
    """Snooze the case until `until` (None: until the customer writes); a later snooze replaces an earlier one.

    A customer's post always ends it. Raise Refused for a time in the past or over LONGEST_SNOOZE ahead, when the case
    is resolved, and when another agent owns it.
    """
    refuse_resolved(case)
    refuse_other_owner(case, ask)
    refuse_time(ask, until)
    return [ask.event("snoozed", until=until.isoformat() if until else None)]


def wake(case: Case, ask: Ask) -> list[Event]:
    """End the snooze on request."""
    return woken(case, ask, "asked")


def wake_in_time(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """End snooze or follow-up `number` at its time; no event when it has ended or was replaced."""
    if case.snooze and case.snooze.number == number:
        return woken(case, ask, "time")
    is_due = case.pending and case.follow_up is not None and case.follow_up.number == number
    return [ask.event("pending_ended", why="time")] if is_due else []


def woken(case: Case, ask: Ask, why: str) -> list[Event]:
    """Return the event that ends a snooze, if there is one; `why` is "time", "asked", "customer" or "moved".

    After "time" and "asked" the case is back with its owner, even if it waited for its customer before.
    """
    if case.snooze is None:
        return []
    resumes = {"resumes": True} if why in ("time", "asked") else {}
    # Nobody owns the case, so its end is news for the person who chose it.
    chosen = {"set_by": case.snooze.by} if why == "time" and case.owner is None else {}
    return [ask.event("woken", why=why, **resumes, **chosen)]


def refuse_time(ask: Ask, until: datetime | None) -> None:
    """Raise Refused for a time in the past or over LONGEST_SNOOZE ahead; None is no time, and allowed."""
    if until is not None and until <= ask.at:
        raise Refused("That time is in the past. Choose a later one.", "past")
    if until is not None and until - ask.at > LONGEST_SNOOZE:
        raise Refused(f"The longest time is {LONGEST_SNOOZE.days} days. Choose an earlier one.", "too_long")
