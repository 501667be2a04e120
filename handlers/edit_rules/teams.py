"""List the teams of the rules file; add and edit one in a form."""

from bot.case import Refused
from bot.routing.editing.fields import split
from bot.routing.editing.scalars import inline
from bot.routing.editing.sections import (
    TeamFields,
    hidden_team_lines,
    team_fields,
    with_entry,
    with_team_fields,
)
from bot.routing.editing.steps import key_of
from bot.services.rulebook.drafting import Editing
from bot.slack.views.rule_sections import Entry, team_window, teams_window
from handlers.edit_rules.allowed import allow
from handlers.edit_rules.entered import words_in
from handlers.edit_rules.entries import CHANGED, GONE, TAKEN, check_entry
from handlers.edit_rules.listing import carried_by, editable, state_of, steps_of
from handlers.request import Answer, FieldErrors, Modal, Request


# The lists take the place of the rules in their window: Slack stacks three at most, and a form and a preview follow.
async def list_teams(request: Request) -> Answer:
    """Redraw the window as the list of teams."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    teams = edited.tree.at("teams") or {}
    entries = [
        Entry(key_of(name), team.get("title", name), team.get("channel", "")) for name, team in teams.items()
    ]
    return Modal(teams_window(entries, carried_by(edited)), change=True)


async def edit_team(request: Request) -> Answer:
    """Open the form of a team; of a new one for the button that adds one."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    name = _named(edited, request.value)
    team = edited.tree.at("teams", name) if name else {}
    return Modal(team_window(name, team_fields(team), hidden_team_lines(team), _carried(edited, name)))


async def check_team(request: Request) -> Answer:
    """Show the errors of a team under its fields, else preview the change."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    old = _named(edited, str(state_of(request).get("entry", "")))
    name = old or words_in(request, "name").strip()
    if error := _refusal(request, edited, old, name):
        return FieldErrors({next(iter(request.view["state"]["values"])): error})
    team = with_team_fields(edited.tree.at("teams", name) or {}, _team(request))
    path = ("teams", name)
    return await check_entry(request, edited, lambda text: with_entry(text, path, team), path, f"Team {name}")


def _refusal(request: Request, edited: Editing, old: str, name: str) -> str:
    """Return why a team cannot be changed: its new name is taken, or someone else changed it meanwhile."""
    if name != old and name in (edited.tree.at("teams") or {}):
        return TAKEN
    return CHANGED if old and _mark(edited, old) != state_of(request).get("seen") else ""


def _team(request: Request) -> TeamFields:
    def entered(block: str) -> str:
        return " ".join(words_in(request, block).split())

    return TeamFields(
        title=entered("title"),
        channel=entered("channel"),
        notify=split(entered("notify")),
        members=split(entered("members")),
        first_response=entered("first_response"),
        zone=entered("zone"),
        open=words_in(request, "open"),
        holidays=entered("holidays"),
    )


def _named(edited: Editing, key: str) -> str:
    """Return the name of the team with this key; "" for a new one. Raise Refused when it is gone."""
    if key in ("", "rules"):
        return ""
    name = next((name for name in edited.tree.at("teams") or {} if key_of(name) == key), None)
    if name is None:
        raise Refused(GONE, "no_entry")
    return str(name)


def _carried(edited: Editing, name: str) -> dict[str, object]:
    return carried_by(edited) | ({"entry": key_of(name), "seen": _mark(edited, name)} if name else {})


def _mark(edited: Editing, name: str) -> str:
    return key_of(inline(edited.tree.at("teams", name)))
