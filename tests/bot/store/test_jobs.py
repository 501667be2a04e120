"""Jobs of the outbox on every database: leases, order and outcomes."""

import statistics
import time
from datetime import datetime

import pytest
from msgspec.structs import replace

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.store.store import Store
from tests.bot.store.samples import LEASE, NOW, after, job

RECEIPT = Receipt("1.2", "https://slack.example/p12", NOW)


async def add(store: Store, *jobs: Job) -> None:
    await store.transact(lambda tx: tx.add_jobs(jobs))


async def lease(store: Store, at: datetime = NOW) -> Job | None:
    return await store.transact(lambda tx: tx.lease(at, at + LEASE))


async def must_lease(store: Store, at: datetime = NOW) -> Job:
    leased = await lease(store, at)
    assert leased is not None
    return leased


async def finish(
    store: Store, done: Job, at: datetime = NOW, gap: float = 0, receipt: Receipt | None = None
) -> None:
    await store.transact(lambda tx: tx.finish(done, at, gap, receipt))


async def drain(store: Store, at: datetime = NOW) -> list[str]:
    """The keys of all that can be leased one after another at this moment."""
    keys = []
    while leased := await lease(store, at):
        keys.append(leased.key)
        await finish(store, leased, at)
    return keys


async def next_run_at(store: Store, at: datetime = NOW) -> datetime | None:
    return await store.transact(lambda tx: tx.next_run_at(at))


async def test_a_job_comes_back_as_it_was_asked_for_with_this_attempt_counted(store: Store) -> None:
    asked = job("1042@slack", 4, "say", data={"text": "half \ud83d \0", "n": 1}, gate="slack:C1", urgency=1)
    await add(store, asked)
    assert await lease(store) == replace(asked, attempts=1)
    assert await lease(store) is None


async def test_a_lane_is_worked_in_order_one_at_a_time(store: Store) -> None:
    await add(store, job("a", 2), job("a", 10), job("a", 2, "redraw"), job("a", 1, run_at=after(5)))
    assert await lease(store) is None, "the first of the lane is not due, so nothing of it is"
    first = await must_lease(store, after(5))
    assert (first.position, await lease(store, after(5))) == (1, None)
    await finish(store, first)
    assert await drain(store) == ["a/2/redraw", "a/2/say", "a/10/say"]


async def test_the_most_urgent_goes_first_then_the_one_that_waits_longest(store: Store) -> None:
    await add(
        store,
        job("a", run_at=after(-1), urgency=2),
        job("b", run_at=after(-2), urgency=2),
        job("c", run_at=after(0), urgency=0, gate="slack:C1"),
        job("d", run_at=after(-9), urgency=3),
        job("e", run_at=after(1), urgency=0),
    )
    assert await drain(store) == ["c/1/say", "b/1/say", "a/1/say", "d/1/say"]


async def test_a_gate_lets_one_job_through_and_then_stays_shut_for_the_gap(store: Store) -> None:
    """Pitfall 24 (docs/pitfalls.md)."""
    await add(
        store,
        job("a", gate="slack:C1"),
        job("b", gate="slack:C1"),
        job("c", gate="slack:C2"),
        job("d"),
        job("e"),
    )
    leased = [await must_lease(store) for _ in range(4)]
    assert [one.lane for one in leased] == ["a", "c", "d", "e"]
    assert await lease(store) is None
    await finish(store, next(one for one in leased if one.lane == "a"), gap=1.0)
    assert await lease(store, after(0.999)) is None
    assert (await must_lease(store, after(1))).lane == "b"


async def test_a_held_gate_stays_shut_and_the_longer_hold_counts(store: Store) -> None:
    await add(store, job("a", gate="slack:C1"))
    for seconds in (30, 10):
        await store.transact(lambda tx, seconds=seconds: tx.hold_gate("slack:C1", after(seconds)))  # type: ignore[misc]
    assert await lease(store, after(29)) is None
    assert await next_run_at(store) == after(30)
    assert (await must_lease(store, after(30))).lane == "a"


async def test_a_lease_that_ran_out_is_given_again_and_the_late_one_counts_no_more(store: Store) -> None:
    await add(store, job("a", gate="slack:C1"))
    first = await must_lease(store)
    assert await lease(store, after(44)) is None
    assert await next_run_at(store, after(1)) == after(45)
    second = await must_lease(store, after(45))
    assert (first.attempts, second.attempts) == (1, 2)
    await store.transact(lambda tx: tx.postpone(first, after(0), "late"))
    await store.transact(lambda tx: tx.dead_letter(first, "late"))
    await finish(store, first, receipt=RECEIPT)
    assert await store.transact(lambda tx: (tx.jobs_waiting(), tx.dead_letters())) == (1, [])
    assert await store.transact(lambda tx: tx.receipt("a/1/say")) == RECEIPT, "the act did happen"
    await finish(store, second, receipt=RECEIPT)
    assert await store.transact(lambda tx: tx.jobs_waiting()) == 0


async def test_a_job_asked_for_while_it_waits_runs_once_with_the_latest_data(store: Store) -> None:
    asked = job("1042@card", 0, "redraw", run_at=after(9), data={"n": 1}, urgency=2)
    await add(store, asked)
    await add(
        store, replace(asked, run_at=after(1), urgency=3), replace(asked, run_at=after(5), data={"n": 2})
    )
    leased = await must_lease(store, after(1))
    assert leased == replace(asked, run_at=after(1), data={"n": 2}, attempts=1, asked=3)
    await finish(store, leased)
    assert await lease(store, after(99)) is None


