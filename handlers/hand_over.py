"""Hand a case over to another team, or back to marketing, with a handover note."""

from bot.case import Case, Refused, hand_over
from bot.routing import reroute, with_hours
from bot.slack import Message
from bot.slack.views.modals import TeamChoice, hand_over_modal
from handlers.request import (
    Answer,
    FieldErrors,
    Modal,
    Request,
    Routes,
    case_of,
    first_word,
    team_named,
    typed,
)


async def open_window(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return Modal(hand_over_modal(case, _others(request, case)))


async def hand_over_by_words(request: Request) -> Answer:
    number, words = await case_of(request)
    team, reason = first_word(words)
    case = await _hand_over(request, number, team, reason)
    return Message(f"Case #{number} is now with {case.route.team}. Its history moved with it.")


async def hand_over_as_chosen(request: Request) -> Answer:
    number, _ = await case_of(request)
    try:
        await _hand_over(request, number, typed(request, "team"), typed(request, "reason"))
    except Refused as refusal:
        return FieldErrors({"reason": refusal.why})
    return None


async def _hand_over(request: Request, number: int, team: str, reason: str) -> Case:
    case, rules = await request.book.case(number), request.services.rules()
    name = team_named(request, team, f"Use `handover {number} <team> <reason>`.").name
    route = with_hours(
        rules, reroute(rules, name, case.route, f"handed over by <@{request.user}>"), case.first
    )
    return (await request.book.do(number, request.ask(), hand_over, route=route, reason=reason)).case


def _others(request: Request, case: Case) -> list[TeamChoice]:
    teams = request.services.rules().teams.values()
    return [TeamChoice(team.name, team.title) for team in teams if team.name != case.route.team]


ROUTES = Routes(
    words={"handover": hand_over_by_words},
    buttons={"hand_over": open_window},
    views={"hand_over": hand_over_as_chosen},
)
