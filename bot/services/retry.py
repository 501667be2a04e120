"""Retry failed jobs, and confirm mass deletions, from the command line."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.case import Ask
from bot.jobs.build import recheck_job
from bot.services.casebook import Casebook
from bot.store import open_store
from bot.store.tx import Tx

BY = "baton"


async def retry_jobs(database_url: str, cases: Sequence[int]) -> int:
    """Revive the failed jobs of `cases`, or all if `cases` is empty, and return how many.

    Raise Refused for a case that does not exist, and what `Store.start` raises.
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


async def confirm_deletions(database_url: str, network: str) -> int:
    """Confirm that posts of the network which vanished together may be erased after one recheck; return their count.

    Raise what `Store.start` raises.
    """
    store = open_store(database_url)

    def work(tx: Tx) -> int:
        count = tx.confirm_missing(network)
        if count:
            tx.add_jobs([recheck_job(network, datetime.now(UTC))])
        return count

    try:
        await store.start()
        return await store.transact(work)
    finally:
        await store.close()
