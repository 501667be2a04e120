"""Search of open and past cases by number, by handle or name of the author, and by words."""

import re
from collections.abc import Iterator, Sequence

from bot.case import Case
from bot.services.casebook import Casebook
from bot.services.queue import Visible
from bot.store.tx import Tx

FOUND = 20
PAGE = 100
# Of the pages that the database offers, at most so many are read, as a common word may match only hidden cases.
PAGES = 10
LONGEST = 100
# Greater than any case number.
BEYOND = 10**13
NUMBER = re.compile(r"#?(\d{1,12})")


async def search(book: Casebook, words: str) -> list[Case]:
    """Return the visible cases that have all the words, the newest first; a number finds its case before all."""
    wanted = words[:LONGEST].lower().split()
    return await book.read(lambda tx, visible: _found(tx, wanted, visible)) if wanted else []


def _found(tx: Tx, wanted: Sequence[str], visible: Visible) -> list[Case]:
    first = _numbered(tx, wanted, visible)
    found = [case for case in _matching(tx, wanted, visible) if case not in first]
    return [*first, *found][:FOUND]


def _numbered(tx: Tx, wanted: Sequence[str], visible: Visible) -> list[Case]:
    named = NUMBER.fullmatch(wanted[0]) if len(wanted) == 1 else None
    case = tx.case(int(named[1])) if named else None
    return visible([case]) if case else []


def _matching(tx: Tx, wanted: Sequence[str], visible: Visible) -> list[Case]:
    found: list[Case] = []
    before = BEYOND
    for _ in range(PAGES):
        page = tx.like(_pattern(wanted), before, PAGE)
        found += [case for case in visible(page) if _has(case, wanted)]
        if len(page) < PAGE or len(found) >= FOUND:
            break
        before = page[-1].number
    return found


def _pattern(wanted: Sequence[str]) -> str:
    """Return a pattern for the stored text that matches at least the cases with the longest word.

    Of that word only letters and digits count whose form the database surely knows: it may fold no others, and it
    stores a quote with a backslash.
    """
    longest = max(wanted, key=len)
    return f"%{''.join(_safe(char) for char in longest)}%"


def _safe(char: str) -> str:
    if char.isascii():
        return char if char.isalnum() else "%"
    return char if char.isalpha() and char.upper() == char.lower() else "%"


def _has(case: Case, wanted: Sequence[str]) -> bool:
    said = "\n".join(_searched(case)).casefold()
    return all(word.casefold() in said for word in wanted)


def _searched(case: Case) -> Iterator[str]:
    """Yield what a search looks at: authors, posts and our replies."""
    for post in case.mentions:
        if post.is_readable:
            yield from (f"@{post.author.handle}", post.author.name, post.title, post.text)
    yield from (reply.text for reply in case.replies)
