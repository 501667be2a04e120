"""Hand-over of a case to another team, escalation from marketing's card, and declining either."""

from bot.case.blank import is_blank
from bot.case.model import Ask, Case, Event, Refused
from bot.case.serialization import route_to_json
from bot.case.verbs.claim import refuse_resolved
from bot.case.verbs.guidance import open_questions
from bot.case.verbs.snooze import woken
from bot.routing import Route


def hand_over(case: Case, ask: Ask, *, route: Route, reason: str, seen: int | None = None) -> list[Event]:
    """Move the case to another team's queue with a note.

    Raise Refused without a note, when the case is resolved, already with that team, or owned by another agent; and with
    the code "moved" when it moved since a window was opened, at the `latest_move` that the window carries as `seen`.
    """
    refuse_resolved(case)
    refuse_moved(case, seen)
    if is_blank(reason):
        raise Refused("Add a short handover note so the next team has context.", "no_reason")
    return _moved(case, ask, route, reason, refused=False)


def escalate(case: Case, ask: Ask, *, route: Route, reason: str, seen: int | None = None) -> list[Event]:
    """Move marketing's case to a service team's queue; marketing's thread shows what becomes of it.

    The note is optional: the customer's words say what it is about. Raise Refused as `hand_over` does.
    """
    refuse_resolved(case)
    refuse_moved(case, seen)
    return _moved(case, ask, route, reason, refused=False, escalated=True)


def send_back(case: Case, ask: Ask, *, route: Route, reason: str, seen: int | None = None) -> list[Event]:
    """Decline a hand-over: the case returns to the previous team with a note.

    Raise Refused without a note, once the case was answered, when it was declined before, and as `hand_over` does.
    """
    refuse_moved(case, seen)
    refuse_send_back(case, ask)
    if is_blank(reason):
        raise Refused(
            "Add a short note on why it isn't yours, so the previous team has context.", "no_reason"
        )
    return _moved(case, ask, route, reason, refused=True)


def latest_move(case: Case) -> int:
    """Return the event that brought the case to its team; 0 for none."""
    return case.brought.number if case.brought else 0


def refuse_move(case: Case, ask: Ask) -> None:
    """Raise Refused when the case is resolved, or owned by another agent."""
    refuse_resolved(case)
    if case.owner not in (None, ask.by):
        raise Refused(
            f"Case #{case.number} is assigned to <@{case.owner}>. *Take over* first, or ask them to hand it over.",
            "not_owner",
        )


def refuse_send_back(case: Case, ask: Ask) -> None:
    """Raise Refused when there is no hand-over to decline, or it is another agent's to decline."""
    refuse_resolved(case)
    if not case.can_be_sent_back:
        raise Refused(
            f"Case #{case.number} was not handed to this team, or it has been answered. Use *Hand over* instead.",
            "not_handed_over",
        )
    refuse_move(case, ask)


def refuse_moved(case: Case, seen: int | None) -> None:
    """Raise Refused when the case moved since a window was opened; without `seen`, no window was."""
    if seen is None or seen == latest_move(case):
        return
    who = f"<@{case.brought.by}> handed it over" if case.brought else "It went back"
    raise Refused(
        f"Case #{case.number} has moved since you opened this window: {who} to {case.route.team}.", "moved"
    )


def _moved(
    case: Case, ask: Ask, route: Route, reason: str, *, refused: bool, escalated: bool = False
) -> list[Event]:
    if route.team == case.route.team:
        raise Refused(f"Case #{case.number} is already with {route.team}. Choose another team.", "same_team")
    refuse_move(case, ask)
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
