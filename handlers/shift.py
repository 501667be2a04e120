"""Start or end a shift; show who is on shift."""

from collections.abc import Sequence
from datetime import datetime

from bot.case import Refused
from bot.routing import Team
from bot.shifts import LONGEST_ON, LONGEST_UNTIL, AvailabilityOverride, read_until, toggle_end
from bot.slack import Message
from bot.slack.views.shifts import draw_present
from handlers.request import Answer, Request, Routes, first_word, team_named

TIME_WORDS = ("until", "till", "for")
NO_TEAM = "You are in no team of the routing rules. An agent of a team can add you: `loan @you to <team>`."


async def show_shift(request: Request) -> Answer:
    """Show the shift of the channel's team, else of the person's own teams."""
    now, roster = request.services.now(), request.services.roster
    own = await roster.teams_of(request.user, now)
    team = await request.services.team_of(request.channel)
    shown = (team,) if team else own
    return draw_present(request.user, await roster.present(shown, now), own) if shown else Message(NO_TEAM)


async def go_on(request: Request) -> Answer:
    return await _toggle(request, is_on=True)


async def go_off(request: Request) -> Answer:
    return await _toggle(request, is_on=False)


async def _toggle(request: Request, *, is_on: bool) -> Answer:
    now, roster = request.services.now(), request.services.roster
    name, words = _read(request)
    teams = await _teams(request, name, now)
    until = await _until(request, words, is_on) if words else None
    ends = {team.name: until or toggle_end(team, now) for team in teams}
    await roster.toggle(
        [AvailabilityOverride(team, request.user, is_on, end) for team, end in ends.items()], request.ask()
    )
    own = [team.name for team in teams]
    return draw_present(request.user, await roster.present(own, now), own)


def _read(request: Request) -> tuple[str, str]:
    """Return the named team, if any, and the words of the end time."""
    first, rest = first_word(request.text)
    if request.value or not first or first.lower() in TIME_WORDS:
        return request.value, request.text
    return first, rest


async def _teams(request: Request, name: str, now: datetime) -> Sequence[Team]:
    """Return the named team, or all teams of the person. Raise Refused when the person works in none of them."""
    own = await request.services.roster.teams_of(request.user, now)
    rules = request.services.rules()
    team = team_named(request, name, "Use `on`, `off until 14:00` or `on <team>`.") if name else None
    if team is None and own:
        return [rules.team(each) for each in own]
    if team is None or team.name not in own:
        title = team.title if team else ""
        raise Refused(f"You are not in {title}. One of its agents can add you: `loan @you to {name}`."
                      if team else NO_TEAM, "not_in_team")  # fmt: skip
    return [team]


async def _until(request: Request, words: str, is_on: bool) -> datetime:
    """Return the end time. Raise Refused for words that name none."""
    zone = await request.services.zone_of(request.user)
    try:
        return read_until(words, request.services.now(), zone, LONGEST_ON if is_on else LONGEST_UNTIL)
    except ValueError as wrong:
        raise Refused(str(wrong), "no_time") from None


ROUTES = Routes(
    words={"on": go_on, "off": go_off, "shift": show_shift},
    buttons={"shift_on": go_on, "shift_off": go_off},
)
"""Slack's presence is not asked: a laptop left open is nobody at work."""
