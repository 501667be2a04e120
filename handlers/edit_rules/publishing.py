"""Preview a change of the rules, publish it, take it back."""

from hashlib import sha256

from bot.services.rulebook.versions import (
    PREVIEW_DAYS,
    Base,
    draft_of,
    history,
    keep_draft,
    restore,
    save_draft,
    undo,
)
from bot.slack import Message
from bot.slack.views.rule_editor import (
    Version,
    checking_window,
    history_message,
    history_window,
    published_window,
    undone_window,
    undone_words,
)
from handlers.edit_rules.allowed import allow, valid
from handlers.request import Answer, Modal, Request, carried, number_in, typed

VERSIONS_SHOWN = 10


async def preview(request: Request, base: Base, text: str, note: str = "") -> Modal:
    """Keep a valid text as a draft, and return its preview window, which a job fills. `note` says what it changes."""
    name = sha256(f"{request.key}/{base.number}/{text}".encode()).hexdigest()[:24]
    draft = base.draft(name, text, request.user, request.services.now())
    await keep_draft(request.services.rulebook, draft, note)
    return Modal(checking_window(name, PREVIEW_DAYS))


async def publish(request: Request) -> Answer:
    """Activate the draft of a preview window."""
    await allow(request)
    book = request.services.rulebook
    draft = await draft_of(book, carried(request, "draft"))
    note = typed(request, "note") or carried(request, "note")
    saved = await valid(save_draft(book, draft, author=request.user, note=note))
    return Modal(published_window(saved.number), change=True)


async def undo_rules(request: Request) -> Answer:
    """Take back a version, from its announcement or from the window after its publication."""
    await allow(request)
    number = number_in(request.value)
    saved = await valid(undo(request.services.rulebook, number, author=request.user))
    if request.view.get("type") == "modal":
        # Three windows may be open there already, and Slack stacks no fourth.
        return Modal(undone_window(saved.number, number), change=True)
    return Message(undone_words(saved.number, number))


async def restore_rules(request: Request) -> Answer:
    await allow(request)
    saved = await valid(
        restore(request.services.rulebook, number_in(request.value), author=request.user, ask=request.ask())
    )
    return Message(f"Restored: version {saved.number} of the rules is active.")


async def list_versions(request: Request) -> Message:
    """Return the newest versions, each with a button that restores it."""
    return history_message(await _versions(request))


async def open_history(request: Request) -> Answer:
    """Open the newest versions in a window."""
    return Modal(history_window(await _versions(request)))


async def _versions(request: Request) -> list[Version]:
    await allow(request)
    saved = await history(request.services.rulebook, VERSIONS_SHOWN)
    return [Version(number=v.number, author=v.author, at=v.at, note=v.note, is_file=v.is_file) for v in saved]
