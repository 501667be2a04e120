"""Retry failed jobs from the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.case import Ask
from bot.casebook import Casebook
from bot.store import open_store

BY = "baton"


async def retry_jobs(database_url: str, cases: Sequence[int]) -> int:
    """Revive the failed jobs of `cases`, or all if `cases` is empty, and return how many.

    Raises Refused for a case that does not exist, and what `Store.start` raises.
    """
    store = open_store(database_url)
    try:
        await store.start()
        book, now = Casebook(store), datetime.now(UTC)
        ask = Ask(BY, now, f"retry/{now.isoformat()}")
        if not cases:
            return await book.try_all_again(ask)
        await book.check_holds(now)
        return sum([await book.try_again(number, ask) for number in dict.fromkeys(cases)])
    finally:
        await store.close()
