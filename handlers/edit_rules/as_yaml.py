"""Edit the rules as YAML in a window, with errors under their fields."""

import asyncio
from collections.abc import Sequence

from bot.routing import RulesError
from bot.routing.editing.steps import with_steps
from bot.services.rulebook.versions import base_of, check, since
from bot.slack import Message
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.modals import notice_modal
from bot.slack.views.rule_editor import TOO_LONG, block_of, edit_message, edit_window, faults_in
from bot.slack.views.rule_text_parts import parts_of, put_together, rule_parts
from handlers.edit_rules.allowed import allow, refuse_unknown, valid
from handlers.edit_rules.listing import state_of, steps_of
from handlers.edit_rules.publishing import preview
from handlers.request import Answer, FieldErrors, Modal, Request, carried, number_in, typed


async def open_yaml(request: Request) -> Answer:
    """Open the whole file in a window, cut into fields."""
    await allow(request)
    if not request.trigger:
        return edit_message()
    base = await valid(base_of(request.services.rulebook))
    text, steps = await asyncio.to_thread(with_steps, base.text, steps_of(request))
    view = edit_window(await asyncio.to_thread(rule_parts, text), base.number, base.version, steps)
    return Modal(view) if view else Message(TOO_LONG)


async def check_yaml(request: Request) -> Answer:
    """Show errors under their fields. Without errors, open a preview window, which a job fills later."""
    await allow(request)
    book = request.services.rulebook
    base = await valid(base_of(book))
    if (base.number, base.version) != (number_in(carried(request, "number")), carried(request, "version")):
        return Modal(notice_modal(Message(await since(book))))
    shown, _ = await asyncio.to_thread(with_steps, base.text, steps_of(request))
    parts = _as_typed(request, await _parts(request, shown))
    text = "".join(parts)
    if text == base.text:
        return FieldErrors({block_of(0): "Nothing has changed yet."})
    try:
        await refuse_unknown(request, await check(text), text)
    except RulesError as error:
        return FieldErrors(faults_in(parts, error.faults))
    return await preview(request, base, text)


async def _parts(request: Request, text: str) -> list[str]:
    """Return the parts that the window has fields for. One opened by an older Baton carries no steps."""
    if "steps" not in state_of(request):
        return parts_of(text)
    return [part.text for part in await asyncio.to_thread(rule_parts, text)]


def _as_typed(request: Request, parts: Sequence[str]) -> list[str]:
    # Slack sends emoji as codes such as :heart:, which no post contains.
    return put_together(parts, [with_emoji(typed(request, block_of(place))) for place in range(len(parts))])
