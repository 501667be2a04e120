"""Hand-over of a case to another team, escalation from marketing's card, and declining either."""

from bot.case.blank import is_blank
from bot.case.model import Ask, Case, Event, Refused
from bot.case.serialization import route_to_json
from bot.case.verbs.claim import refuse_resolved
from bot.case.verbs.guidance import open_questions
from bot.case.verbs.snooze import woken
from bot.routing import Route


def hand_over(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """Move the case to another team's queue with a note.

    Raise Refused without a note, when the case is resolved, already with that team, or owned by another agent.
    """
    refuse_resolved(case)
    if is_blank(reason):
        raise Refused("Add a short handover note so the next team has context.", "no_reason")
    return _moved(case, ask, route, reason, refused=False)


def escalate(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """Move marketing's case to a service team's queue; marketing's thread shows what becomes of it.

    The note is optional: the customer's words say what it is about. Raise Refused as `hand_over` does.
    """
    refuse_resolved(case)
    return _moved(case, ask, route, reason, refused=False, escalated=True)


def send_back(case: Case, ask: Ask, *, route: Route, reason: str) -> list[Event]:
    """Decline a hand-over: the case returns to the previous team with a note.

    Raise Refused without a note, once the case was answered, and when it was declined before.
    """
    refuse_resolved(case)
    if not case.can_be_sent_back:
        raise Refused(
            f"Case #{case.number} was not handed to this team, or it has been answered. Use *Hand over* instead.",
            "not_handed_over",
        )
    if is_blank(reason):
        raise Refused(
            "Add a short note on why it isn't yours, so the previous team has context.", "no_reason"
        )
    return _moved(case, ask, route, reason, refused=True)


def _moved(
    case: Case, ask: Ask, route: Route, reason: str, *, refused: bool, escalated: bool = False
) -> list[Event]:
    if route.team == case.route.team:
        raise Refused(f"Case #{case.number} is already with {route.team}. Choose another team.", "same_team")
    if case.owner not in (None, ask.by):
        raise Refused(
            f"Case #{case.number} is assigned to <@{case.owner}>. *Take over* first, or ask them to hand it over.",
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
        **({"escalated": True} if escalated else {}),
    )
    return [*woken(case, ask, "moved"), handed_over]
