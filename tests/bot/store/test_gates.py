"""Gates limit what goes out: each on its own, and a shared one in front of others."""

from bot.jobs.job import Job
from bot.store.store import Store
from sandbox.slack.errors import RateLimited
from sandbox.slack.pace import Pace
from tests.bot.store.samples import LEASE, NOW, after, job

SHARED = "slack:*"


async def lease(store: Store, at: float = 0) -> Job | None:
    now = after(at)
    return await store.transact(lambda tx: tx.lease(now, now + LEASE, SHARED))


async def passed(store: Store, at: float, *, gap: float = 0.2, burst: int = 3) -> None:
    now = after(at)
    await store.transact(lambda tx: tx.pass_gate(SHARED, now, gap, burst))


async def refused(store: Store, at: float, seconds: float) -> None:
    await store.transact(lambda tx: tx.refuse_gate(SHARED, after(at), after(at + seconds)))


async def is_open(store: Store, at: float) -> bool:
    """Return true when a job of a channel can be leased; the lease is returned."""
    one = await lease(store, at)
    if one:
        await store.transact(lambda tx: tx.release(one))
    return one is not None


async def test_after_a_rest_a_burst_may_pass_and_then_one_in_each_gap(store: Store) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("a", gate="slack:C1")]))
    for _ in range(3):
        assert await is_open(store, 0)
        await passed(store, 0)
    assert not await is_open(store, 0.19)
    assert await store.transact(lambda tx: tx.next_run_at(NOW, SHARED)) == after(0.2)
    assert await is_open(store, 0.2)
    await passed(store, 0.2)
    assert not await is_open(store, 0.39)
    assert await is_open(store, 0.4)


async def test_a_shut_shared_gate_shuts_every_gate_behind_it_and_no_other(store: Store) -> None:
    kinds = job("a", gate="slack:C1"), job("b", gate="slack:C2"), job("c", gate="x-reply"), job("d")
    await store.transact(lambda tx: tx.add_jobs(kinds))
    await store.transact(lambda tx: tx.hold_gate(SHARED, after(9)))
    leased = [await lease(store) for _ in range(3)]
    assert {one.lane for one in leased if one} == {"c", "d"}
    assert await store.transact(lambda tx: tx.next_run_at(NOW, SHARED)) == after(9)
    assert (await lease(store, 9), await lease(store, 9)) != (None, None)


async def test_a_refusal_shuts_the_gate_and_makes_it_slower_once_until_it_recovers(store: Store) -> None:
    await store.transact(lambda tx: tx.add_jobs([job("a", gate="slack:C1")]))
    await refused(store, 0, 30)
    await refused(store, 0.1, 29)
    assert not await is_open(store, 29.9)
    for _ in range(3):
        await passed(store, 60)
    assert not await is_open(store, 60.29), (
        "a gap is longer by half, not more: both were refused for the same reason"
    )
    assert await is_open(store, 60.31)
    for place in range(3_000):
        await passed(store, 100 + place)
    for _ in range(3):
        await passed(store, 5_000)
    assert await is_open(store, 5_000.2)


async def test_twelve_busy_channels_stay_within_what_slack_takes_of_a_workspace(store: Store) -> None:
    """At one message a second and channel alone, Slack refused 41 % of them."""
    slack, now, posts, refusals = Pace(burst=3), 0.0, 0, 0
    gates = [f"slack:C{n:02}" for n in range(12)]
    queue = [job(f"{gate}/{n}", gate=gate) for gate in gates for n in range(60)]
    await store.transact(lambda tx: tx.add_jobs(queue))
    while now < 60:
        if (one := await lease(store, now)) is None:
            now += 0.05
            continue
        at = after(now)
        await store.transact(lambda tx, at=at: tx.pass_gate(SHARED, at, 0.2, 100))  # type: ignore[misc]
        posts += 1
        try:
            slack.admit("chat.postMessage", one.gate, at)
        except RateLimited:
            refusals += 1
        await store.transact(lambda tx, one=one, at=at: tx.finish(one, at, 1.0, None))  # type: ignore[misc]
    assert posts > 350
    assert refusals == 0
