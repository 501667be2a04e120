"""Several processes on one database, at the same moment."""

import asyncio
import random
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

from bot.store.migrations import STEPS
from bot.store.store import Store
from tests.bot.store.processes import begin, race, running, start
from tests.bot.store.samples import NOW, job, new_case, opened


async def test_racing_processes_press_claim_and_all_get_the_same_winner(
    store: Store, database_url: str
) -> None:
    """Pitfall 6 (docs/pitfalls.md)."""
    cases = [new_case(number) for number in range(1001, 1031)]
    await store.transact(lambda tx: tx.save([opened(case) for case in cases]))
    told = await asyncio.to_thread(race, 3, "claim", database_url, *(str(case.number) for case in cases))
    assert told[0] == told[1] == told[2]
    journals = await store.transact(lambda tx: [tx.event_log(case.number) for case in cases])
    assert all([event.kind for event in event_log] == ["opened", "claimed"] for event_log in journals)


async def test_processes_lease_each_job_once_in_order_through_gates(store: Store, database_url: str) -> None:
    """Pitfall 24 (docs/pitfalls.md): the gap of a gate holds over all processes."""
    gap = 0.02
    lanes = {f"{n}@slack": f"slack:C{n % 3}" for n in range(20)}
    jobs = [job(lane, position, gate=gate) for lane, gate in lanes.items() for position in range(4)]
    await store.transact(lambda tx: tx.add_jobs(jobs))
    printed = await asyncio.to_thread(race, 3, "lease", database_url, str(gap))
    done = sorted(
        (float(began), float(ended), key) for lines in printed for key, began, ended in map(str.split, lines)
    )
    assert sorted(key for _, _, key in done) == sorted(job.key for job in jobs)
    by_lane, by_gate = defaultdict(list), defaultdict(list)
    for began, ended, key in done:
        lane, position, _ = key.split("/")
        by_lane[lane].append((began, ended, int(position)))
        by_gate[lanes[lane]].append((began, ended))
    for runs in by_lane.values():
        assert [position for _, _, position in runs] == [0, 1, 2, 3]
    for turns in by_gate.values():
        # `began` is read just before the lease: a lease granted then found the gate open then.
        assert all(began >= ended + gap for (_, ended), (began, _) in pairwise(turns))


async def test_two_processes_migrate_at_once_and_both_succeed(empty_database_url: str) -> None:
    printed = await asyncio.to_thread(race, 3, "migrate", empty_database_url)
    assert sorted(printed) == [["0"], ["0"], [str(len(STEPS))]]


@pytest.mark.slow
async def test_workers_killed_at_any_moment_lose_nothing_and_double_nothing(
    store: Store, database_url: str, tmp_path: Path
) -> None:
    """Kill -9 again and again: every job is done, once, in the order of its lane."""
    posts = tmp_path / "posts"
    posts.mkdir()
    lanes = [f"lane{n}" for n in range(20)]
    await store.transact(
        lambda tx: tx.add_jobs([job(lane, n, run_at=NOW) for lane in lanes for n in range(8)])
    )
    await asyncio.to_thread(_kill_again_and_again, database_url, str(posts), 6)
    with running(2, "carry", database_url, str(posts)) as workers:
        begin(workers)
        deadline = time.monotonic() + 30
        while await store.transact(lambda tx: tx.jobs_waiting()):
            assert time.monotonic() < deadline, "jobs were left"
            await asyncio.sleep(0.05)
    for lane in lanes:
        assert (posts / lane).read_text().split() == [str(n) for n in range(8)]


def _kill_again_and_again(url: str, folder: str, kills: int) -> None:
    chance = random.Random(1042)
    with running(3, "carry", url, folder) as workers:
        begin(workers)
        for kill in range(kills):
            time.sleep(chance.uniform(0.01, 0.08))
            victim = workers[kill % 3]
            victim.kill()
            victim.communicate()
            workers[kill % 3] = start(1, "carry", url, folder)[0]
            begin(workers[kill % 3 : kill % 3 + 1])
