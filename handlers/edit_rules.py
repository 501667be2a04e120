"""Edit the rules in a window: check, preview on recent posts, save, undo, restore."""

from collections.abc import Awaitable
from hashlib import sha256
from typing import TypeVar

from bot.case import Refused
from bot.delivery import Declined, NotSent
from bot.roles import Level
from bot.routing import RulesError, people_named
from bot.services.rulebook.versions import (
    PREVIEW_DAYS,
    base_of,
    check,
    draft_of,
    history,
    keep_draft,
    restore,
    save_draft,
    since,
    undo,
)
from bot.slack import Message
from bot.slack.views.candidates import unknown_person
from bot.slack.views.modals import notice_modal
from bot.slack.views.rule_editor import (
    TOO_LONG,
    Version,
    block_of,
    checking_window,
    edit_message,
    edit_window,
    faults_in,
    history_message,
)
from bot.slack.views.rule_text_parts import parts_of, put_together
from bot.slack.views.text import escape
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, carried, number_in, typed

T = TypeVar("T")
VERSIONS_SHOWN = 10


async def open_rules(request: Request) -> Answer:
    """Open the rules in a window. `rules history` lists the saved versions instead."""
    await _allow(request)
    if request.text.lower().startswith("history"):
        return await show_history(request)
    if not request.trigger:
        return edit_message()
    base = await _valid(base_of(request.services.rulebook))
    view = edit_window(parts_of(base.text), base.number, base.version)
    return Modal(view) if view else Message(TOO_LONG)


async def show_history(request: Request) -> Answer:
    saved = await history(request.services.rulebook, VERSIONS_SHOWN)
    return history_message(
        [Version(number=v.number, author=v.author, at=v.at, note=v.note, is_file=v.is_file) for v in saved]
    )


async def check_rules(request: Request) -> Answer:
    """Show errors under their fields. Without errors, open a preview window, which a job fills later."""
    await _allow(request)
    book = request.services.rulebook
    base = await _valid(base_of(book))
    if (base.number, base.version) != (number_in(carried(request, "number")), carried(request, "version")):
        return Modal(notice_modal(Message(await since(book))))
    parts = parts_of(base.text)
    parts = put_together(parts, [typed(request, block_of(place)) for place in range(len(parts))])
    text = "".join(parts)
    if text == base.text:
        return FieldErrors({block_of(0): "Nothing has changed yet."})
    try:
        await _refuse_unknown(request, await check(text), text)
    except RulesError as error:
        return FieldErrors(faults_in(parts, error.faults))
    name = sha256(f"{request.key}/{base.number}/{text}".encode()).hexdigest()[:24]
    await keep_draft(book, base.draft(name, text, request.user, request.services.now()))
    return Modal(checking_window(name, PREVIEW_DAYS))


async def save_rules(request: Request) -> Answer:
    await _allow(request)
    book = request.services.rulebook
    draft = await draft_of(book, carried(request, "draft"))
    await _valid(save_draft(book, draft, author=request.user, note=typed(request, "note")))
    return None


async def undo_rules(request: Request) -> Answer:
    await _allow(request)
    saved = await _valid(undo(request.services.rulebook, number_in(request.value), author=request.user))
    return Message(f"Undone: version {saved.number} has the rules from before version {request.value}.")


async def restore_rules(request: Request) -> Answer:
    await _allow(request)
    saved = await _valid(
        restore(request.services.rulebook, number_in(request.value), author=request.user, ask=request.ask())
    )
    return Message(f"Restored: version {saved.number} of the rules is active.")


async def _allow(request: Request) -> None:
    """Raise Refused unless this person may edit the rules."""
    if not request.services.rulebook.editors:
        raise Refused(
            "Rule editing in Slack is off. Ask your Baton admin to set RULES_EDITORS.",
            "no_editors",
        )
    if not await request.services.access.edits_rules(request.asker):
        raise Refused(f"Only {request.services.rulebook.editors} may edit the rules. Ask them.", "no_editor")


async def _refuse_unknown(request: Request, named: frozenset[str], text: str) -> None:
    """Raise RulesError for new people and groups that Slack does not have, with similar names.

    Names that the active rules use already block no other change. While Slack does not answer, nothing is refused.
    """
    new = sorted(named - people_named(request.services.rules()).keys())
    try:
        unknown = await request.services.look_alikes(new)
    except (Declined, NotSent):
        return
    if unknown:
        raise RulesError("routing rules", [unknown_person(text, *each) for each in unknown.items()])


async def _valid(doing: Awaitable[T]) -> T:
    """Return the result of work on saved rules. Raise Refused when those rules are no longer valid."""
    try:
        return await doing
    except RulesError as error:
        raise Refused(f"These rules cannot be used: {escape(str(error.faults[0]))}", "broken_rules") from None


# MEMBER and not AGENT: the rules have editors of their own, who need not be agents.
ROUTES = Routes(
    words={"rules": open_rules},
    buttons={"edit_rules": open_rules, "undo_rules": undo_rules, "restore_rules": restore_rules},
    views={"rules": check_rules, "rules_save": save_rules},
    level=Level.MEMBER,
)
