"""The outbox on real databases: once, again, later, never."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any

import pytest

from bot.delivery import CannotTell, Declined, NotSent, Receipt, Trouble
from bot.jobs.job import Job
from bot.outbox import LONGEST_WAIT, POLL_SECONDS, Outbox, RunAgain, pause
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.away import Away
from tests.bot.store.samples import job

BOUND = 30.0


def now() -> datetime:
    return datetime.now(UTC)


def due(lane: str, position: int = 1, **more: Any) -> Job:
    return job(lane, position, run_at=now(), **more)


@dataclass
class World:
    """Attempts and their results: the answers of a lane are used up one by one, then all succeed.

    It is also the outbox's hooks, and puts on hold what fails at a place.
    """

    answers: dict[str, list[object]] = field(default_factory=dict)
    tried: list[tuple[Job, datetime]] = field(default_factory=list)
    given_up: list[tuple[str, str]] = field(default_factory=list)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, one: Job) -> Receipt | RunAgain | None:
        self.tried.append((one, now()))
        self.moved.set()
        answers = self.answers.get(one.lane, [])
        answer = answers.pop(0) if answers else Receipt(one.key, "", now())
        if isinstance(answer, BaseException):
            raise answer
        if callable(answer):
            return await answer()  # type: ignore[no-any-return]
        return answer  # type: ignore[return-value]

    def done(self, tx: Tx, one: Job) -> None:
        if one.held:
            tx.end_hold(one.held, now())

    def put_on_hold(self, tx: Tx, one: Job, trouble: Trouble) -> bool:
        tx.begin_hold(trouble.at, now(), trouble.why)
        return tx.park(one, trouble.at, now(), trouble.why, aside=False)

    def dead_lettered(self, tx: Tx, one: Job, why: str) -> None:
        self.given_up.append((one.key, why))

    def tried_keys(self) -> list[str]:
        return [one.key for one, _ in self.tried]


@asynccontextmanager
async def running(store: Store, world: World, **more: Any) -> AsyncIterator[Outbox]:
    outbox = Outbox(store, world.run, gap=lambda gate: 0.2, now=now, hooks=world, **more)
    task = asyncio.create_task(outbox.run())
    try:
        yield outbox
    finally:
        await outbox.stop(2.0)
        await asyncio.wait_for(task, BOUND)


async def settled(store: Store) -> None:
    """Wait until no job waits."""
    async with asyncio.timeout(BOUND):
        while await store.insist(lambda tx: tx.jobs_waiting()):
            await asyncio.sleep(0.01)


async def parked(store: Store, count: int) -> None:
    """Wait until this many jobs are on hold."""
    text = "select count(*) as jobs from jobs where held is not null and leased_until is null"
    async with asyncio.timeout(BOUND):
        while (await store.transact(lambda tx: tx.sql.rows(text)))[0]["jobs"] != count:
            await asyncio.sleep(0.01)


async def add(store: Store, *jobs: Job) -> None:
    await store.transact(lambda tx: tx.add_jobs(jobs))


async def test_a_job_is_carried_at_once_and_its_receipt_is_kept(store: Store) -> None:
    world = World()
    async with running(store, world):
        await asyncio.sleep(0.05)
        began = now()
        await add(store, due("a", 7))
        await settled(store)
    assert (world.tried[0][1] - began).total_seconds() < POLL_SECONDS - 1, "a commit wakes it, not the poll"
    receipt = await store.transact(lambda tx: tx.receipt("a/7/say"))
    assert receipt is not None
    assert receipt.native_id == "a/7/say"


async def test_lanes_are_kept_in_order_while_others_go_on(store: Store) -> None:
    world = World({"a": [NotSent("busy", retry_after=1.0)]})
    await add(store, *(due(lane, n) for lane in "ab" for n in range(3)))
    async with running(store, world):
        await settled(store)
    assert [key for key in world.tried_keys() if key[0] == "a"] == [
        "a/0/say",
        "a/0/say",
        "a/1/say",
        "a/2/say",
    ]
    assert world.tried_keys().index("b/2/say") < world.tried_keys().index("a/1/say")


async def test_a_gate_is_paced(store: Store) -> None:
    world = World()
    await add(store, *(due(f"{n}@slack", gate="slack:C1") for n in range(4)))
    async with running(store, world):
        await settled(store)
    assert all((later - earlier).total_seconds() >= 0.2 for (_, earlier), (_, later) in pairwise(world.tried))


async def test_a_throttled_job_shuts_its_gate(store: Store) -> None:
    """Pitfall 24 (docs/pitfalls.md): a 429 is obeyed, and loses nothing."""
    world = World({"a": [NotSent("ratelimited", retry_after=0.5)]})
    await add(store, due("a", gate="slack:C1", urgency=0), due("b", gate="slack:C1"))
    async with running(store, world):
        await settled(store)
    assert world.tried_keys() == ["a/1/say", "a/1/say", "b/1/say"]
    assert (world.tried[1][1] - world.tried[0][1]).total_seconds() >= 0.5
    assert [one.attempts for one, _ in world.tried] == [1, 2, 1]


async def test_what_is_declined_is_dead_lettered_and_the_lane_goes_on(store: Store) -> None:
    world = World({"a": [Declined("Replies to this post are closed.")]})
    await add(store, due("a", 1), due("a", 2))
    async with running(store, world):
        await settled(store)
    assert world.given_up == [("a/1/say", "Replies to this post are closed.")]
    assert world.tried_keys() == ["a/1/say", "a/2/say"]
    assert [one.why for one in await store.transact(lambda tx: tx.dead_letters())] == [
        "Replies to this post are closed."
    ]


@pytest.mark.parametrize("trouble", [CannotTell("the answer got lost"), RuntimeError("a bug")])
async def test_when_nobody_can_tell_the_next_try_knows_it_is_not_the_first(
    store: Store, trouble: Exception
) -> None:
    world = World({"a": [trouble]})
    await add(store, due("a"))
    async with running(store, world):
        await settled(store)
    assert [one.attempts for one, _ in world.tried] == [1, 2]
    assert (world.tried[1][1] - world.tried[0][1]).total_seconds() >= 1.0


async def test_after_so_many_tries_a_job_is_dead_lettered(store: Store) -> None:
    world = World({"a": [CannotTell("lost")] * 9})
    await add(store, due("a"))
    async with running(store, world, tries=2):
        await settled(store)
    assert world.given_up == [("a/1/say", "lost (2 attempts)")]


@pytest.mark.parametrize("seconds", [0.0, float("nan")])
async def test_a_platform_that_says_come_back_at_once_is_not_asked_sixty_times_in_a_moment(
    store: Store, seconds: float
) -> None:
    """Pitfall 24 (docs/pitfalls.md): a busy platform is left alone for a second, and no job fails permanently."""
    world = World({"a": [NotSent("limited", retry_after=seconds)] * 60})
    await add(store, due("a"))
    async with running(store, world, tries=2):
        await asyncio.sleep(2.2)
        assert 1 <= len(world.tried) <= 3
    assert world.given_up == []


@pytest.mark.parametrize("seconds", [1e12])
async def test_a_platform_that_says_come_back_in_an_age_is_asked_again_tomorrow(
    store: Store, seconds: float
) -> None:
    world = World({"a": [NotSent("limited", retry_after=seconds)]})
    await add(store, due("a"))
    async with running(store, world) as outbox:
        await asyncio.wait_for(world.moved.wait(), BOUND)
        await outbox.stop(1.0)
    tomorrow = now() + timedelta(hours=24)
    assert await store.transact(lambda tx: tx.lease(now(), now())) is None
    assert await store.transact(lambda tx: tx.lease(tomorrow, tomorrow)) is not None


async def test_however_often_a_platform_asks_to_wait_the_job_is_not_dead_lettered(store: Store) -> None:
    """Nor does a failure after that weigh more: one lost answer is one failure, tried again in a second or two."""
    await add(store, due("a", attempts=70))
    await store.transact(lambda tx: tx.sql.run("update jobs set told = 70"))
    world = World({"a": [NotSent("limited", retry_after=1.0), CannotTell("lost")]})
    async with running(store, world, tries=2):
        await settled(store)
    assert [one.attempts for one, _ in world.tried] == [71, 72, 73]
    assert world.given_up == []


async def test_a_dead_letter_that_cannot_be_reported_still_is_a_dead_letter(store: Store) -> None:
    class Deaf(World):
        def dead_lettered(self, tx: Tx, one: Job, why: str) -> None:
            raise RuntimeError("the card cannot be drawn")

    await add(store, due("a"))
    async with running(store, Deaf({"a": [Declined("no")]})):
        await settled(store)
    assert len(await store.transact(lambda tx: tx.dead_letters())) == 1


async def test_what_follows_from_a_burial_is_written_though_the_store_is_away_when_it_is_to_be(
    database_url: str,
) -> None:
    """All of it or nothing: a job that is buried without a word is lost."""
    store = open_store(database_url, patience=0.2)
    await store.migrate()
    await store.start()
    away = Away(store)

    class Marking(World):
        def dead_lettered(self, tx: Tx, one: Job, why: str) -> None:
            super().dead_lettered(tx, one, why)
            tx.add_jobs([due("alert")])

    async def refused_as_the_store_goes() -> None:
        away.leave(1.0)
        raise Declined("no")

    world = Marking({"a": [refused_as_the_store_goes]})
    await add(store, due("a"))
    async with running(store, world):
        await settled(store)
    assert world.tried_keys() == ["a/1/say", "alert/1/say"]
    assert away.refused > 1, "its first transaction met no store"
    assert [one.job.key for one in await store.transact(lambda tx: tx.dead_letters())] == ["a/1/say"]
    await store.close()


async def test_a_burial_whose_answer_was_lost_is_written_once(store: Store) -> None:
    await add(store, due("a"))
    leased = await store.transact(lambda tx: tx.lease(now(), now() + timedelta(minutes=1)))
    assert leased is not None
    buried = [await store.transact(lambda tx: tx.dead_letter(leased, "no")) for _ in range(2)]
    assert buried == [True, False]


async def test_a_job_that_takes_longer_than_its_lease_is_run_once(store: Store) -> None:
    """Nor is a second process let at it, as long as this one extends the lease."""
    world, other = World(), World()

    async def slow() -> Receipt:
        await asyncio.sleep(2.5)
        return Receipt("1", "", now())

    world.answers["a"] = other.answers["a"] = [slow]
    await add(store, due("a"))
    async with running(store, world, lease_seconds=1.0), running(store, other, lease_seconds=1.0):
        await settled(store)
    assert len(world.tried) + len(other.tried) == 1


async def test_a_job_is_cut_off_before_another_process_may_take_it(database_url: str) -> None:
    """Its lease cannot be extended, because the store is away: two must never act at once."""
    store = open_store(database_url, patience=0.1)
    await store.migrate()
    await store.start()
    away, loop = Away(store), asyncio.get_running_loop()
    ended: list[float] = []

    async def hangs() -> None:
        away.leave(2.0)
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(loop.time())

    began, world = loop.time(), World({"a": [hangs]})
    await add(store, due("a"))
    async with running(store, world, lease_seconds=1.2):
        await settled(store)
    assert ended[0] - began < 1.2 + 0.3
    assert [one.attempts for one, _ in world.tried] == [1, 2], (
        "nobody can tell what became of it: it is looked for"
    )
    await store.close()


async def test_a_job_whose_lease_another_process_has_is_cut_off_at_once(store: Store) -> None:
    world, cut = World(), asyncio.Event()

    async def hangs() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cut.set()
            raise

    world.answers["a"] = [hangs]
    await add(store, due("a"))
    async with running(store, world, lease_seconds=3.0):
        await asyncio.wait_for(world.moved.wait(), BOUND)
        await store.transact(lambda tx: tx.sql.run("update jobs set attempts = attempts + 1"))
        await asyncio.wait_for(cut.wait(), 2.5)


async def test_what_is_on_hold_waits_until_its_hold_ends_and_counts_no_failure(store: Store) -> None:
    down = CannotTell("the platform had trouble", at="slack")
    world = World({"a": [down, CannotTell("lost")], "b": [down]})
    await add(store, due("a", 1), due("a", 2), due("b"))
    async with running(store, world, tries=2):
        await parked(store, 2)
        await asyncio.sleep(1.1)
        assert world.tried_keys() == ["a/1/say", "b/1/say"], (
            "what stands behind them in their lanes waits too"
        )
        await store.transact(lambda tx: tx.end_hold("slack", now()))
        await settled(store)
    assert world.given_up == []
    assert [one.attempts for one, _ in world.tried if one.key == "a/1/say"] == [1, 2, 3]
    assert await store.transact(lambda tx: tx.holds()) == []


async def test_the_first_job_that_gets_through_brings_back_all_that_waits_with_it(store: Store) -> None:
    down = CannotTell("the platform had trouble", at="slack")
    world = World({"a": [down, down], "b": [down]})
    await add(store, due("a"), due("b"))
    async with running(store, world):
        for _ in range(2):
            await parked(store, 2)
            await asyncio.sleep(1.1)
            await store.transact(lambda tx: tx.try_one("slack", now()))
        await settled(store)
    assert world.tried_keys() == ["a/1/say", "b/1/say", "a/1/say", "b/1/say", "a/1/say"]


async def test_a_poll_runs_again_when_it_said_it_would(store: Store) -> None:
    world = World()
    again = [RunAgain(now() + timedelta(seconds=wait)) for wait in (0.2, 0.4)]
    world.answers["watch/x"] = [*again]
    await add(store, due("watch/x"))
    async with running(store, world):
        await settled(store)
    assert [one.attempts for one, _ in world.tried] == [1, 1, 1]
    assert all(at >= expected.at for (_, at), expected in zip(world.tried[1:], again, strict=True))


async def test_a_poll_that_is_requested_while_it_runs_does_not_wait(store: Store) -> None:
    world = World()

    async def nudged() -> RunAgain:
        await add(store, due("watch/x"))
        return RunAgain(now() + timedelta(hours=1))

    world.answers["watch/x"] = [nudged]
    await add(store, due("watch/x"))
    async with running(store, world):
        await settled(store)
    assert len(world.tried) == 2


async def test_what_is_asked_again_while_a_job_puts_itself_off_is_what_it_does_next(store: Store) -> None:
    """The rules change while the job waits for the version before."""
    world = World()

    async def put_off() -> RunAgain:
        await add(store, due("retime/a", data={"version": "new"}))
        return RunAgain(now())

    world.answers["retime/a"] = [put_off]
    await add(store, due("retime/a", data={"version": "old"}))
    async with running(store, world):
        await settled(store)
    assert [one.data for one, _ in world.tried] == [{"version": "old"}, {"version": "new"}]


async def test_stopping_lets_the_running_job_end_and_begins_no_other(store: Store) -> None:
    """Pitfall 31 (docs/pitfalls.md)."""
    world, go_on = World(), asyncio.Event()

    async def slow() -> None:
        await go_on.wait()

    world.answers["a"] = [slow]
    await add(store, due("a"))
    async with running(store, world) as outbox:
        await asyncio.wait_for(world.moved.wait(), BOUND)
        stopping = asyncio.create_task(outbox.stop(BOUND))
        await asyncio.sleep(0)
        await add(store, due("b"))
        go_on.set()
        await stopping
    assert world.tried_keys() == ["a/1/say"]
    assert await store.transact(_lanes) == ["b"]


async def test_what_does_not_end_in_time_is_left_to_its_lease(store: Store) -> None:
    world = World({"a": [asyncio.Event().wait]})
    await add(store, due("a"))
    async with running(store, world) as outbox:
        await asyncio.wait_for(world.moved.wait(), BOUND)
        await outbox.stop(0.05)
    assert await store.transact(lambda tx: tx.lease(now(), now())) is None
    later = now() + timedelta(seconds=60)
    again = await store.transact(lambda tx: tx.lease(later, later))
    assert again is not None
    assert again.attempts == 2


async def test_no_more_jobs_run_at_once_than_there_are_workers(store: Store) -> None:
    world, running_now, most, full = World(), set[int](), 0, asyncio.Event()

    async def task(number: int) -> None:
        nonlocal most
        running_now.add(number)
        most = max(most, len(running_now))
        if len(running_now) == 3:
            await asyncio.sleep(0.1)  # room for a fourth to be begun, if one would be
            full.set()
        await asyncio.wait_for(full.wait(), BOUND)
        running_now.remove(number)

    world.answers = {f"lane{n}": [partial(task, n)] for n in range(9)}
    await add(store, *map(due, world.answers))
    async with running(store, world, workers=3):
        await settled(store)
    assert most == 3


def test_pauses_grow_from_a_second_to_ten_minutes() -> None:
    assert 1.0 <= pause(1) <= 1.5
    assert 8.0 <= pause(4) <= 12.0
    assert pause(12) == pause(40) == LONGEST_WAIT


def _lanes(tx: Tx) -> list[str]:
    return [row["lane"] for row in tx.sql.rows("select lane from jobs order by lane")]
