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

from bot.job import CannotTell, Declined, Job, NotSent, Receipt
from bot.outbox import LONGEST_WAIT, POLL_SECONDS, Again, Outbox, pause
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import job

BOUND = 30.0


def now() -> datetime:
    return datetime.now(UTC)


def due(lane: str, position: int = 1, **more: Any) -> Job:
    return job(lane, position, run_at=now(), **more)


@dataclass
class World:
    """What was tried, and how each try ends: the answers of a lane are used up one by one, then all is well."""

    answers: dict[str, list[object]] = field(default_factory=dict)
    tried: list[tuple[Job, datetime]] = field(default_factory=list)
    buried: list[tuple[str, str]] = field(default_factory=list)
    moved: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, one: Job) -> Receipt | Again | None:
        self.tried.append((one, now()))
        self.moved.set()
        answers = self.answers.get(one.lane, [])
        answer = answers.pop(0) if answers else Receipt(one.key, "", now())
        if isinstance(answer, BaseException):
            raise answer
        if callable(answer):
            return await answer()  # type: ignore[no-any-return]
        return answer  # type: ignore[return-value]

    async def on_buried(self, one: Job, why: str) -> None:
        self.buried.append((one.key, why))

    def tried_keys(self) -> list[str]:
        return [one.key for one, _ in self.tried]


@asynccontextmanager
async def running(store: Store, world: World, **more: Any) -> AsyncIterator[Outbox]:
    outbox = Outbox(store, world.run, gap=lambda gate: 0.2, now=now, on_buried=world.on_buried, **more)
    task = asyncio.create_task(outbox.run())
    try:
        yield outbox
    finally:
        await outbox.stop(2.0)
        await asyncio.wait_for(task, BOUND)


async def settled(store: Store) -> None:
    """Until no job waits."""
    async with asyncio.timeout(BOUND):
        while await store.transact(lambda tx: tx.jobs_waiting()):
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


async def test_told_when_to_come_back_the_whole_gate_waits(store: Store) -> None:
    """pitfall 24: a 429 is obeyed, and loses nothing."""
    world = World({"a": [NotSent("ratelimited", retry_after=0.5)]})
    await add(store, due("a", gate="slack:C1", urgency=0), due("b", gate="slack:C1"))
    async with running(store, world):
        await settled(store)
    assert world.tried_keys() == ["a/1/say", "a/1/say", "b/1/say"]
    assert (world.tried[1][1] - world.tried[0][1]).total_seconds() >= 0.5
    assert [one.attempts for one, _ in world.tried] == [1, 2, 1]


async def test_what_is_declined_is_buried_and_the_lane_goes_on(store: Store) -> None:
    world = World({"a": [Declined("Replies to this post are closed.")]})
    await add(store, due("a", 1), due("a", 2))
    async with running(store, world):
        await settled(store)
    assert world.buried == [("a/1/say", "Replies to this post are closed.")]
    assert world.tried_keys() == ["a/1/say", "a/2/say"]
    assert [one.why for one in await store.transact(lambda tx: tx.buried())] == [
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


async def test_after_so_many_tries_a_job_is_given_up(store: Store) -> None:
    world = World({"a": [CannotTell("lost")] * 9, "b": [NotSent("limited", retry_after=0.0)] * 9})
    await add(store, due("a"), due("b"))
    async with running(store, world, tries=2, tries_when_told=4):
        await settled(store)
    assert sorted(world.buried) == [("a/1/say", "lost (2 attempts)"), ("b/1/say", "limited (4 attempts)")]


async def test_what_a_platform_told_to_wait_makes_no_failure_after_it_weigh_more(store: Store) -> None:
    """pitfall 24: a storm of 429 and then one lost answer is one failure, tried again in a second or two."""
    storm = [NotSent("limited", retry_after=0.0)] * 6
    world = World({"a": [*storm, CannotTell("lost")], "b": [*storm, CannotTell("lost"), CannotTell("lost")]})
    await add(store, due("a"), due("b"))
    async with running(store, world, tries=2):
        await settled(store)
    assert [one.attempts for one, _ in world.tried if one.lane == "a"] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert world.buried == [("b/1/say", "lost (8 attempts)")]


async def test_a_burial_that_cannot_be_told_is_a_burial_still(store: Store) -> None:
    class Deaf(World):
        async def on_buried(self, one: Job, why: str) -> None:
            raise RuntimeError("the card cannot be drawn")

    await add(store, due("a"))
    async with running(store, Deaf({"a": [Declined("no")]})):
        await settled(store)
    assert len(await store.transact(lambda tx: tx.buried())) == 1


async def test_a_poll_runs_again_when_it_said_it_would(store: Store) -> None:
    world = World()
    again = [Again(now() + timedelta(seconds=wait)) for wait in (0.2, 0.4)]
    world.answers["watch/x"] = [*again]
    await add(store, due("watch/x"))
    async with running(store, world):
        await settled(store)
    assert [one.attempts for one, _ in world.tried] == [1, 1, 1]
    assert all(at >= expected.at for (_, at), expected in zip(world.tried[1:], again, strict=True))


async def test_a_poll_that_is_nudged_while_it_runs_does_not_wait(store: Store) -> None:
    world = World()

    async def nudged() -> Again:
        await add(store, due("watch/x"))
        return Again(now() + timedelta(hours=1))

    world.answers["watch/x"] = [nudged]
    await add(store, due("watch/x"))
    async with running(store, world):
        await settled(store)
    assert len(world.tried) == 2


async def test_what_is_asked_anew_while_a_job_puts_itself_off_is_what_it_does_next(store: Store) -> None:
    """The rules change while the job waits for the version before."""
    world = World()

    async def put_off() -> Again:
        await add(store, due("retime/a", data={"version": "new"}))
        return Again(now())

    world.answers["retime/a"] = [put_off]
    await add(store, due("retime/a", data={"version": "old"}))
    async with running(store, world):
        await settled(store)
    assert [one.data for one, _ in world.tried] == [{"version": "old"}, {"version": "new"}]


async def test_stopping_lets_the_running_job_end_and_begins_no_other(store: Store) -> None:
    """pitfall 31"""
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

    async def errand(number: int) -> None:
        nonlocal most
        running_now.add(number)
        most = max(most, len(running_now))
        if len(running_now) == 3:
            await asyncio.sleep(0.1)  # room for a fourth to be begun, if one would be
            full.set()
        await asyncio.wait_for(full.wait(), BOUND)
        running_now.remove(number)

    world.answers = {f"lane{n}": [partial(errand, n)] for n in range(9)}
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
