"""Resolve with a reason, and reopen."""

from bot.case.codec import route_to_json
from bot.case.records import Ask, Case, Event, Refused, Resolution, Status
from bot.routing import Route


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


def reopen(case: Case, ask: Ask, *, route: Route | None = None) -> list[Event]:
    """The case waits again, with the hours and targets of `route`, which is its own as the rules have it now."""
    if case.status is not Status.RESOLVED:
        return []
    renewed = {"route": route_to_json(route)} if route and route != case.route else {}
    return [ask.event("reopened", why=f"<@{ask.by}> reopened it", **renewed)]
