"""The store: every change is a plain function, run in one transaction, in a thread; those that wait share a commit."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime
from typing import Any, ParamSpec, TypeVar

from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_delay, wait_random_exponential

from bot.store import Clash, Driver, Unreachable, schema
from bot.store.tx import Tx

T = TypeVar("T")
P = ParamSpec("P")
Work = Callable[[Tx], Any]
# What became of a piece of work: its result and whether it added jobs, or what was raised.
Outcome = tuple[Any, bool] | BaseException
Answer = asyncio.Future[tuple[Any, bool]]


class Store:
    """Cases, journal, mentions and jobs. Made by `open_store`."""

    def __init__(self, driver: Driver, now: Callable[[], datetime], patience: float) -> None:
        self._driver = driver
        self._now = now
        self._threads = ThreadPoolExecutor(driver.threads, thread_name_prefix="store")
        self._asked: deque[tuple[Work, Answer]] = deque()
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
            await self._persist(self._in_thread, self._check)

    async def close(self) -> None:
        """Let running transactions end, then close every connection. The store can not be started again."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        await self._in_thread(self._driver.close)
        self._threads.shutdown(wait=True)

    async def migrate(self) -> list[str]:
        """Take the steps the database lacks and name them. Two processes may do so at once. Raises NewerSchema."""
        return await self._persist(self._in_thread, self._migrate)

    async def transact(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and hand back its result; all of it is written, or nothing.

        `work` is a plain function that may be run again: on Clash and on a lost connection it is, for `patience`
        seconds. Whatever else it raises undoes the transaction and is raised here. Several that wait may be written
        with one commit; when one of them fails they are undone, and each is run again by itself.
        """
        result: T
        result, added_jobs = await self._persist(self._in_turn, work)
        if added_jobs:
            self._announce()
        return result

    async def insist(self, work: Callable[[Tx], T]) -> T:
        """The same for what nobody asks for again: a store that is away is waited for, however long it takes."""
        while True:
            with suppress(Clash, Unreachable):
                return await self.transact(work)

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Call `callback` in the event loop after every commit that added jobs."""
        self._callbacks.append(callback)

    async def listen(self) -> None:
        """From now on also call the callbacks for commits of other processes (Postgres; a few may be missed)."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._driver.listen(self._announce), name="store-listen")

    async def _persist(self, run: Callable[P, Awaitable[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        # Nearly always once is enough, and the machinery of trying again costs more than most transactions.
        try:
            return await run(*args, **kwargs)
        except (Clash, Unreachable):
            result: T = await self._retrying(run, *args, **kwargs)
            return result

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _in_turn(self, work: Work) -> tuple[Any, bool]:
        answer: Answer = asyncio.get_running_loop().create_future()
        self._asked.append((work, answer))
        self._threads.submit(self._serve)
        return await answer

    def _check(self) -> None:
        self._driver.open()
        schema.check(self._driver)

    def _migrate(self) -> list[str]:
        self._driver.open()
        return schema.migrate(self._driver, self._now())

    def _serve(self) -> None:
        """Do what waits, as much as the driver takes in one transaction; nothing, when another turn did it already."""
        asked: list[tuple[Work, Answer]] = []
        with suppress(IndexError):
            while len(asked) < self._driver.together:
                asked.append(self._asked.popleft())
        wanted = [(work, answer) for work, answer in asked if not answer.cancelled()]
        if wanted:
            works, answers = zip(*wanted, strict=True)
            outcomes = self._outcomes(works)
            with suppress(RuntimeError):  # the loop has ended: nobody waits
                answers[0].get_loop().call_soon_threadsafe(_tell, answers, outcomes)

    def _outcomes(self, works: Sequence[Work]) -> list[Outcome]:
        """Everything is written with one commit. If anything fails nothing is, and each is done by itself."""
        try:
            with self._driver.transaction() as sql:
                return [self._done(work, Tx(sql, self._driver)) for work in works]
        except BaseException as error:
            if len(works) == 1:
                return [error]
            return [outcome for work in works for outcome in self._outcomes([work])]

    def _done(self, work: Work, tx: Tx) -> tuple[Any, bool]:
        result = work(tx)
        if tx.added_jobs:
            tx.sql.notify()
        return result, tx.added_jobs

    def _announce(self) -> None:
        for callback in self._callbacks:
            callback()


def _tell(answers: Sequence[Answer], outcomes: Sequence[Outcome]) -> None:
    for answer, outcome in zip(answers, outcomes, strict=True):
        if answer.done():
            continue
        if isinstance(outcome, BaseException):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
