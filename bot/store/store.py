"""The store: every change is a plain function, run in one transaction in a thread; waiting ones share a commit."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar

import structlog

from bot.store import migrations
from bot.store.clock import StoreClock
from bot.store.driver import Driver
from bot.store.errors import Clash, InDoubt, Unreachable, Unreadable, Unwritable
from bot.store.heartbeat import STEP
from bot.store.tx import Tx

log = structlog.get_logger(__name__)
T = TypeVar("T")
Work = Callable[[Tx], Any]
# The result of a transaction: its value, true when it added jobs, and the rows it could not read.
Done = tuple[Any, bool, Sequence[Unreadable]]
Outcome = Done | BaseException
Answer = asyncio.Future[Done]

# Seconds between two attempts: random, below a bound that doubles.
FIRST_PAUSE = 0.005
LONGEST_PAUSE = 0.25
# Time a start waits for a database that says it will accept connections soon.
START_SECONDS = 45.0
NOT_BEGUN = "The database was busy or unavailable for longer than Baton waits. Try again."


class PendingWork:
    """A piece of work with a waiting caller.

    `in_doubt` has the results of attempts whose COMMIT got no answer, `trouble` the reason the last attempt failed.
    """

    __slots__ = ("answer", "in_doubt", "trouble", "work")

    def __init__(self, work: Work) -> None:
        self.work = work
        self.answer: Answer
        self.in_doubt: list[tuple[InDoubt, Done]] = []
        self.trouble: Clash | Unreachable = Unreachable(NOT_BEGUN)


class Store:
    """Cases, event logs, mentions and jobs. Built by `open_store`. All processes count time by `clock`."""

    def __init__(self, driver: Driver, clock: StoreClock, patience: float) -> None:
        self.clock = clock
        self._driver = driver
        self._patience = patience
        self._threads = ThreadPoolExecutor(driver.threads, thread_name_prefix="store")
        self._waiting: deque[PendingWork] = deque()
        self._callbacks: list[Callable[[], None]] = []
        self._on_unreadable: Callable[[Unreadable], None] | None = None
        self._listener: asyncio.Task[None] | None = None
        # By how much the clock was put forward since the last heartbeat that was written.
        self._put_forward = timedelta()

    async def start(self) -> None:
        """Open the database. SQLite is migrated automatically; for Postgres, SchemaBehind says what to run.

        Raise NewerSchema, SchemaBehind or Unreachable.
        """
        if self._driver.migrates_itself:
            await self.migrate()
        else:
            await self._opened(self._check)

    async def close(self) -> None:
        """Let running transactions end, then close every connection. The store can not be started again."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.wait([self._listener])
        await self._in_thread(self._driver.close)
        self._threads.shutdown(wait=True)

    async def migrate(self) -> list[str]:
        """Apply the missing migrations and return their names. Two processes may do so at once.

        Raise NewerSchema for a later version's database, Unreachable while it does not answer.
        """
        return await self._opened(self._migrate)

    async def transact(self, work: Callable[[Tx], T]) -> T:
        """Run `work` in one transaction and return its result; everything is written, or nothing.

        `work` is a plain function that may be run again: on Clash and on a lost connection it is, for `patience`
        seconds. When a COMMIT got no answer, the database is asked first if it was written; then the result of that
        attempt is returned. Other exceptions of `work` roll back and are raised here. Several waiting pieces of work
        may share a commit; when one of them fails, all are rolled back and each is run again alone.
        """
        result: T = await self._done(PendingWork(work))
        return result

    async def insist(self, work: Callable[[Tx], T]) -> T:
        """Do the same for work that no caller would repeat: wait for an unavailable store, however long it takes."""
        asked = PendingWork(work)
        while True:
            with suppress(Clash, Unreachable):
                result: T = await self._done(asked)
                return result
            await asyncio.sleep(LONGEST_PAUSE)

    async def beat(self) -> None:
        """Write the store's heartbeat and set the clock by the database, in one attempt.

        When a clock was turned, due work stays due and leases keep their length. Raise Unreachable or Clash.
        """
        self._taken(await self._in_turn(PendingWork(self._pulse), None))
        self._put_forward = timedelta()

    def on_commit(self, callback: Callable[[], None]) -> None:
        """Call `callback` in the event loop after every commit that added jobs."""
        self._callbacks.append(callback)

    def on_unreadable(self, callback: Callable[[Unreadable], None]) -> None:
        """Call `callback` in the event loop for every row that could not be read."""
        self._on_unreadable = callback

    async def listen(self) -> None:
        """Also call the callbacks for commits of other processes from now on (Postgres; a few may be missed)."""
        if self._listener is None:
            self._listener = asyncio.create_task(self._driver.listen(self._announce), name="store-listen")

    async def _done(self, asked: PendingWork) -> Any:
        until = time.monotonic() + self._patience
        try:
            return self._taken(await self._again_until(until, partial(self._in_turn, asked, until)))
        except Unreadable as row:
            self._note(row)
            raise

    async def _opened(self, opening: Callable[[], T]) -> T:
        """Open the database for `patience` seconds, or longer if it says that it will accept connections soon."""
        began, said = time.monotonic(), ""
        while True:
            try:
                return await self._again_until(began + self._patience, partial(self._in_thread, opening))
            except Unreachable as trouble:
                if not trouble.passing or time.monotonic() - began > START_SECONDS:
                    raise
                if str(trouble) != said:
                    log.warning("store_not_open_yet", why=str(trouble))
                said = str(trouble)
            await asyncio.sleep(1.0)

    async def _again_until(self, until: float, run: Callable[[], Awaitable[T]]) -> T:
        pause = FIRST_PAUSE
        while True:
            try:
                return await run()
            except (Clash, Unreachable):
                rest = random.uniform(0, pause)
                if time.monotonic() + rest >= until:
                    raise
            await asyncio.sleep(rest)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _taken(self, done: Done) -> Any:
        result, added_jobs, unreadable = done
        if added_jobs:
            self._announce()
        for row in unreadable:
            self._note(row)
        return result

    async def _in_thread(self, work: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    async def _in_turn(self, asked: PendingWork, until: float | None) -> Done:
        """Wait for a thread to do the work, which is not begun after `until`."""
        loop = asyncio.get_running_loop()
        asked.answer = loop.create_future()
        self._waiting.append(asked)
        self._threads.submit(self._serve)
        if until is None or not self._patience:
            return await asked.answer
        timer = loop.call_later(until - time.monotonic(), self._give_up, asked)
        try:
            return await asked.answer
        except (Clash, Unreachable) as trouble:
            asked.trouble = trouble
            raise
        finally:
            timer.cancel()

    def _give_up(self, asked: PendingWork) -> None:
        """Fail work that was not begun in time, because a database is unavailable or locked."""
        with suppress(ValueError):  # it was begun and will get an answer
            self._waiting.remove(asked)
            asked.answer.set_exception(asked.trouble)

    def _check(self) -> None:
        self._driver.open()
        migrations.check(self._driver)
        with self._driver.transaction() as sql:
            self.clock.set(self._driver.now(sql))

    def _migrate(self) -> list[str]:
        self._driver.open()
        return migrations.migrate(self._driver, self.clock())

    def _pulse(self, tx: Tx) -> None:
        before = self.clock()
        at = self._driver.now(tx.sql)
        moved = self.clock.set(at)
        if at is None and moved > STEP:
            self._put_forward += moved
        if self._put_forward:
            # No lease may expire because the machine's clock was put forward, or the machine slept.
            tx.move_leases(self.clock() - self._put_forward, self._put_forward)
        tx.set_aside_timeless()
        back = tx.beat(self.clock(), before)
        if back or abs(moved) > STEP:
            ahead = self.clock.machine_ahead
            seconds = (-back or moved).total_seconds()
            log.warning("clock_moved", seconds=seconds, machine_ahead=ahead.total_seconds())

    def _serve(self) -> None:
        """Do waiting work, as much as the driver accepts in one transaction; nothing if another turn did it already."""
        asked: list[PendingWork] = []
        with suppress(IndexError):
            while len(asked) < self._driver.together:
                asked.append(self._waiting.popleft())
        wanted = [(each, each.answer) for each in asked if not each.answer.cancelled()]
        if wanted:
            works, answers = zip(*wanted, strict=True)
            outcomes = self._outcomes(works)
            with suppress(RuntimeError):  # the loop has ended, and with it every caller
                answers[0].get_loop().call_soon_threadsafe(_settle, answers, outcomes)

    def _outcomes(self, asked: Sequence[PendingWork]) -> list[Outcome]:
        """Write all work with one commit. If anything fails nothing is written, and each is done alone."""
        if len(asked) == 1:
            return [self._alone(asked[0])]
        try:
            with self._driver.transaction() as sql:
                return [self._work(each.work, Tx(sql, self._driver)) for each in asked]
        except Unwritable:  # work that only reads can still succeed
            pass
        except Unreachable as trouble:  # not the fault of one, and each alone would wait as long
            return [trouble] * len(asked)
        except BaseException:
            pass
        return [self._alone(each) for each in asked]

    def _alone(self, asked: PendingWork) -> Outcome:
        done: Done | None = None
        try:
            # An earlier attempt may have been committed after all. Asking also makes sure that it never will be, so the
            # work cannot be done twice.
            for doubt, then in asked.in_doubt:
                if doubt.was_committed():
                    return then
            with self._driver.transaction() as sql:
                done = self._work(asked.work, Tx(sql, self._driver))
        except InDoubt as doubt:
            if done is not None:
                asked.in_doubt.append((doubt, done))
            return doubt
        except BaseException as error:
            return error
        return done

    def _work(self, work: Work, tx: Tx) -> Done:
        result = work(tx)
        if tx.added_jobs:
            tx.sql.notify()
        return result, tx.added_jobs, tx.unreadable

    def _announce(self) -> None:
        for callback in self._callbacks:
            callback()

    def _note(self, row: Unreadable) -> None:
        log.error("row_unreadable", table=row.table, key=row.key, why=row.why)
        if self._on_unreadable is not None:
            self._on_unreadable(row)


def _settle(answers: Sequence[Answer], outcomes: Sequence[Outcome]) -> None:
    for answer, outcome in zip(answers, outcomes, strict=True):
        if answer.done():
            continue
        if isinstance(outcome, BaseException):
            answer.set_exception(outcome)
        else:
            answer.set_result(outcome)
