"""The clock that counts: the database's on Postgres; on SQLite the machine's, which may be put forward or back."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.outbox import Outbox
from bot.store import open_store
from bot.store.clock import StoreClock, utc_now
from bot.store.lease_sql import LONGEST_LEASE
from bot.store.store import Store
from tests.bot.store.samples import LEASE, NOW, job
from tests.bot.store.worker import Never

HOURS = timedelta(hours=2)
TICK = timedelta(seconds=2)


class Machine:
    """A machine's clocks, which a test sets."""

    def __init__(self, at: datetime | None = None) -> None:
        self.ahead = (at - utc_now()) if at else timedelta()

    def __call__(self) -> datetime:
        return utc_now() + self.ahead


@asynccontextmanager
async def started(url: str, machine: Callable[[], datetime]) -> AsyncIterator[Store]:
    store = open_store(url, clock=StoreClock(machine))
    await store.start()
    try:
        yield store
    finally:
        await store.close()


async def add(store: Store, *jobs: Job) -> None:
    await store.transact(lambda tx: tx.add_jobs(jobs))


async def lease(store: Store) -> Job | None:
    at = store.clock()
    return await store.transact(lambda tx: tx.lease(at, at + LEASE))


def ahead(by: timedelta) -> Machine:
    machine = Machine()
    machine.ahead = by
    return machine


def test_between_two_readings_a_clock_goes_by_seconds_nobody_can_turn() -> None:
    steady, machine = [100.0], [NOW]
    clock = StoreClock(lambda: machine[0], lambda: steady[0])
    steady[0], machine[0] = 107.0, NOW - HOURS
    assert clock() == NOW + timedelta(seconds=7)
    assert clock.set(None) == -HOURS - timedelta(seconds=7)
    assert clock() == NOW - HOURS
    assert clock.set(NOW + HOURS) == 2 * HOURS
    assert clock.machine_ahead == -2 * HOURS


@pytest.mark.parametrize("by", [timedelta(seconds=90), -HOURS, timedelta(days=400)])
async def test_processes_whose_machines_disagree_count_by_the_database(
    ready_postgres: str, by: timedelta
) -> None:
    async with started(ready_postgres, utc_now) as right, started(ready_postgres, ahead(by)) as wrong:
        assert abs(right.clock() - wrong.clock()) < TICK
        assert abs(wrong.clock.machine_ahead - by) < TICK
        await add(right, job("a", run_at=right.clock()))
        await asyncio.sleep(0.01)
        assert await lease(wrong) is not None, "what is due is due everywhere"
        assert await lease(right) is None


@pytest.mark.parametrize("by", [timedelta(seconds=90), -HOURS])
async def test_a_worker_with_a_wrong_clock_does_no_job_that_another_is_doing(
    ready_postgres: str, by: timedelta
) -> None:
    """One that was 90 seconds ahead held the lease of the other for over, and doubled a public reply."""
    begun, go, done = asyncio.Event(), asyncio.Event(), list[str]()

    async def reply(one: Job) -> Receipt:
        done.append(one.key)
        begun.set()
        await go.wait()
        return Receipt(one.key, "", utc_now())

    async with started(ready_postgres, utc_now) as right, started(ready_postgres, ahead(by)) as wrong:
        outboxes = [outbox(each, reply) for each in (right, wrong)]
        working = [asyncio.create_task(each.run()) for each in outboxes]
        await add(right, job("a", run_at=right.clock()))
        await asyncio.wait_for(begun.wait(), 20)
        for _ in range(20):
            for each in outboxes:
                each.wake()
            await asyncio.sleep(0.02)
        go.set()
        for each in outboxes:
            await each.stop(5.0)
        await asyncio.gather(*working)
    assert done == ["a/1/say"]


