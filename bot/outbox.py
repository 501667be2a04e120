"""The outbox: lease a job, run it once, then finish, retry or dead-letter it. It knows nothing of what jobs do."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.delivery import CannotTell, NotSent, Receipt, Trouble
from bot.jobs.job import Job
from bot.store import Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

log = structlog.get_logger(__name__)

# Attempts of a job that fails because of itself, before it is dead-lettered.
TRIES = 12
LONGEST_WAIT = 600.0
POLL_SECONDS = 5.0
# A local clock slightly behind the database's must not cause a loop without a pause.
SHORTEST_REST = 0.005
# A lease is extended after a third of its length, and its job is cut off when a sixth is left: this gives a slow store
# two more attempts, and still ends before another process may lease the job.
BEATS, MARGIN = 3, 6
# Seconds after which a lease is no longer extended: a job that hangs must free its lane.
LONGEST_JOB = 600.0


@dataclass(frozen=True, slots=True)
class RunAgain:
    """The outcome of a task that is to run once more at `at`, under the same key: a poll."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Spared:
    """The outcome of a task that found nothing left to do outside.

    Its gate need not stay shut, and what the job was on hold for may still be in trouble.
    """


Outcome = Receipt | RunAgain | Spared | None


class Hooks(Protocol):
    """Callbacks for the end of a job, in the same transaction. Each may run again with that transaction."""

    def done(self, tx: Tx, job: Job) -> None:
        """Write what follows from a job that was carried out."""

    def put_on_hold(self, tx: Tx, job: Job, trouble: Trouble) -> bool:
        """Put the job on hold because more than the job is in trouble (`trouble.at`). Return true if it is on hold."""

    def dead_lettered(self, tx: Tx, job: Job, why: str) -> None:
        """Write what follows from a job that was dead-lettered."""


