"""List the saved replies of all teams and of each; add, edit, move and delete one in a form."""

from bot.case import Refused
from bot.routing.editing.replies import EVERYONE, SavedReply, replies_in, rules_suggesting, with_reply
from bot.routing.editing.scalars import inline
from bot.routing.editing.sections import with_entry
from bot.routing.editing.steps import key_of
from bot.services.rulebook.drafting import Editing
from bot.slack.views.modals import TeamChoice
from bot.slack.views.rule_replies import (
    ALL_TEAMS,
    DELETE,
    EVERY,
    FILTER,
    TEAM,
    ReplyList,
    saved_replies_window,
    saved_reply_window,
    team_shown,
)
from bot.slack.views.rule_sections import Entry
from bot.slack.views.text import one_line
from handlers.edit_rules.allowed import allow
from handlers.edit_rules.entered import several, words_in
from handlers.edit_rules.entries import CHANGED, GONE, TAKEN, check_entry
from handlers.edit_rules.listing import carried_by, editable, state_of, steps_of
from handlers.request import Answer, FieldErrors, Modal, Request, typed

TOO_LONG = "This saved reply is too long for a window. Choose Edit as YAML beside Add rule."
NAMELESS, EMPTY = "Enter a name for this saved reply.", "Enter the text of this saved reply."
RULES_SHOWN = 3


async def list_replies(request: Request) -> Answer:
    """Redraw the window as a page of the list: every saved reply, or those that the filter leaves."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    # Another choice in the filter begins at the first page.
    page = int(request.value) if request.value.isdecimal() else 0
    titles = {team.name: team.title for team in _teams(edited)}
    of = _filtered(request)
    entries = [_entry(reply, titles) for reply in replies_in(edited.tree) if _shows(of, reply)]
    return Modal(
        saved_replies_window(ReplyList(entries, _teams(edited), carried_by(edited), of, page)), change=True
    )


async def edit_reply(request: Request) -> Answer:
    """Open the form of a saved reply; of a new one for the button that adds one."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    reply = _found(edited, request.value)
    of = _filtered(request)
    carried = carried_by(edited) | ({"entry": _key(reply), "seen": _mark(reply)} if reply else {})
    shown = reply or SavedReply(EVERYONE if of in (EVERY, ALL_TEAMS) else of, "")
    view = saved_reply_window(shown, _teams(edited), carried, is_new=reply is None)
    if view is None:
        raise Refused(TOO_LONG, "too_long")
    return Modal(view)


async def check_reply(request: Request) -> Answer:
    """Show the errors of a saved reply under its fields, else preview the change."""
    await allow(request)
    edited = await editable(request, steps_of(request))
    old = _found(edited, str(state_of(request).get("entry", "")))
    deletes = bool(old and several(request, DELETE))
    new = _entered(request, old)
    if errors := _refusals(request, edited, old, None if deletes else new):
        return FieldErrors(errors)
    if old and deletes:
        note = f"Delete saved reply {old.name}"
        return await check_entry(
            request, edited, lambda text: with_entry(text, old.path, None), old.path, note
        )
    note = f"Saved reply {old.name if old else new.name}"
    return await check_entry(request, edited, lambda text: with_reply(text, old, new), new.path, note)


def _entered(request: Request, old: SavedReply | None) -> SavedReply:
    """Return what was entered. A window opened by an older Baton has no team: the saved reply stays where it is."""
    team = typed(request, TEAM) or (old.team if old else EVERYONE)
    name, text = words_in(request, "name").strip(), words_in(request, "reply").strip()
    return SavedReply(EVERYONE if team == ALL_TEAMS else team, name, text)


def _refusals(
    request: Request, edited: Editing, old: SavedReply | None, new: SavedReply | None
) -> dict[str, str]:
    """Return why an entry cannot be changed, by field; `new` is None for a deletion."""
    if old and _mark(old) != state_of(request).get("seen"):
        return {"name": CHANGED}
    leaves = old if new is None or (old and old.team != new.team) else None
    if leaves and (rules := rules_suggesting(edited.tree, leaves)):
        return {TEAM if new else DELETE: _suggested_by(rules)}
    return _incomplete(edited, old, new) if new else {}


def _incomplete(edited: Editing, old: SavedReply | None, new: SavedReply) -> dict[str, str]:
    others = {reply.path for reply in replies_in(edited.tree)} - ({old.path} if old else set())
    name = NAMELESS if not new.name else TAKEN if new.path in others else ""
    found = {"name": name, "reply": "" if new.text else EMPTY}
    return {block: error for block, error in found.items() if error}


def _suggested_by(rules: list[str]) -> str:
    named = ", ".join(f"“{one_line(rule, 60)}”" for rule in rules[:RULES_SHOWN])
    more = f" and {len(rules) - RULES_SHOWN} more" if len(rules) > RULES_SHOWN else ""
    which = "the rule" if len(rules) == 1 else "the rules"
    return f"Suggested by {which} {named}{more}. Choose another saved reply there first."


def _shows(of: str, reply: SavedReply) -> bool:
    return of == EVERY or (reply.team or ALL_TEAMS) == of


def _filtered(request: Request) -> str:
    """Return the choice in the filter of the pressed list; EVERY in a window without one."""
    chosen = typed(request, FILTER) if "state" in request.view else ""
    return chosen or str(state_of(request).get("of", EVERY))


def _teams(edited: Editing) -> list[TeamChoice]:
    teams = edited.tree.at("teams") or {}
    return [TeamChoice(name, team.get("title", name)) for name, team in teams.items()]


def _entry(reply: SavedReply, titles: dict[str, str]) -> Entry:
    return Entry(_key(reply), reply.name, f"{team_shown(reply, titles)} · {one_line(reply.text, 150)}")


def _found(edited: Editing, key: str) -> SavedReply | None:
    """Return the saved reply with this key; None for a new one. Raise Refused when it is gone."""
    if key in ("", "rules"):
        return None
    found = next((reply for reply in replies_in(edited.tree) if _key(reply) == key), None)
    if found is None:
        raise Refused(GONE, "no_entry")
    return found


def _key(reply: SavedReply) -> str:
    # One for all teams has the key that windows of an older Baton carry.
    return f"{key_of(reply.team)}.{key_of(reply.name)}" if reply.team else key_of(reply.name)


def _mark(reply: SavedReply) -> str:
    """Return a short mark of the text, to see whether someone changed it meanwhile."""
    return key_of(inline(reply.text))
