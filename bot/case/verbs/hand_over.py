"""Handing a case over to another team with the reason, and sending back what is not one's own."""

from bot.case.model import Ask, Case, Event, Refused
from bot.case.serialization import route_to_json
from bot.case.verbs.claim import refuse_resolved
from bot.case.verbs.guidance import open_questions
from bot.case.verbs.snooze import woken
from bot.routing import Route


def hand_over(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """The case waits in another team's channel from now on. Raises Refused without a reason or to its own team."""
    refuse_resolved(case)
    if not reason.strip():
        raise Refused("Say why you hand it over: the next team starts from your reason.", "no_reason")
    return _moved(case, ask, route, reason, refused=False)


def send_back(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """The team does not take what was handed to it: the case waits where it came from, with the reason.

    Raises Refused without a reason, once somebody answered, and for a case that came back itself.
    """
    refuse_resolved(case)
    if not case.can_be_sent_back:
        raise Refused(
            f"Case #{case.number} was not handed to this team, or has been answered since. *Hand over* passes it on.",
            "not_handed_over",
        )
    if not reason.strip():
        raise Refused("Say why it is not yours: the team before starts from your reason.", "no_reason")
    return _moved(case, ask, route, reason, refused=True)


def _moved(case: Case, ask: Ask, route: Route, reason: str, *, refused: bool) -> list[Event]:
    if route.team == case.route.team:
        raise Refused(f"Case #{case.number} is already with {route.team}.", "same_team")
    if case.owner not in (None, ask.by):
        raise Refused(
            f"Case #{case.number} is with <@{case.owner}>. *Take over* first, or ask them to hand it over.",
            "not_owner",
        )
    handed_over = ask.event(
        "handed_over",
        team_from=case.route.team,
        team_to=route.team,
        reason=reason.strip(),
        owner=case.owner,
        route=route_to_json(route),
        refused=refused,
        brought_by=case.hand_off.by if case.hand_off else None,
        **open_questions(case),
    )
    return [*woken(case, ask, "moved"), handed_over]
