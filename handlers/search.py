"""Search open and past cases by number, handle or words."""

from collections.abc import Mapping
from typing import Any

from bot.case import Case
from bot.roles import Level
from bot.services.search import search
from bot.slack import Message
from bot.slack.views.case_row import Reader, people_to_name
from bot.slack.views.search import LONGEST, search_message, search_window
from bot.slack.views.text import one_line
from handlers.request import Answer, Modal, Request, Routes, reader_of, typed


async def search_by_words(request: Request) -> Answer:
    """Search by `/baton search router`: in a window, or as a message where none can be opened."""
    words = one_line(request.text, LONGEST)
    if request.trigger:
        return await _in_window(request, words)
    if not words:
        return Message("Search for what? Add a case number, a handle or words, as in `search router`.")
    return search_message(words, *await _found(request, words))


async def search_on_home(request: Request) -> Answer:
    """Open a window with what the search field of the Home tab asks for."""
    return await _in_window(request, one_line(_field(request.view), LONGEST))


async def search_again(request: Request) -> Answer:
    """Search in the open window, which then shows the result."""
    return await _in_window(request, one_line(typed(request, "words"), LONGEST), change=True)


async def _in_window(request: Request, words: str, *, change: bool = False) -> Modal:
    found, reader = await _found(request, words)
    return Modal(search_window(words, found, reader), change=change)


async def _found(request: Request, words: str) -> tuple[list[Case], Reader]:
    found = await search(request.book, words)
    titles = {team.name: team.title for team in request.services.rules().teams.values()}
    return found, await reader_of(request, people_to_name(found), titles)


def _field(view: Mapping[str, Any]) -> str:
    entries = (view.get("state") or {}).get("values", {}).get("search_words", {})
    entry: dict[str, Any] = next(iter(entries.values()), {})
    return str(entry.get("value") or "")


ROUTES = Routes(
    words={"search": search_by_words},
    buttons={"search": search_on_home, "search_words": search_on_home},
    views={"search": search_again},
    level=Level.LOOK,
)
