"""The outbox: lease a job, run it once, retry it or bury it; it knows nothing of what the jobs do."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.job import CannotTell, Declined, Job, NotSent, Receipt
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)

# Tries of a job before it is given up; more of one that a platform told when to come back.
TRIES = 12
TRIES_WHEN_TOLD = 60
LONGEST_WAIT = 600.0
POLL_SECONDS = 5.0
# A clock that is a hair behind the database's answer must not turn into a loop without a pause.
SHORTEST_REST = 0.005


@dataclass(frozen=True, slots=True)
class Again:
    """What an errand answers that wants to be run once more at `at`, under the same key: a poll."""

    at: datetime


Outcome = Receipt | Again | None


class Outbox:
    """Carries jobs to `run`, up to `workers` at a time.

    `gap` tells how many seconds a gate stays shut after a job; a lease lasts `lease_seconds`, which must be longer
    than any errand; `on_buried` hears of a job that is given up, just before it is.
    """

    def __init__(
        self,
        store: Store,
        run: Callable[[Job], Awaitable[Outcome]],
        *,
        gap: Callable[[str], float],
        now: Callable[[], datetime],
        on_buried: Callable[[Job, str], Awaitable[None]],
        lease_seconds: float = 45,
        workers: int = 4,
        tries: int = TRIES,
        tries_when_told: int = TRIES_WHEN_TOLD,
    ) -> None:
        self._store = store
        self._run = run
        self._gap = gap
        self._now = now
        self._on_buried = on_buried
        self._lease = timedelta(seconds=lease_seconds)
        self._tries = tries
        self._tries_when_told = tries_when_told
        self._free = asyncio.Semaphore(workers)
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()
        store.on_commit(self.wake)

    def wake(self) -> None:
        """There may be something to lease: look at once."""
        # A fresh event each time: whoever looked before this call still holds the old one, and finds it set.
        woken, self._woken = self._woken, asyncio.Event()
        woken.set()

    async def run(self) -> None:
        """Lease and run jobs until `stop()`; returns when what was running has ended."""
        while not self._stopping.is_set():
            await self._free.acquire()
            try:
                job = await self._lease_or_rest()
            except BaseException:
                self._free.release()
                raise
            if job is None:
                self._free.release()
            else:
                self._begin(job)
                await asyncio.sleep(0)  # the job's first word to the store goes before the next look
        await self._drain(None)

    async def stop(self, grace: float = 20.0) -> None:
        """Lease nothing more; let running jobs end within `grace` seconds, leave the rest to their leases."""
        self._stopping.set()
        self.wake()
        await self._drain(grace)
        for task in self._running:
            task.cancel()
        await self._drain(None)

    async def _drain(self, seconds: float | None) -> None:
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)

    async def _lease_or_rest(self) -> Job | None:
        woken = self._woken
        try:
            job, next_at = await self._store.transact(self._look)
        except (Clash, Unreachable) as trouble:
            log.warning("outbox.no_store", error=type(trouble).__name__)
            job, next_at = None, None
        except (
            Exception
        ):  # whatever it was, the next look may meet it no more, and the jobs need somebody who looks
            log.exception("outbox.look_failed")
            job, next_at = None, None
        if job and self._stopping.is_set():
            leased = job
            with suppress(Clash, Unreachable):  # then its lease runs out
                await self._store.transact(lambda tx: tx.release(leased))
            return None
        if job is None:
            await self._rest(woken, next_at)
        return job

    def _look(self, tx: Tx) -> tuple[Job | None, datetime | None]:
        now = self._now()
        job = tx.lease(now, now + self._lease)
        return job, None if job else tx.next_run_at(now)

    async def _rest(self, woken: asyncio.Event, next_at: datetime | None) -> None:
        """Until a wake-up, the next job's time, or a while: a wake-up of another process can be missed."""
        due_in = (next_at - self._now()).total_seconds() if next_at else POLL_SECONDS
        try:
            await asyncio.wait_for(woken.wait(), min(max(due_in, SHORTEST_REST), POLL_SECONDS))
        except TimeoutError:
            return

    def _begin(self, job: Job) -> None:
        task = asyncio.create_task(self._carry(job), name=job.key)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._free.release()
        # Its lane and its gate are free again.
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("outbox.job_left_to_its_lease", job=task.get_name(), exc_info=error)

    async def _carry(self, job: Job) -> None:
        try:
            outcome = await self._run(job)
        except (NotSent, CannotTell) as trouble:
            await self._later(job, trouble.why, trouble.retry_after)
        except Declined as refusal:
            await self._bury(job, refusal.why)
        except Exception as error:
            log.exception("outbox.errand_failed", job=job.key, attempts=job.attempts)
            # Staff read this; what the error says may hold anything, and stands in the log.
            await self._later(job, f"something unexpected went wrong ({type(error).__name__})")
        else:
            await self._finish(job, outcome)

    async def _finish(self, job: Job, outcome: Outcome) -> None:
        gap = self._gap(job.gate) if job.gate else 0.0

        def work(tx: Tx) -> None:
            if isinstance(outcome, Again):
                tx.ask_again(job, outcome.at)
            tx.finish(job, self._now(), gap, outcome if isinstance(outcome, Receipt) else None)

        await self._store.transact(work)

    async def _later(self, job: Job, why: str, retry_after: float | None = None) -> None:
        told = retry_after is not None
        if job.attempts >= self._tries_when_told if told else job.failures >= self._tries:
            await self._bury(job, f"{why} ({job.attempts} attempts)")
            return
        wait = pause(job.failures) if retry_after is None else retry_after
        run_at = self._now() + timedelta(seconds=wait)
        log.info("outbox.postponed", job=job.key, attempts=job.attempts, seconds=round(wait, 1), why=why)

        def work(tx: Tx) -> None:
            tx.postpone(job, run_at, why, told=told)
            if job.gate and told:
                tx.hold_gate(job.gate, run_at)

        await self._store.transact(work)

    async def _bury(self, job: Job, why: str) -> None:
        log.warning("outbox.buried", job=job.key, attempts=job.attempts, why=why)
        try:
            await self._on_buried(job, why)
        except Exception:
            log.exception("outbox.burial_not_told", job=job.key)
        await self._store.transact(lambda tx: tx.bury(job, why))


def pause(failures: int) -> float:
    """Seconds to wait after so many failures: 1, 2, 4 ... up to 10 minutes, each stretched by up to a half."""
    return min(LONGEST_WAIT, 2.0 ** (failures - 1) * random.uniform(1.0, 1.5))
