"""Handing a case over to another team, with the reason, or back to marketing."""

from bot.case.codec import route_to_json
from bot.case.owning import refuse_resolved
from bot.case.records import Ask, Case, Event, Refused
from bot.routing import Route


def hand_over(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """The case waits in another team's channel from now on. Raises Refused without a reason or to its own team."""
    refuse_resolved(case)
    if not reason.strip():
        raise Refused("Say why you hand it over: the next team starts from your reason.", "no_reason")
    if route.team == case.route.team:
        raise Refused(f"Case #{case.number} is already with {route.team}.", "same_team")
    if case.owner not in (None, ask.by):
        raise Refused(
            f"Case #{case.number} is with <@{case.owner}>. *Take over* first, or ask them to hand it over.",
            "not_owner",
        )
    return [
        ask.event(
            "handed_over",
            team_from=case.route.team,
            team_to=route.team,
            reason=reason.strip(),
            owner=case.owner,
            route=route_to_json(route),
        )
    ]
