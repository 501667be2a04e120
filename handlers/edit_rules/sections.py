"""Edit the teams and the saved replies of the rules file as forms."""

import asyncio
from collections.abc import Callable

from bot.case import Refused
from bot.routing import RulesError
from bot.routing.editing import Uneditable
from bot.routing.editing.fields import split
from bot.routing.editing.scalars import inline
from bot.routing.editing.sections import (
    TeamFields,
    hidden_team_lines,
    team_fields,
    with_entry,
    with_macro_renamed,
    with_team_fields,
)
from bot.routing.editing.steps import key_of
from bot.services.rulebook.drafting import Editing
from bot.services.rulebook.versions import check
from bot.slack.views.rule_sections import (
    DELETE,
    Entry,
    saved_replies_window,
    saved_reply_window,
    team_window,
    teams_window,
)
from handlers.edit_rules.allowed import allow, refuse_unknown
from handlers.edit_rules.entered import several, words_in
from handlers.edit_rules.faults import of_entry
from handlers.edit_rules.form import LAYOUT, NOTHING
from handlers.edit_rules.listing import carried_by, editable, state_of, steps_of
from handlers.edit_rules.publishing import preview
from handlers.request import Answer, FieldErrors, Modal, Request

GONE = "That entry is gone: someone renamed or deleted it. Open the list again."
TAKEN = "This name is taken. Choose another one."
CHANGED = "Someone changed this entry in the meantime. Close this window, and open it again."
TOO_LONG = "This saved reply is too long for a window. Choose Edit as YAML beside Add rule."


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


async def list_replies(request: Request) -> Answer:
    """Redraw the window as the list of saved replies."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    macros = edited.tree.at("macros") or {}
    entries = [Entry(key_of(name), name, words) for name, words in macros.items()]
    return Modal(saved_replies_window(entries, carried_by(edited)), change=True)


async def edit_team(request: Request) -> Answer:
    """Open the form of a team; of a new one for the button that adds one."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    name = _named(edited, "teams", request.value)
    team = edited.tree.at("teams", name) if name else {}
    return Modal(
        team_window(name, team_fields(team), hidden_team_lines(team), _carried(edited, "teams", name))
    )


async def edit_reply(request: Request) -> Answer:
    """Open the form of a saved reply; of a new one for the button that adds one."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    name = _named(edited, "macros", request.value)
    view = saved_reply_window(
        name, edited.tree.at("macros", name) if name else "", _carried(edited, "macros", name)
    )
    if view is None:
        raise Refused(TOO_LONG, "too_long")
    return Modal(view)


async def check_team(request: Request) -> Answer:
    """Show the errors of a team under its fields, else preview the change."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    old = _named(edited, "teams", str(state_of(request).get("entry", "")))
    name = old or words_in(request, "name").strip()
    if errors := _refusals(request, edited, ("teams", old), name):
        return errors
    team = with_team_fields(edited.tree.at("teams", name) or {}, _team(request))
    return await _checked(
        request, edited, lambda text: with_entry(text, "teams", name, team), ("teams", name), f"Team {name}"
    )


async def check_reply(request: Request) -> Answer:
    """Show the errors of a saved reply under its fields, else preview the change."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    old = _named(edited, "macros", str(state_of(request).get("entry", "")))
    name, words = words_in(request, "name").strip(), words_in(request, "reply").strip()
    if errors := _refusals(request, edited, ("macros", old), name):
        return errors
    deletes = bool(old and several(request, DELETE))

    def changed(text: str) -> str:
        if deletes:
            return with_entry(text, "macros", old, None)
        if old and old != name:
            text = with_macro_renamed(text, old, name)
        return with_entry(text, "macros", name, words)

    note = f"{'Delete saved' if deletes else 'Saved'} reply {old or name}"
    return await _checked(request, edited, changed, ("macros", name), note)


def _refusals(request: Request, edited: Editing, entry: tuple[str, str], name: str) -> FieldErrors | None:
    """Return why an entry cannot be changed: its new name is taken, or someone else changed it meanwhile."""
    section, old = entry
    first = next(iter(request.view["state"]["values"]))
    if name != old and name in (edited.tree.at(section) or {}):
        return FieldErrors({first: TAKEN})
    if old and _mark(edited, section, old) != state_of(request).get("seen"):
        return FieldErrors({first: CHANGED})
    return None


async def _checked(
    request: Request, edited: Editing, change: Callable[[str], str], path: tuple[str, str], note: str
) -> Answer:
    fields = list(request.view["state"]["values"])
    try:
        text = await asyncio.to_thread(change, edited.text)
        if text == edited.base.text:
            return FieldErrors({fields[0]: NOTHING})
        await refuse_unknown(request, await check(text), text)
    except Uneditable:
        return FieldErrors({fields[0]: LAYOUT})
    except RulesError as error:
        return FieldErrors(of_entry(text, path, error.faults, fields))
    return await preview(request, edited.base, text, note)


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


def _named(edited: Editing, section: str, key: str) -> str:
    """Return the name of the entry with this key; "" for a new one. Raise Refused when it is gone."""
    if key in ("", "rules"):
        return ""
    name = next((name for name in edited.tree.at(section) or {} if key_of(name) == key), None)
    if name is None:
        raise Refused(GONE, "no_entry")
    return str(name)


def _carried(edited: Editing, section: str, name: str) -> dict[str, object]:
    about = {"entry": key_of(name), "seen": _mark(edited, section, name)} if name else {}
    return carried_by(edited) | about


def _mark(edited: Editing, section: str, name: str) -> str:
    return key_of(inline(edited.tree.at(section, name)))