async def test_a_machine_put_back_two_hours_works_on_what_was_due(tmp_path_url: str) -> None:
    machine = Machine()
    async with started(tmp_path_url, machine) as store:
        await store.beat()
        at = store.clock()
        tomorrow = job("tomorrow@timer", kind="wake", run_at=at + timedelta(days=1))
        await add(store, job("a", run_at=at, gate="slack:C1"), job("b", run_at=at, gate="slack:C1"), tomorrow)
        first = await lease(store)
        assert first is not None
        await store.transact(lambda tx: tx.finish(first, at, 3.0, None))
        machine.ahead = -HOURS
        await store.beat()
        assert abs(store.clock() - (at - HOURS)) < TICK
        assert await store.transact(lambda tx: tx.next_run_at(store.clock())) < store.clock() + 2 * TICK  # type: ignore[operator]
        await until(lambda: lease(store))
        rows = await store.transact(lambda tx: tx.sql.rows("select run_at from jobs where kind = 'wake'"))
        assert datetime.fromisoformat(rows[0]["run_at"]) == tomorrow.run_at, "a time of the calendar stays"


async def test_a_lease_keeps_its_length_when_the_machine_is_put_back(tmp_path_url: str) -> None:
    machine = Machine()
    async with started(tmp_path_url, machine) as store:
        await store.beat()
        await add(store, job("a", run_at=store.clock()))
        assert await lease(store) is not None
        machine.ahead = -HOURS
        await store.beat()
        assert await lease(store) is None, "it is still held"
        (until_text,) = await leased_until(store)
        assert timedelta() < until_text - store.clock() <= LEASE + TICK


async def test_no_lease_runs_out_because_the_machine_was_put_forward(tmp_path_url: str) -> None:
    machine = Machine()
    async with started(tmp_path_url, machine) as store:
        await store.beat()
        await add(store, job("a", run_at=store.clock()))
        assert await lease(store) is not None
        machine.ahead = HOURS
        assert await lease(store) is None, "not seen before the next look"
        await store.beat()
        assert await lease(store) is None
        (until_text,) = await leased_until(store)
        assert timedelta() < until_text - store.clock() <= LEASE + TICK


async def test_a_clock_that_went_back_while_no_process_ran_stops_nothing(tmp_path_url: str) -> None:
    async with started(tmp_path_url, ahead(HOURS)) as store:
        await store.beat()
        at = store.clock()
        await add(store, job("a", run_at=at), job("b", run_at=at, gate="slack:C1", urgency=3))
        assert await lease(store) is not None
        await store.transact(lambda tx: tx.hold_gate("slack:C1", at + timedelta(seconds=1)))
    async with started(tmp_path_url, utc_now) as store:
        assert await lease(store) is None
        await store.beat()
        leased = await until(lambda: lease(store))
        assert leased.lane == "b"
        (first, _) = await leased_until(store)
        assert first - store.clock() <= LEASE + TICK


async def test_a_lease_that_ends_after_longer_than_any_lasts_has_run_out(store: Store) -> None:
    await add(store, job("a", gate="slack:C1"), job("b", gate="slack:C1"))
    later = NOW + LONGEST_LEASE + LEASE + timedelta(seconds=1)
    held = await store.transact(lambda tx: tx.lease(later, later + LEASE))
    assert held is not None
    again = await store.transact(lambda tx: tx.lease(NOW, NOW + LEASE))
    assert again == replace(held, attempts=2)


async def test_a_clock_that_is_far_off_is_said_in_the_log(tmp_path_url: str) -> None:
    machine = Machine()
    async with started(tmp_path_url, machine) as store:
        await store.beat()
        machine.ahead = -HOURS
        with capture_logs() as logged:
            await store.beat()
        assert "clock_moved" in [line["event"] for line in logged]
        with capture_logs() as logged:
            await store.beat()
        assert "clock_moved" not in [line["event"] for line in logged]


@pytest.fixture
def tmp_path_url(tmp_path: object) -> str:
    return f"sqlite:///{tmp_path}/baton.db"


def outbox(store: Store, run: Callable[[Job], object]) -> Outbox:
    return Outbox(store, run, gap=lambda gate: 0.0, now=store.clock, hooks=Never())  # type: ignore[arg-type]


async def leased_until(store: Store) -> list[datetime]:
    text = "select leased_until from jobs where leased_until is not null order by lane"
    rows = await store.transact(lambda tx: tx.sql.rows(text))
    return [datetime.fromisoformat(row["leased_until"]).astimezone(UTC) for row in rows]


async def until(look: Callable[[], object]) -> Job:
    async with asyncio.timeout(20):
        while not (found := await look()):  # type: ignore[misc]
            await asyncio.sleep(0.02)
    assert isinstance(found, Job)
    return found
