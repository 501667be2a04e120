"""Snooze: a case out of the way until a time, or until the customer writes."""

from datetime import datetime, timedelta

from bot.case.model import Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_resolved, refuse_somebody_elses

LONGEST_SNOOZE = timedelta(days=90)


def snooze(case: Case, ask: Ask, *, until: datetime | None) -> list[Event]:
    """Nobody needs to act before `until` (None: before the customer writes); a later snooze replaces an earlier one.

    A post of the customer's wakes the case whatever was said. Raises Refused for a time that has passed or is too far
    away, and when the case is somebody else's.
    """
    refuse_resolved(case)
    refuse_somebody_elses(case, ask)
    if until is not None and until <= ask.at:
        raise Refused("That time has passed. Choose one that is still to come.", "past")
    if until is not None and until - ask.at > LONGEST_SNOOZE:
        raise Refused(
            f"A case can be snoozed for {LONGEST_SNOOZE.days} days at most. Choose an earlier time.",
            "too_long",
        )
    return [ask.event("snoozed", until=until.isoformat() if until else None)]


def wake(case: Case, ask: Ask) -> list[Event]:
    """The case is to be dealt with again."""
    return woken(case, ask, "asked")


def wake_in_time(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """The time of the snooze `number` has come; nothing, when the case woke or was snoozed anew since."""
    return woken(case, ask, "time") if case.snooze and case.snooze.number == number else []


def woken(case: Case, ask: Ask, why: str) -> list[Event]:
    """What ends a snooze; `why` is "time", "asked", "customer" or "moved"."""
    return [ask.event("woken", why=why)] if case.snooze else []
