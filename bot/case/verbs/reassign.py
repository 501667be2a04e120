"""Assignment of a case to a person by the lead of its team."""

from datetime import datetime

from bot.case.model import Ask, Case, Event
from bot.case.verbs.claim import refuse_resolved
from bot.case.verbs.snooze import woken


def reassign(case: Case, ask: Ask, *, to: str, until: datetime) -> list[Event]:
    """Assign the case to `to`, who has until `until` to accept it; its owner, if any, loses it and is notified.

    No event when `to` owns it. Raise Refused when the case is resolved.
    """
    refuse_resolved(case)
    if case.owner == to:
        return []
    if case.owner is None:
        given = ask.event("assigned", to=to, until=until.isoformat(), anew=True)
        return [*woken(case, ask, "moved"), given]
    return [*woken(case, ask, "moved"), _taken_from(case, ask, to, until)]


def _taken_from(case: Case, ask: Ask, to: str, until: datetime) -> Event:
    earlier = {"assignment": case.assignment.number} if case.assignment else {}
    return ask.event(
        "reassigned", **{"from": case.owner}, to=to, until=until.isoformat(), anew=True, **earlier
    )