async def test_a_job_asked_for_while_it_runs_runs_once_more(store: Store) -> None:
    asked = job("1042@card", 0, "redraw", gate="slack-update")
    await add(store, asked)
    first = await must_lease(store)
    await add(store, replace(asked, run_at=after(3)), replace(asked, run_at=after(2)))
    await finish(store, first)
    assert await next_run_at(store) == after(2)
    second = await must_lease(store, after(2))
    assert (second.attempts, second.run_at) == (1, after(2))
    await finish(store, second)
    assert await lease(store, after(99)) is None


async def test_a_postponed_job_keeps_its_place_and_its_attempts(store: Store) -> None:
    await add(store, job("a", 1), job("a", 2))
    first = await must_lease(store)
    await store.transact(lambda tx: tx.postpone(first, after(7), "not now"))
    assert await lease(store, after(6)) is None
    assert await next_run_at(store) == after(7)
    again = await must_lease(store, after(7))
    assert (again.position, again.attempts) == (1, 2)


async def test_a_released_job_was_never_tried(store: Store) -> None:
    await add(store, job("a"))
    leased = await must_lease(store)
    await store.transact(lambda tx: tx.release(leased))
    assert (await must_lease(store)).attempts == 1


@pytest.mark.parametrize(("hold", "kept"), [("bluesky", "bluesky"), ("slack", ""), ("slack:C024", "")])
async def test_a_job_on_hold_that_is_queued_again_keeps_the_hold_of_a_network_alone(
    store: Store, hold: str, kept: str
) -> None:
    """With none on hold, the next check would end a network's hold though nothing was read."""
    await add(store, job("a"))
    leased = await must_lease(store)
    await store.transact(lambda tx: tx.park(leased, hold, NOW, "away", aside=False))
    await add(store, job("a"))
    assert (await must_lease(store)).held == kept
    assert await store.transact(lambda tx: tx.try_one(hold, NOW)) is bool(kept)


async def test_a_dead_lettered_job_frees_its_lane_and_can_be_revived(store: Store) -> None:
    await add(
        store, job("1042@x", 1, "reply"), job("1042@x", 2, "reply", urgency=3), job("1043@x", 1, "reply")
    )
    for why in ("account locked", "account suspended"):
        leased = await must_lease(store)
        await store.transact(lambda tx, leased=leased, why=why: tx.dead_letter(leased, why))  # type: ignore[misc]
    buried = await store.transact(lambda tx: tx.dead_letters(1042))
    assert [(one.job.key, one.why) for one in buried] == [("1042@x/1/reply", "account locked")]
    assert len(await store.transact(lambda tx: tx.dead_letters())) == 2
    assert (await must_lease(store)).key == "1042@x/2/reply"
    assert await store.transact(lambda tx: (tx.revive("1042@x/1/reply"), tx.revive("1042@x/9/reply"))) == (
        True,
        False,
    )
    assert await store.transact(lambda tx: tx.dead_letters(1042)) == []
    await store.transact(lambda tx: tx.sql.run("update jobs set leased_until = null"))
    revived = await must_lease(store)
    assert (revived.key, revived.attempts) == ("1042@x/1/reply", 2), "it looks first whether it was done"


async def test_the_earliest_moment_something_can_run_is_exact(store: Store) -> None:
    assert await next_run_at(store) is None
    await add(store, job("a", 1, run_at=after(20)), job("a", 2, run_at=after(-5)))
    assert await next_run_at(store) == after(20), "what stands behind another in its lane does not count"
    await add(store, job("b", gate="slack:C1", run_at=after(3)))
    assert await next_run_at(store) == after(3)
    await store.transact(lambda tx: tx.hold_gate("slack:C1", after(8)))
    assert await next_run_at(store) == after(8)


async def test_a_job_that_waits_for_a_time_is_not_counted_as_waiting_to_be_done(store: Store) -> None:
    """An offer of a case ends, and a network stops taking answers, hours from now: until then nothing is behind."""
    later = after(48 * 3600)
    await add(
        store, job("1001@assignment/3", 0, "take_back", run_at=later), job("1001@window/1", 0, "window")
    )
    await add(store, job("1001@slack"))
    assert await store.transact(lambda tx: tx.jobs_waiting()) == 1


async def test_a_listener_is_notified_of_jobs_and_of_nothing_else(store: Store) -> None:
    heard: list[str] = []
    store.on_commit(lambda: heard.append("jobs"))
    await store.transact(lambda tx: tx.move_cursor("x/mentions", "1", NOW))
    assert heard == []
    await add(store, job("a"))
    assert heard == ["jobs"]


async def test_ten_thousand_waiting_jobs_hardly_slow_a_lease(store: Store) -> None:
    async def cost() -> float:
        spent = []
        for _ in range(15):
            began = time.perf_counter()
            assert await lease(store) is None
            spent.append(time.perf_counter() - began)
        return statistics.median(spent)

    await store.transact(lambda tx: tx.hold_gate("slack:C1", after(60)))
    await add(store, *(job(f"{n}@timer", run_at=after(60), urgency=n % 4) for n in range(10)))
    few = await cost()
    await add(store, *(job(f"{n}@slack", gate="slack:C1", urgency=n % 4) for n in range(5_000)))
    await add(store, *(job(f"{n}@timer", run_at=after(60), urgency=n % 4) for n in range(5_000)))
    assert await cost() < few * 20 + 0.005
