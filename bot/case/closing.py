"""Resolve with a reason, and reopen."""

from bot.case.records import Ask, Case, Event, Refused, Resolution, Status


def resolve(case: Case, ask: Ask, *, resolution: Resolution) -> list[Event]:
    """The matter is settled. Raises Refused when it is somebody else's, or called answered though nobody answered."""
    if case.status is Status.RESOLVED:
        return []
    if case.owner not in (None, ask.by):
        raise Refused(f"Case #{case.number} is with <@{case.owner}>. *Take over* first.", "not_owner")
    if resolution is Resolution.ANSWERED and case.answered_at is None:
        raise Refused(
            "Nothing was sent to the customer yet. Reply first, or choose another reason.", "not_answered"
        )
    return [ask.event("resolved", resolution=resolution.value)]


def reopen(case: Case, ask: Ask) -> list[Event]:
    """The case waits again."""
    if case.status is not Status.RESOLVED:
        return []
    return [ask.event("reopened", why=f"<@{ask.by}> reopened it")]
