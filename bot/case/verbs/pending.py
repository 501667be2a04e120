"""Pending: the case waits for its customer, until they write or a follow-up time comes."""

from datetime import datetime

from bot.case.model import Ask, Case, Event, Refused
from bot.case.verbs.claim import refuse_non_owner, refuse_resolved
from bot.case.verbs.snooze import refuse_time, woken


def wait_for_customer(case: Case, ask: Ask, *, until: datetime | None = None) -> list[Event]:
    """Set the case to wait for its customer; at `until` it returns to its owner (None: only when they write).

    Raise Refused when the case is resolved, for anyone but its owner, while the customer waits for a reply, and for a
    time in the past or too far ahead.
    """
    refuse_resolved(case)
    refuse_non_owner(case, ask)
    # Only an answer ends a question: a state that hid one would stop no timer and lose the customer.
    if case.question:
        raise Refused(
            "The customer is waiting for a reply. *Reply* first, or *Mark answered* if someone replied elsewhere.",
            "asked",
        )
    refuse_time(ask, until)
    if case.pending and until == (case.follow_up.until if case.follow_up else None):
        return []
    return [*woken(case, ask, "moved"), ask.event("pending", until=until.isoformat() if until else None)]
