"""Hand a case over to another team, or back to marketing, with a handover note."""

import asyncio
from contextlib import suppress

from bot.case import Case, Refused, hand_over
from bot.case.verbs.hand_over import refuse_move
from bot.routing import reroute, with_hours
from bot.slack import Message
from bot.slack.views.inputs import View
from bot.slack.views.modals import TeamChoice, hand_over_modal, team_load
from handlers.request import (
    Answer,
    FieldErrors,
    Modal,
    Request,
    Routes,
    case_of,
    first_word,
    opened_to,
    seen_move,
    team_named,
    typed,
)

# Teams whose people are looked up, and the seconds for that.
TEAMS_DESCRIBED, PATIENCE = 30, 1.0


async def open_window(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    refuse_move(case, request.ask())
    return Modal(await _window(request, case))


async def _window(request: Request, case: Case, *, moved: str = "", note: str = "") -> View:
    others = await _others(request, case)
    readers = await opened_to(request, case, [team.name for team in others])
    return hand_over_modal(case, others, readers, moved=moved, note=note)


async def hand_over_by_words(request: Request) -> Answer:
    number, words = await case_of(request)
    if not words and request.trigger:
        return await open_window(request)
    team, reason = first_word(words)
    case = await _hand_over(request, number, team, reason)
    return Message(f"Case #{number} is now with {case.route.team}. Its history moved with it.")


async def hand_over_as_chosen(request: Request) -> Answer:
    """Hand over as the window says; when the case moved since it was opened, say so in the window."""
    number, _ = await case_of(request)
    reason = typed(request, "reason")
    try:
        await _hand_over(request, number, typed(request, "team"), reason, seen=seen_move(request))
    except Refused as refusal:
        if refusal.code == "moved":
            case = await request.book.case(number)
            return Modal(await _window(request, case, moved=refusal.why, note=reason), change=True)
        return FieldErrors({"reason": refusal.why})
    return None


async def _hand_over(request: Request, number: int, team: str, reason: str, seen: int | None = None) -> Case:
    case, rules = await request.book.case(number), request.services.rules()
    name = team_named(request, team, f"Use `handover {number} <team> <reason>`.").name
    route = with_hours(
        rules, reroute(rules, name, case.route, f"handed over by <@{request.user}>"), case.first
    )
    done = await request.book.do(number, request.ask(), hand_over, route=route, reason=reason, seen=seen)
    return done.case


async def _others(request: Request, case: Case) -> list[TeamChoice]:
    """Return the other teams, each with who is on shift and how many open cases there are."""
    teams = [team for team in request.services.rules().teams.values() if team.name != case.route.team]
    known: dict[str, str] = {}
    # A window must open within three seconds of the press; without an answer from Slack it has the teams alone.
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            known = await _loads(request, [team.name for team in teams[:TEAMS_DESCRIBED]])
    return [TeamChoice(team.name, team.title, known.get(team.name, "")) for team in teams]


async def _loads(request: Request, teams: list[str]) -> dict[str, str]:
    present = await request.services.roster.present(teams, request.services.now())
    people = {shift.person for each in present for shift in each.shifts}
    open_cases, held = await request.book.workload(teams, people)
    shown = await request.services.names(people) if people else {}
    return {
        each.team.name: team_load(
            [(shown.get(shift.person, ""), held.get(shift.person, 0)) for shift in each.shifts],
            open_cases.get(each.team.name, 0),
        )
        for each in present
    }


ROUTES = Routes(
    words={"handover": hand_over_by_words},
    buttons={"hand_over": open_window},
    views={"hand_over": hand_over_as_chosen},
)
