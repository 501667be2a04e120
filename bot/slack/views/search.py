"""The window of a search, and the same as a message."""

from collections.abc import Iterator, Sequence

from bot.case.model import Case
from bot.slack import Block, Message
from bot.slack.views.blocks import Element, line, message, plain, rich, untrusted
from bot.slack.views.case_row import Reader, case_row, open_button
from bot.slack.views.inputs import View, field, window

SHOWN = 20
LONGEST = 100
HINT = "The latest 5,000 cases are searched, open and resolved."


def search_window(words: str, found: Sequence[Case], reader: Reader) -> View:
    """Return the cases that a search found, with a field to search again."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": "words",
        "placeholder": plain("Case number, handle or words", 150),
        "max_length": LONGEST,
    }
    again = field(
        "words", "Search open and past cases", element | ({"initial_value": words} if words else {})
    )
    rows = _rows(words, found, reader) if words else ()
    return window("search", "Search cases", "Search", {}, again | {"hint": plain(HINT)}, *rows, close="Close")


def search_message(words: str, found: Sequence[Case], reader: Reader) -> Message:
    """Return the same where no window can be opened."""
    return message(*_rows(words, found, reader))


def _rows(words: str, found: Sequence[Case], reader: Reader) -> Iterator[Block]:
    count = f"{len(found)} case{'s' if len(found) != 1 else ''} for " if found else "No case you can see has "
    end = ". The newest are shown." if len(found) >= SHOWN else "."
    next_step = "" if found else " Try fewer words, the customer's handle or the case number."
    yield rich(line(count, untrusted(words, LONGEST, bold=True), end, next_step))
    yield from (case_row(case, reader, open_button(case)) for case in found[:SHOWN])
