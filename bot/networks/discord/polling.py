"""A look at several places of Discord at once: everything after one id, which is one cursor for all of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.networks.discord.api import PAGE_SIZE
from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.errors import JSON

PAGES = 5  # of one place in one look
Page = Callable[[ChannelInfo, int], Awaitable[list[JSON]]]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Messages with their places, oldest first, the id up to which all has been seen, and whether more wait."""

    messages: list[tuple[ChannelInfo, JSON]]
    cursor: int
    more: bool


async def look(
    page: Page, places: Sequence[ChannelInfo], since: int, until: int | None = None
) -> HistoryPage:
    """What stands in `places` after the id `since`, bounded; `page(place, after)` gives the next messages.

    `until` is the newest id the list of places can vouch for: while one place is read, something may be written in
    another, so that nothing later counts as seen.
    """
    found: list[tuple[ChannelInfo, JSON]] = []
    unread: list[int] = []
    for place in places:
        messages, whole = await _walk(page, place, since)
        found += [(place, message) for message in messages]
        if not whole:
            unread.append(id_of(messages[-1]))
    newest = max([since, *(id_of(message) for _, message in found)])
    covered = min(unread, default=newest)
    cursor = covered if until is None else max(since, min(covered, until))
    kept = [pair for pair in found if id_of(pair[1]) <= covered]
    return HistoryPage(
        sorted(kept, key=lambda pair: id_of(pair[1])), cursor, more=bool(unread) and cursor > since
    )


def id_of(message: JSON) -> int:
    """A message's number; 0 for one that has none."""
    number = str(message.get("id"))
    return int(number) if number.isdecimal() else 0


async def _walk(page: Page, place: ChannelInfo, since: int) -> tuple[list[JSON], bool]:
    """The messages after `since`, oldest first, and whether they are all there is."""
    found: list[JSON] = []
    for _ in range(PAGES):
        messages = await page(place, since)
        found += messages
        if len(messages) < PAGE_SIZE or id_of(messages[-1]) <= since:
            return found, True
        since = id_of(messages[-1])
    return found, False
