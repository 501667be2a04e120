"""The store: every change is a plain function, run in one transaction, in a thread."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from bot.store import Clash, Driver, Unreachable, schema
from bot.store.tx import Tx

T = TypeVar("T")


class Store:
    """Cases, journal, mentions and jobs. Made by `open_store`."""

    def __init__(self, driver: Driver, now: Callable[[], datetime], patience: float) -> None:
        self._driver = driver
        self._now = now
        self._threads = ThreadPoolExecutor(driver.threads, thread_name_prefix="store")
        self._callbacks: list[Callable[[], None]] = []
        self._listener: asyncio.Task[None] | None = None
        self._retrying = AsyncRetrying(
            retry=retry_if_exception_type((Clash, Unreachable)),
            wait=wait_random_exponential(multiplier=0.005, max=0.25),
            stop=stop_after_delay(patience),
            reraise=True,
        )

    async def start(self) -> None:
        """Open the database. SQLite takes missing steps by itself; for Postgres SchemaBehind says what to run.

        Raises NewerSchema, SchemaBehind or Unreachable.
        """
        if self._driver.migrates_itself:
            await self.migrate()
        else:
            await self._persist(self._check)

    async def close(self) -> None:
        """Let running transactions end, then close every connection. The store can not be started again."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        await self._in_thread(self._driver.close)
        self._threads.shutdown(wait=True)

    async def migrate(self) -> list[str]:
        """Take the steps the database lacks and name them. Two processes may do so at once. Raises NewerSchema."""
        return await self._persist(self._migrate)

    async def transact(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and hand back its result; all of it is written, or nothing.

        `work` is a plain function that may be run again: on Clash and on a lost connection it is, for `patience`
        seconds. Whatever else it raises undoes the transaction and is raised here.
        """
        result, added_jobs = await self._persist(lambda: self._once(work))
        if added_jobs:
            self._announce()
        return result

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Call `callback` in the event loop after every commit that added jobs."""
        self._callbacks.append(callback)

    async def listen(self) -> None:
        """From now on also call the callbacks for commits of other processes (Postgres; a few may be missed)."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._driver.listen(self._announce), name="store-listen")

    async def _persist(self, work: Callable[[], T]) -> T:
        # Nearly always once is enough, and the machinery of trying again costs more than most transactions.
        try:
            return await self._in_thread(work)
        except (Clash, Unreachable):
            result: T = await self._retrying(self._in_thread, work)
            return result

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def _check(self) -> None:
        self._driver.open()
        schema.check(self._driver)

    def _migrate(self) -> list[str]:
        self._driver.open()
        return schema.migrate(self._driver, self._now())

    def _once(self, work: Callable[[Tx], T]) -> tuple[T, bool]:
        with self._driver.transaction() as sql:
            tx = Tx(sql, self._driver)
            result = work(tx)
            if tx.added_jobs and self._driver.notify:
                sql.run(self._driver.notify)
            return result, tx.added_jobs

    def _announce(self) -> None:
        for callback in self._callbacks:
            callback()
