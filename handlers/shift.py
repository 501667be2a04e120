"""Say that I am on shift, or off; see who is."""

from collections.abc import Sequence
from datetime import datetime

from bot.case import Refused
from bot.routing import Team
from bot.shifts import LONGEST_ON, LONGEST_UNTIL, Toggle, read_until, toggle_end
from bot.slack import Message
from bot.slack.views.shifts import draw_present
from handlers.request import Answer, Request, Routes, first_word, team_named

TIME_WORDS = ("until", "till", "for")
NO_TEAM = "You are in no team of the routing rules. An agent of a team can say `loan @you to <team>`."


async def show_shift(door: Request) -> Answer:
    """Of the channel's team; elsewhere of the person's own."""
    now, roster = door.office.now(), door.office.roster
    own = await roster.teams_of(door.user, now)
    team = await door.office.team_of(door.channel)
    shown = (team,) if team else own
    return draw_present(door.user, await roster.present(shown, now), own) if shown else Message(NO_TEAM)


async def go_on(door: Request) -> Answer:
    return await _toggle(door, is_on=True)


async def go_off(door: Request) -> Answer:
    return await _toggle(door, is_on=False)


async def _toggle(door: Request, *, is_on: bool) -> Answer:
    now, roster = door.office.now(), door.office.roster
    name, words = _read(door)
    teams = await _teams(door, name, now)
    until = await _until(door, words, is_on) if words else None
    ends = {team.name: until or toggle_end(team, now) for team in teams}
    await roster.toggle([Toggle(team, door.user, is_on, end) for team, end in ends.items()], door.ask())
    own = [team.name for team in teams]
    return draw_present(door.user, await roster.present(own, now), own)


def _read(door: Request) -> tuple[str, str]:
    """The team named, if one is, and the words that say until when."""
    first, rest = first_word(door.text)
    if door.value or not first or first.lower() in TIME_WORDS:
        return door.value, door.text
    return first, rest


async def _teams(door: Request, name: str, now: datetime) -> Sequence[Team]:
    """The team of that name, or all of the person's own. Raises Refused where the person works in none of them."""
    own = await door.office.roster.teams_of(door.user, now)
    rules = door.office.rules()
    team = team_named(door, name, "Say `on`, `off until 14:00` or `on <team>`.") if name else None
    if team is None and own:
        return [rules.team(each) for each in own]
    if team is None or team.name not in own:
        title = team.title if team else ""
        raise Refused(f"You do not work in {title}. An agent of it can lend you: `loan @you to {name}`."
                      if team else NO_TEAM, "not_in_team")  # fmt: skip
    return [team]


async def _until(door: Request, words: str, is_on: bool) -> datetime:
    zone = await door.office.zone_of(door.user)
    try:
        return read_until(words, door.office.now(), zone, LONGEST_ON if is_on else LONGEST_UNTIL)
    except ValueError as wrong:
        raise Refused(str(wrong), "no_time") from None


DOORS = Routes(
    words={"on": go_on, "off": go_off, "shift": show_shift},
    buttons={"shift_on": go_on, "shift_off": go_off},
)
"""Slack's presence is not asked: a laptop left open is nobody at work."""
