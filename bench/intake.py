"""Mentions ingested per second, in batches of a hundred, beside raw one-row durable commits."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice

from bench import posts
from bench.places import KINDS, Places, bare_commits, started
from bench.rows import Row, rate_row

BATCH = 100


async def run(places: Places, quick: bool) -> list[Row]:
    """Return a row per database; a target of 1 means that ingesting a mention costs no more than a bare commit."""
    rounds, batches = (5, 5) if quick else (11, 20)
    return [await _on(places, kind, rounds, batches) for kind in KINDS]


async def _on(places: Places, kind: str, rounds: int, batches: int) -> Row:
    url = await places.ready(kind)
    ours, bare = [], []
    with bare_commits(places.empty(kind)) as commit:
        async with started(url) as store:
            intake, feed = posts.intake(store), posts.mentions()
            await intake.take(list(islice(feed, BATCH)), datetime.now(UTC))
            for _ in range(rounds):
                polled = [list(islice(feed, BATCH)) for _ in range(batches)]
                start = time.perf_counter()
                for batch in polled:
                    await intake.take(batch, datetime.now(UTC))
                ours.append(BATCH * batches / (time.perf_counter() - start))
                bare.append(_commits_per_second(commit, BATCH * batches))
    return rate_row(f"mentions taken in, batches of {BATCH}, {kind}", ours, bare, at_least=1, unit="per s")


def _commits_per_second(commit: Callable[[str], None], count: int) -> float:
    start = time.perf_counter()
    for _ in range(count):
        commit("one row")
    return count / (time.perf_counter() - start)
