"""Transactions that wait for one another share a commit, and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from threading import Event

import pytest

from bot.store import Clash, Sql, open_store
from bot.store.store import Store
from bot.store.tx import Tx
from tests.bot.store.samples import job


class Held:
    """Keeps the store's only thread busy until `end()`: what is asked meanwhile has to wait."""

    def __init__(self, store: Store) -> None:
        self._begun, self._go = Event(), Event()
        self._task = asyncio.create_task(store.transact(self._wait))

    async def begun(self) -> None:
        await asyncio.to_thread(self._begun.wait)

    async def end(self) -> None:
        self._go.set()
        await self._task

    def _wait(self, _: Tx) -> None:
        self._begun.set()
        self._go.wait()


@pytest.fixture
async def alone(tmp_path: Path) -> AsyncIterator[Store]:
    """A store that does one thing at a time."""
    store = open_store(str(tmp_path / "baton.db"), patience=0)
    await store.start()
    yield store
    await store.close()


@pytest.fixture
async def held(alone: Store) -> Held:
    held = Held(alone)
    await held.begun()
    return held


def adding(lane: str, trouble: Exception | None = None) -> Callable[[Tx], Sql]:
    """Adds a job, then fails if it is to; hands back the transaction."""

    def work(tx: Tx) -> Sql:
        tx.add_jobs([job(lane)])
        if trouble:
            raise trouble
        return tx.sql

    return work


def asked(store: Store, *works: Callable[[Tx], Sql]) -> list[asyncio.Task[Sql]]:
    return [asyncio.create_task(store.transact(work)) for work in works]


async def test_those_that_waited_are_written_with_one_commit(alone: Store, held: Held) -> None:
    waiting = asked(alone, *(adding(f"{number}@card") for number in range(10)))
    await asyncio.sleep(0)
    await held.end()
    assert len(set(await asyncio.gather(*waiting))) == 1
    assert await alone.transact(lambda tx: tx.jobs_waiting()) == 10


@pytest.mark.parametrize("trouble", [ValueError("no"), Clash("somebody was first")])
async def test_one_that_fails_is_undone_and_the_others_are_written(
    alone: Store, held: Held, trouble: Exception
) -> None:
    waiting = asked(alone, adding("1@card"), adding("2@card", trouble), adding("3@card"))
    await asyncio.sleep(0)
    await held.end()
    told = await asyncio.gather(*waiting, return_exceptions=True)
    assert told[1] is trouble
    assert not isinstance(told[0], BaseException)
    assert not isinstance(told[2], BaseException)
    assert await alone.transact(lambda tx: tx.jobs_waiting()) == 2


async def test_one_nobody_waits_for_any_more_is_not_begun(alone: Store, held: Held) -> None:
    given_up, wanted = asked(alone, adding("1@card"), adding("2@card"))
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait([given_up])
    await held.end()
    await wanted
    assert await alone.transact(lambda tx: tx.jobs_waiting()) == 1


async def test_one_dead_lettered_while_it_runs_disturbs_nobody(alone: Store) -> None:
    begun, go = Event(), Event()

    def work(tx: Tx) -> Sql:
        begun.set()
        go.wait()
        return adding("1@card")(tx)

    (running,) = asked(alone, work)
    await asyncio.to_thread(begun.wait)
    running.cancel()
    await asyncio.wait([running])
    go.set()
    assert await alone.transact(lambda tx: tx.jobs_waiting()) == 1


async def test_a_listener_for_new_jobs_is_notified_after_a_shared_commit_too(
    alone: Store, held: Held
) -> None:
    heard: list[bool] = []
    alone.on_commit(lambda: heard.append(True))
    waiting = asked(alone, adding("1@card"), adding("2@card"))
    await asyncio.sleep(0)
    await held.end()
    await asyncio.gather(*waiting)
    assert heard


async def test_closing_waits_for_what_was_asked_before(alone: Store, tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "baton.db"))
    await store.start()
    waiting = asked(store, *(adding(f"{number}@card") for number in range(5)))
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*waiting)
    assert await alone.transact(lambda tx: tx.jobs_waiting()) == 5
