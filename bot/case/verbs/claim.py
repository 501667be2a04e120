"""Claim, release and take over: one visible owner at a time."""

from bot.case.model import Ask, Case, Event, Refused, Status
from bot.case.verbs.assign import accepted, unassigned


def claim(case: Case, ask: Ask) -> list[Event]:
    """Make the asker the owner; an assignment to them counts as accepted.

    Raise Refused when another agent was first or the case is resolved.
    """
    if case.owner == ask.by and case.status is Status.CLAIMED:
        return accepted(case, ask)
    refuse_resolved(case)
    if case.owner is not None:
        raise Refused(
            f"Case #{case.number} is already assigned to <@{case.owner}>. To make it yours, use *Take over*.",
            "claimed",
        )
    return [ask.event("claimed")]


def release(case: Case, ask: Ask, *, because: str = "") -> list[Event]:
    """Return the case to its team's queue. Raise Refused when it is resolved or the asker is not its owner."""
    refuse_resolved(case)
    if case.owner is None:
        return []
    if case.owner != ask.by:
        raise Refused(
            f"Case #{case.number} is assigned to <@{case.owner}>. Only its owner can release it.", "not_owner"
        )
    return unassigned(case, ask, because) or [ask.explained("released", because)]


def take_over(case: Case, ask: Ask) -> list[Event]:
    """Make the asker the owner in place of another agent, who is notified. Raise Refused when the case is resolved."""
    refuse_resolved(case)
    if case.owner == ask.by:
        return accepted(case, ask)
    if case.owner is None:
        return [ask.event("claimed")]
    given = {"assignment": case.assignment.number} if case.assignment else {}
    return [ask.event("taken_over", **{"from": case.owner}, **given)]


def refuse_full(case: Case, held: int, cap: int) -> None:
    """Raise Refused when the owner has more than `cap` open cases, this one included; snoozed ones do not count."""
    if held > cap:
        raise Refused(
            f"You've reached your limit of {cap} open cases ({case.route.team}); you have {held - 1}. *Resolve*,"
            " *Release* or *Snooze* one first, or ask a lead to raise `cap` in the routing rules.",
            "full",
        )


def refuse_resolved(case: Case) -> None:
    """Raise Refused when the case is resolved."""
    if case.status is Status.RESOLVED:
        raise Refused(f"Case #{case.number} is resolved. *Reopen* it first.", "resolved")


def refuse_other_owner(case: Case, ask: Ask) -> None:
    """Raise Refused when another agent owns the case."""
    if case.owner not in (None, ask.by):
        raise Refused(f"Case #{case.number} is assigned to <@{case.owner}>. *Take over* first.", "not_owner")


def refuse_non_owner(case: Case, ask: Ask) -> None:
    """Raise Refused unless the asker owns the case."""
    if case.owner is None:
        raise Refused(f"Case #{case.number} is unassigned. *Claim* it first.", "unclaimed")
    if case.owner != ask.by:
        raise Refused(
            f"Case #{case.number} is assigned to <@{case.owner}>. To answer it yourself, *Take over* first.",
            "not_owner",
        )
