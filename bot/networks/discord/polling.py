"""Polling of several Discord channels at once: everything after one id, the cursor for all of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.networks.discord.api import PAGE_SIZE
from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.errors import JSON

PAGES = 5  # of one place in one look
Page = Callable[[ChannelInfo, int], Awaitable[list[JSON]]]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Messages with their channels, oldest first, the id up to which all was seen, and whether more are waiting."""

    messages: list[tuple[ChannelInfo, JSON]]
    cursor: int
    more: bool


async def poll(
    page: Page, places: Sequence[ChannelInfo], since: int, until: int | None = None
) -> HistoryPage:
    """Return the messages in `places` after the id `since`, bounded; `page(place, after)` returns the next
    messages.

    `until` is the newest id that the list of places covers: while one place is read, messages may arrive in
    another, so nothing later counts as seen.
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
    """Return a message's number; 0 for one that has none."""
    number = str(message.get("id"))
    return int(number) if number.isdecimal() else 0


async def _walk(page: Page, place: ChannelInfo, since: int) -> tuple[list[JSON], bool]:
    """Return the messages after `since`, oldest first, and whether those are all."""
    found: list[JSON] = []
    for _ in range(PAGES):
        messages = await page(place, since)
        found += messages
        if len(messages) < PAGE_SIZE or id_of(messages[-1]) <= since:
            return found, True
        since = id_of(messages[-1])
    return found, False
