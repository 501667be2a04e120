"""Lend somebody to a team for a while; see the loans there are and end them."""

import re
from datetime import datetime

from bot.case import Refused
from bot.routing import Team
from bot.shifts import Loan, read_until, toggle_end
from bot.slack import Message
from bot.slack.views.shifts import draw_loans
from handlers.request import Answer, Request, Routes, refuse_visitor, team_named

HOW = "Say `loan @person to <team> until 17:00`."
LOAN = re.compile(r"(?P<person><[^<>]+>|\S+)\s+to\s+(?P<team>\S+)\s*(?P<until>.*)", re.DOTALL | re.IGNORECASE)
PERSON = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


async def lend(door: Request) -> Answer:
    now, roster = door.office.now(), door.office.roster
    said = LOAN.fullmatch(door.text)
    if said is None:
        raise Refused(HOW, "no_loan")
    team = team_named(door, said["team"], HOW)
    person = await _person(door, said["person"])
    await refuse_visitor(door, person)
    if await roster.is_of(person, team, now) and not await _is_lent(door, person, team, now):
        raise Refused(f"<@{person}> works in {team.title} already.", "in_team")
    await _refuse_others(door, team, person, now)
    loan = Loan(team.name, person, door.user, await _until(door, team, said["until"]))
    await roster.lend(loan, door.ask())
    return Message(
        f"<@{person}> works in {team.title} until <!date^{int(loan.until.timestamp())}^{{date_short_pretty}}, {{time}}"
        f"|{loan.until:%d %b %H:%M} UTC>; {team.channel} hears of it. Invite them there if they are not in it."
    )


async def show_loans(door: Request) -> Answer:
    titles = {team.name: team.title for team in door.office.rules().teams.values()}
    return draw_loans(await door.office.roster.loans(door.office.now()), titles)


async def end_loan(door: Request) -> Answer:
    now, roster = door.office.now(), door.office.roster
    name, _, person = door.value.partition("/")
    loan = next((one for one in await roster.loans(now) if (one.team, one.person) == (name, person)), None)
    if loan is None:
        return Message("That loan has ended.")
    if door.user != person:
        await _refuse_others(door, team_named(door, name, HOW), person, now)
    await roster.end_loan(loan, door.ask())
    return Message(f"<@{person}> is no longer on loan.")


async def _person(door: Request, named: str) -> str:
    """The id of the person named, as Slack writes a mention or as people type a name."""
    mentioned = PERSON.fullmatch(named)
    name = mentioned[1] if mentioned else named
    found = (await door.office.roster.people([name])).get(name, frozenset())
    if len(found) != 1:
        raise Refused(f"Slack knows no single person “{named[:80]}”. {HOW}", "no_person")
    return next(iter(found))


async def _is_lent(door: Request, person: str, team: Team, now: datetime) -> bool:
    loans = await door.office.roster.loans(now)
    return any((loan.team, loan.person) == (team.name, person) for loan in loans)


async def _refuse_others(door: Request, team: Team, person: str, now: datetime) -> None:
    """Raises Refused unless the asker works in the team, or leads one the person works in."""
    roster = door.office.roster
    if await roster.is_of(door.user, team, now):
        return
    for name in await roster.teams_of(person, now):
        if door.user in await roster.leads(name):
            return
    raise Refused(
        f"Only somebody of {team.title}, or a lead of a team of theirs, can do that. Ask one of them.",
        "not_in_team",
    )


async def _until(door: Request, team: Team, words: str) -> datetime:
    """As said; without a word until the end of the team's day."""
    now = door.office.now()
    if not words.strip():
        return toggle_end(team, now)
    try:
        return read_until(words, now, await door.office.zone_of(door.user))
    except ValueError as wrong:
        raise Refused(str(wrong), "no_time") from None


DOORS = Routes(words={"loan": lend, "loans": show_loans}, buttons={"end_loan": end_loan})
