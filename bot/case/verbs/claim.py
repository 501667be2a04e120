"""Claim, release, take over: one owner at a time, and everybody knows who."""

from bot.case.model import Ask, Case, Event, Refused, Status
from bot.case.verbs.assign import accepted, unassigned


def claim(case: Case, ask: Ask) -> list[Event]:
    """The case is the asker's from now on; what was given to them is accepted.

    Raises Refused when somebody else was first or it is resolved.
    """
    if case.owner == ask.by and case.status is Status.CLAIMED:
        return accepted(case, ask)
    refuse_resolved(case)
    if case.owner is not None:
        raise Refused(
            f"Case #{case.number} is already with <@{case.owner}>. Use *Take over* if you should have it.",
            "claimed",
        )
    return [ask.event("claimed")]


def release(case: Case, ask: Ask, *, because: str = "") -> list[Event]:
    """The owner gives the case back to the team's queue."""
    refuse_resolved(case)
    if case.owner is None:
        return []
    if case.owner != ask.by:
        raise Refused(f"Case #{case.number} is with <@{case.owner}>, not with you.", "not_owner")
    return unassigned(case, ask, because) or [ask.explained("released", because)]


def take_over(case: Case, ask: Ask) -> list[Event]:
    """The asker becomes owner in place of somebody else, who is told."""
    refuse_resolved(case)
    if case.owner == ask.by:
        return accepted(case, ask)
    if case.owner is None:
        return [ask.event("claimed")]
    given = {"assignment": case.assignment.number} if case.assignment else {}
    return [ask.event("taken_over", **{"from": case.owner}, **given)]


def refuse_full(case: Case, held: int, cap: int) -> None:
    """Raises Refused when the owner holds more than `cap` open cases with this one; snoozed ones do not count."""
    if held > cap:
        raise Refused(
            f"You hold {held - 1} open cases, and the cap of team {case.route.team} is {cap}. *Resolve*, *Release* or"
            " *Snooze* one first; a lead can raise the cap in the routing rules.",
            "full",
        )


def refuse_resolved(case: Case) -> None:
    if case.status is Status.RESOLVED:
        raise Refused(f"Case #{case.number} is resolved. *Reopen* it first.", "resolved")


def refuse_somebody_elses(case: Case, ask: Ask) -> None:
    """Raises Refused when somebody else owns the case."""
    if case.owner not in (None, ask.by):
        raise Refused(f"Case #{case.number} is with <@{case.owner}>. *Take over* first.", "not_owner")


def refuse_others(case: Case, ask: Ask) -> None:
    """Raises Refused unless the asker owns the case."""
    if case.owner is None:
        raise Refused(f"Nobody has case #{case.number} yet. *Claim* it first.", "unclaimed")
    if case.owner != ask.by:
        raise Refused(
            f"Case #{case.number} is with <@{case.owner}>. *Take over* first if you should answer.",
            "not_owner",
        )
