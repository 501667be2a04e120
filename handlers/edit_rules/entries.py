"""What the forms of teams and of saved replies have in common: the check of a changed entry, and its refusals."""

import asyncio
from collections.abc import Callable

from bot.routing import RulesError
from bot.routing.editing import Uneditable
from bot.routing.yaml_tree import Path
from bot.services.rulebook.drafting import Editing
from bot.services.rulebook.versions import check
from handlers.edit_rules.allowed import refuse_unknown
from handlers.edit_rules.faults import of_entry
from handlers.edit_rules.form import LAYOUT, NOTHING
from handlers.edit_rules.listing import note_of
from handlers.edit_rules.publishing import preview
from handlers.request import Answer, FieldErrors, Request

GONE = "That entry is gone: someone renamed or deleted it. Open the list again."
TAKEN = "This name is taken. Choose another one."
CHANGED = "Someone changed this entry in the meantime. Close this window, and open it again."


async def check_entry(
    request: Request, edited: Editing, change: Callable[[str], str], path: Path, note: str
) -> Answer:
    """Show the errors of a changed entry under its fields, else preview the change."""
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
    return await preview(request, edited.base, text, note_of(edited, note))
