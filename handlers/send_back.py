"""Send back a case that was handed over to the wrong team, with a reason."""

from bot.case import Case, Refused, send_back
from bot.case.verbs.hand_over import refuse_send_back
from bot.routing import Route, UnknownTeam, reroute, with_hours
from bot.slack import Message
from bot.slack.views.snooze_and_ask import send_back_modal
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, case_of, opened_to, seen_move, typed


async def open_window(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    refuse_send_back(case, request.ask())
    team = _way_back(request, case).team
    return Modal(send_back_modal(case, team, await opened_to(request, case, [team])))


async def send_back_by_words(request: Request) -> Answer:
    """Send back by `!refuse it is the router` or `/baton refuse 1042 it is the router`."""
    number, reason = await case_of(request)
    case = await _send_back(request, number, reason)
    return Message(f"Case #{number} is back with {case.route.team}, with your reason.")


async def send_back_as_written(request: Request) -> Answer:
    number, _ = await case_of(request)
    try:
        await _send_back(request, number, typed(request, "reason"), seen=seen_move(request))
    except Refused as refusal:
        if refusal.code == "moved":
            raise  # no field of this window can correct that
        return FieldErrors({"reason": refusal.why})
    return None


async def _send_back(request: Request, number: int, reason: str, seen: int | None = None) -> Case:
    route = _way_back(request, await request.book.case(number))
    done = await request.book.do(number, request.ask(), send_back, route=route, reason=reason, seen=seen)
    return done.case


def _way_back(request: Request, case: Case) -> Route:
    """Return the route to the team it came from, else to marketing. Raise Refused when the rules have neither."""
    rules, hand_off = request.services.rules(), case.hand_off
    team = (hand_off.team_from if hand_off else "") or rules.marketing or ""
    try:
        return with_hours(
            rules, reroute(rules, team, case.route, f"sent back by <@{request.user}>"), case.first
        )
    except UnknownTeam:
        raise Refused(
            f"The rules have no team to send case #{case.number} back to. Use *Hand over*.",
            "no_team",
        ) from None


ROUTES = Routes(
    words={"refuse": send_back_by_words, "sendback": send_back_by_words},
    buttons={"send_back": open_window},
    views={"send_back": send_back_as_written},
)
