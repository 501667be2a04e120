"""Add a temporary member to a team, list temporary members, remove one."""

import re
from datetime import datetime

from bot.case import Refused
from bot.routing import Team
from bot.shifts import Loan, read_until, toggle_end
from bot.slack import Message
from bot.slack.views.shifts import draw_temporary_members
from handlers.request import Answer, Request, Routes, refuse_visitor, team_named

HOW = "Use `loan @person to <team> until 17:00`."
LOAN = re.compile(r"(?P<person><[^<>]+>|\S+)\s+to\s+(?P<team>\S+)\s*(?P<until>.*)", re.DOTALL | re.IGNORECASE)
PERSON = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


async def lend(request: Request) -> Answer:
    """Add a temporary member.

    Raise Refused when the words name no person, team or time, or the person is in the team.
    """
    now, roster = request.services.now(), request.services.roster
    said = LOAN.fullmatch(request.text)
    if said is None:
        raise Refused(HOW, "no_loan")
    team = team_named(request, said["team"], HOW)
    person = await _person(request, said["person"])
    await refuse_visitor(request, person)
    if await roster.is_of(person, team, now) and not await _is_lent(request, person, team, now):
        raise Refused(f"<@{person}> is already in {team.title}.", "in_team")
    await _refuse_others(request, team, person, now)
    loan = Loan(team.name, person, request.user, await _until(request, team, said["until"]))
    await roster.lend(loan, request.ask())
    until = (
        f"<!date^{int(loan.until.timestamp())}^{{date_short_pretty}}, {{time}}|{loan.until:%d %b %H:%M} UTC>"
    )
    return Message(
        f"<@{person}> is a temporary member of {team.title} until {until}. {team.channel} is notified."
        " Invite them to it if they are not in it."
    )


async def show_loans(request: Request) -> Answer:
    titles = {team.name: team.title for team in request.services.rules().teams.values()}
    return draw_temporary_members(await request.services.roster.loans(request.services.now()), titles)


async def end_loan(request: Request) -> Answer:
    now, roster = request.services.now(), request.services.roster
    name, _, person = request.value.partition("/")
    loan = next((one for one in await roster.loans(now) if (one.team, one.person) == (name, person)), None)
    if loan is None:
        return Message("They are no longer a temporary member.")
    if request.user != person:
        await _refuse_others(request, team_named(request, name, HOW), person, now)
    await roster.end_loan(loan, request.ask())
    return Message(f"<@{person}> is no longer a temporary member.")


async def _person(request: Request, named: str) -> str:
    """Return the id of the person named, by Slack's mention or by user name.

    Raise Refused when it is not one person.
    """
    mentioned = PERSON.fullmatch(named)
    name = mentioned[1] if mentioned else named
    found = (await request.services.roster.people([name])).get(name, frozenset())
    if len(found) != 1:
        raise Refused(f"Slack has no user, or more than one, named “{named[:80]}”. {HOW}", "no_person")
    return next(iter(found))


async def _is_lent(request: Request, person: str, team: Team, now: datetime) -> bool:
    loans = await request.services.roster.loans(now)
    return any((loan.team, loan.person) == (team.name, person) for loan in loans)


async def _refuse_others(request: Request, team: Team, person: str, now: datetime) -> None:
    """Raise Refused unless the person works in the team, or leads a team of the temporary member."""
    roster = request.services.roster
    if await roster.is_of(request.user, team, now):
        return
    for name in await roster.teams_of(person, now):
        if request.user in await roster.leads(name):
            return
    raise Refused(
        f"Only members of {team.title}, or a lead of the person's own team, can do that. Ask one of them.",
        "not_in_team",
    )


async def _until(request: Request, team: Team, words: str) -> datetime:
    """Return the end that was typed; without one, the end of the team's day. Raise Refused for other words."""
    now = request.services.now()
    if not words.strip():
        return toggle_end(team, now)
    try:
        return read_until(words, now, await request.services.zone_of(request.user))
    except ValueError as wrong:
        raise Refused(str(wrong), "no_time") from None


ROUTES = Routes(words={"loan": lend, "loans": show_loans}, buttons={"end_loan": end_loan})