class Outbox:
    """The runner of jobs: it passes them to `run`, up to `workers` at a time.

    `gap` returns how many seconds a gate stays shut after a job, and `burst` how many may pass at once after a rest.
    All gates whose names begin like `shared` (`slack:*`) are behind that one, too.

    A lease lasts `lease_seconds` and is extended while its job runs. It only decides how soon another process takes
    over after a crash.
    """

    def __init__(
        self,
        store: Store,
        run: Callable[[Job], Awaitable[Outcome]],
        *,
        gap: Callable[[str], float],
        burst: Callable[[str], int] = lambda gate: 1,
        shared: str = "",
        now: Callable[[], datetime],
        hooks: Hooks,
        lease_seconds: float = 45,
        workers: int = 4,
        tries: int = TRIES,
    ) -> None:
        self._store = store
        self._run = run
        self._gap = gap
        self._burst = burst
        self._shared = shared
        self._now = now
        self._hooks = hooks
        self._lease = lease_seconds
        self._tries = tries
        self._free = asyncio.Semaphore(workers)
        self._running: set[asyncio.Task[None]] = set()
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()
        store.on_commit(self.wake)

    def wake(self) -> None:
        """Check for jobs now, because there may be one to lease."""
        # A new event each time: a check that started before this call keeps the old one and finds it set.
        woken, self._woken = self._woken, asyncio.Event()
        woken.set()

    async def run(self) -> None:
        """Lease and run jobs until `stop()`; return when the running ones have ended."""
        while not self._stopping.is_set():
            await self._free.acquire()
            # Measured before the store is asked, on the monotonic clock: the real lease ends later, never earlier.
            leased_at = asyncio.get_running_loop().time()
            try:
                job = await self._lease_or_rest()
            except BaseException:
                self._free.release()
                raise
            if job is None:
                self._free.release()
            else:
                self._begin(job, leased_at)
                await asyncio.sleep(0)  # lets the job reach the store before the next check does
        await self._drain(None)

    async def stop(self, grace: float = 20.0) -> None:
        """Stop leasing; let running jobs end within `grace` seconds and leave the rest to their leases."""
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
        except Exception:  # the next check may succeed, and jobs must not wait for a restart
            log.exception("outbox.look_failed")
            job, next_at = None, None
        if job and self._stopping.is_set():
            leased = job
            with suppress(Clash, Unreachable):  # otherwise the lease expires
                await self._store.transact(lambda tx: tx.release(leased))
            return None
        if job is None:
            await self._rest(woken, next_at)
        return job

    def _look(self, tx: Tx) -> tuple[Job | None, datetime | None]:
        now = self._now()
        job = tx.lease(now, now + timedelta(seconds=self._lease), self._shared)
        if job and self._is_behind_shared(job):
            # At the lease, not at the end as for its own gate: jobs of several gates run in parallel behind this one.
            tx.pass_gate(self._shared, now, self._gap(self._shared), self._burst(self._shared))
        return job, None if job else tx.next_run_at(now, self._shared)

    def _is_behind_shared(self, job: Job) -> bool:
        return bool(self._shared) and job.gate.startswith(self._shared.removesuffix("*"))

    async def _rest(self, woken: asyncio.Event, next_at: datetime | None) -> None:
        """Wait for a wake-up, the next job's time, or POLL_SECONDS: a wake-up of another process can be missed."""
        due_in = (next_at - self._now()).total_seconds() if next_at else POLL_SECONDS
        try:
            await asyncio.wait_for(woken.wait(), min(max(due_in, SHORTEST_REST), POLL_SECONDS))
        except TimeoutError:
            return

    def _begin(self, job: Job, leased_at: float) -> None:
        task = asyncio.create_task(self._carry(job, leased_at), name=job.key)
        self._running.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        self._free.release()
        # The lane and the gate of the job are free again.
        self.wake()
        if not task.cancelled() and (error := task.exception()):
            log.error("outbox.job_left_to_its_lease", job=task.get_name(), exc_info=error)

    async def _carry(self, job: Job, leased_at: float) -> None:
        try:
            outcome = await self._within_lease(job, leased_at)
        except Trouble as trouble:
            await self._failed(job, trouble)
        except Exception as error:
            log.exception("outbox.errand_failed", job=job.key, attempts=job.attempts)
            # Staff read this text. The error itself may contain anything, so it goes to the log only.
            await self._failed(
                job,
                NotSent(
                    f"Something unexpected went wrong ({type(error).__name__}). The log has the details."
                ),
            )
        else:
            await self._finish(job, outcome)

    async def _within_lease(self, job: Job, leased_at: float) -> Outcome:
        """Run the job while we own its lease.

        Raise CannotTell when it is cut off: from then on another process may run it, and two must never act at once.
        """
        try:
            async with asyncio.timeout_at(self._cut_off(leased_at)) as deadline:
                beating = asyncio.create_task(self._keep_lease(job, deadline))
                try:
                    return await self._run(job)
                finally:
                    beating.cancel()
        except TimeoutError:
            if not deadline.expired():
                raise
            raise CannotTell(
                f"Its lease of {self._lease:g} s couldn't be extended, so it was cut off."
            ) from None

    def _cut_off(self, leased_at: float) -> float:
        return leased_at + self._lease * (1 - 1 / MARGIN)

    async def _keep_lease(self, job: Job, deadline: asyncio.Timeout) -> None:
        """Extend the lease regularly.

        While the store is unavailable nothing is extended, so the job is cut off in time.
        """
        clock = asyncio.get_running_loop().time
        end = clock() + LONGEST_JOB
        while clock() < end:
            await asyncio.sleep(self._lease / BEATS)
            asked_at = clock()
            until = self._now() + timedelta(seconds=self._lease)
            with suppress(Clash, Unreachable):
                ours = await self._store.transact(partial(Tx.extend, job=job, until=until))
                if not deadline.expired():
                    # Counted from before the question, as above. A lease that is no longer ours cuts the job off at
                    # once.
                    deadline.reschedule(self._cut_off(asked_at) if ours else clock())

    async def _finish(self, job: Job, outcome: Outcome) -> None:
        gap = None if isinstance(outcome, Spared) or not job.gate else self._gap(job.gate)
        burst = self._burst(job.gate)
        receipt = outcome if isinstance(outcome, Receipt) else None

        def work(tx: Tx) -> None:
            if isinstance(outcome, RunAgain):
                tx.ask_again(job, outcome.at)
            tx.finish(job, self._now(), gap, receipt, burst)
            if not isinstance(outcome, Spared):
                self._hooks.done(tx, job)

        await self._store.insist(work)

    async def _failed(self, job: Job, trouble: Trouble) -> None:
        if trouble.at and await self._is_held(job, trouble):
            log.info("outbox.on_hold", job=job.key, attempts=job.attempts, hold=trouble.at, why=trouble.why)
        elif isinstance(trouble, NotSent | CannotTell):
            await self._later(job, trouble.why, trouble.retry_after)
        else:
            await self._bury(job, trouble.why)

    async def _is_held(self, job: Job, trouble: Trouble) -> bool:
        def work(tx: Tx) -> bool:
            return self._hooks.put_on_hold(tx, job, trouble)

        return await self._store.insist(work)

    async def _later(self, job: Job, why: str, retry_after: float | None) -> None:
        """Retry later, or dead-letter the job after too many failures. A throttled attempt does not count as one."""
        throttled = retry_after is not None
        if not throttled and job.failures >= self._tries:
            await self._bury(job, f"{why} ({job.attempts} attempts)")
            return
        wait = pause(job.failures) if retry_after is None else retry_after
        run_at = self._now() + timedelta(seconds=wait)
        log.info("outbox.postponed", job=job.key, attempts=job.attempts, seconds=round(wait, 1), why=why)

        def work(tx: Tx) -> None:
            # A throttled job also shuts its gate, so that the jobs behind it do not run into the same limit.
            tx.postpone(job, run_at, why, throttled=throttled)
            if job.gate and throttled:
                tx.hold_gate(job.gate, run_at)
                if self._is_behind_shared(job):
                    tx.refuse_gate(self._shared, self._now(), run_at)

        await self._store.insist(work)

    async def _bury(self, job: Job, why: str) -> None:
        """Dead-letter the job and write what follows, all or nothing: one that fails in silence is lost."""
        log.warning("outbox.buried", job=job.key, attempts=job.attempts, why=why)

        def work(tx: Tx) -> None:
            if tx.dead_letter(job, why):
                self._hooks.dead_lettered(tx, job, why)

        try:
            await self._store.insist(work)
        except Exception:
            # A bug in the hooks must not block the job's lane forever.
            log.exception("outbox.burial_not_told", job=job.key)
            await self._store.insist(lambda tx: tx.dead_letter(job, why))


def pause(failures: int) -> float:
    """Return the seconds to wait after so many failures: 1, 2, 4 ... up to 10 minutes, each stretched by up to a half.

    The random part spreads out jobs that failed together.
    """
    return min(LONGEST_WAIT, 2.0 ** (failures - 1) * random.uniform(1.0, 1.5))
