"""The end of set-up: someone finished it, or Baton has worked for a day."""

from datetime import timedelta

from bot.store.store import Store
from bot.store.tx import Tx

FINISHED = "setup/finished"
# While someone sets Baton up, the first posts may already have become cases.
WORKED_FOR = timedelta(days=1)


class Completion:
    """The state of set-up in the store, which all processes share. Once complete, it stays so."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._is_complete = False

    async def is_complete(self) -> bool:
        """Return true once set-up is complete. Raise Clash or Unreachable."""
        if not self._is_complete:
            before = self._store.clock() - WORKED_FOR
            self._is_complete = await self._store.transact(
                lambda tx: tx.was_noticed(FINISHED) or tx.has_case_before(before)
            )
        return self._is_complete

    async def finish(self) -> None:
        """Complete set-up. Raise Clash or Unreachable."""
        now = self._store.clock()

        def work(tx: Tx) -> None:
            tx.first_notice(FINISHED, now)

        await self._store.transact(work)
        self._is_complete = True
