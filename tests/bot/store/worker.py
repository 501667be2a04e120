"""One process among several on a store: `worker.py TASK URL ...`. It prints "ready", waits for a line, and starts."""

# ruff: noqa: T201  (what it prints is its answer)
import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.delivery import CannotTell, Receipt, Trouble
from bot.jobs.job import Job
from bot.outbox import Outbox
from bot.store import open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import claimed


def now() -> datetime:
    return datetime.now(UTC)


async def go() -> None:
    print("ready", flush=True)
    await asyncio.to_thread(sys.stdin.readline)


async def migrate(store: Store) -> None:
    await go()
    print(len(await store.migrate()))


async def claim(store: Store, *numbers: str) -> None:
    """Claim every case and print who owns it."""
    await store.start()
    await go()
    me = f"U{os.getpid()}"

    def work(tx: Tx, number: int) -> str | None:
        case = tx.case(number)
        assert case is not None
        if case.owner is None:
            tx.save([claimed(case, me, f"click/{me}")])
        return case.owner or me

    for number in map(int, numbers):
        print(number, await store.transact(lambda tx, number=number: work(tx, number)))  # type: ignore[misc]


async def lease(store: Store, gap: str) -> None:
    """Lease and finish until nothing is left; print each job's key and when it began and ended."""
    await store.start()
    await go()
    while await store.transact(lambda tx: tx.jobs_waiting()):
        began = now()
        job = await store.transact(lambda tx, at=began: tx.lease(at, at + timedelta(seconds=30)))  # type: ignore[misc]
        if job is None:
            await asyncio.sleep(0.005)
            continue
        await asyncio.sleep(0.002)
        ended = now()
        print(job.key, began.timestamp(), ended.timestamp())
        await store.transact(lambda tx, job=job, at=ended: tx.finish(job, at, float(gap), None))  # type: ignore[misc]


async def carry(store: Store, folder: str) -> None:
    """Run an outbox whose errand posts to the file of its lane, looking first when it is not the first to try."""
    await store.start()
    await go()

    async def post(job: Job) -> Receipt:
        posts = Path(folder) / job.lane
        if job.attempts == 1 or f"{job.position}\n" not in _lines(posts):
            with posts.open("a") as file:
                file.write(f"{job.position}\n")
        await asyncio.sleep(0.001)
        if job.position == 3 and job.attempts == 1:
            raise CannotTell("the answer got lost")
        return Receipt(str(job.position), "", now())

    outbox = Outbox(store, post, gap=lambda gate: 0.0, now=now, hooks=Never(), lease_seconds=1.0)
    await outbox.run()


class Never:
    """Hooks of an outbox whose jobs all end well."""

    def done(self, tx: Tx, job: Job) -> None:
        """Nothing more is written."""

    def put_on_hold(self, tx: Tx, job: Job, trouble: Trouble) -> bool:
        raise AssertionError(f"{job.key} is on hold: {trouble.why}")

    def dead_lettered(self, tx: Tx, job: Job, why: str) -> None:
        raise AssertionError(f"{job.key} was buried: {why}")


def _lines(path: Path) -> list[str]:
    return path.read_text().splitlines(keepends=True) if path.exists() else []


TASKS: dict[str, Callable[..., Awaitable[None]]] = {
    "migrate": migrate,
    "claim": claim,
    "lease": lease,
    "carry": carry,
}


async def main(task: str, url: str, *more: str) -> None:
    store = open_store(url)
    await TASKS[task](store, *more)
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
