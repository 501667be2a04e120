"""A Postgres that accepts no writes, or has no connection left: waited out, and reported with its remedy."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.outbox import Outbox
from bot.settings.core import DatabaseSettings
from bot.store import Unreachable, Unwritable, open_store
from bot.store.health import Pulse
from bot.store.store import Store
from tests.bot.store.samples import NOW, job
from tests.bot.store.worker import Never

DEFAULT_POOL = DatabaseSettings.model_fields["pool"].default


@asynccontextmanager
async def started(url: str, **more: Any) -> AsyncIterator[Store]:
    store = open_store(url, **more)
    await store.start()
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def read_only(url: str) -> Iterator[None]:
    """Every session of the server is read-only inside, as those of a standby are."""
    with psycopg.connect(url, autocommit=True, options="-c default_transaction_read_only=off") as server:
        try:
            _set(server, "alter system set default_transaction_read_only = on")
            yield
        finally:
            _set(server, "alter system reset default_transaction_read_only")


def _set(server: psycopg.Connection[Any], text: str) -> None:
    server.execute(text.encode())
    server.execute("select pg_reload_conf()")


async def told(store: Store) -> str:
    """Return the error of a write, once it is refused."""
    async with asyncio.timeout(20):
        while True:
            try:
                await store.beat()
            except Unreachable as trouble:
                return f"{trouble.short} | {trouble}"
            await asyncio.sleep(0.02)


async def test_a_read_only_server_refuses_writes_serves_reads_and_is_waited_for(ready_postgres: str) -> None:
    async with started(ready_postgres, patience=0) as store:
        with read_only(ready_postgres):
            assert (await told(store)).startswith(
                "accepts no writes: it is read-only | The database accepts no"
            )
            assert await store.transact(lambda tx: tx.jobs_waiting()) == 0
            with pytest.raises(Unwritable):
                await store.transact(lambda tx: tx.add_jobs([job("a")]))
            waits = asyncio.create_task(store.insist(lambda tx: tx.add_jobs([job("b")])))
            assert not (await asyncio.wait({waits}, timeout=0.3))[0]
        await asyncio.wait_for(waits, 20)
        assert await store.transact(lambda tx: tx.jobs_waiting()) == 1


@pytest.mark.parametrize(
    ("code", "kind", "short"),
    [
        ("53100", Unwritable, "accepts no writes: its disk is full"),
        ("25006", Unwritable, "accepts no writes: it is read-only"),
        ("58030", Unwritable, "accepts no writes: its disk failed"),
        ("53200", Unreachable, "does not answer"),
        ("53300", Unreachable, "does not answer"),
        ("57P01", Unreachable, "does not answer"),
        ("57P03", Unreachable, "does not answer"),
        ("57014", Unreachable, "does not answer"),
        ("08006", Unreachable, "does not answer"),
    ],
)
async def test_each_trouble_of_a_server_is_one_that_is_waited_out(
    ready_postgres: str, code: str, kind: type[Unreachable], short: str
) -> None:
    trouble = f"do $$ begin raise exception 'trouble' using errcode = '{code}'; end $$"
    async with started(ready_postgres, patience=0) as store:
        with pytest.raises(kind) as raised:
            await store.transact(lambda tx: tx.sql.run(trouble))
        assert raised.value.short == short
        await store.transact(lambda tx: tx.add_jobs([job("a")]))


async def test_an_outbox_goes_on_when_a_read_only_server_takes_writes_again(ready_postgres: str) -> None:
    done: list[str] = []

    async def run(one: Job) -> Receipt:
        done.append(one.key)
        return Receipt(one.key, "", NOW)

    async with started(ready_postgres, patience=0.1) as store:
        outbox = Outbox(store, run, gap=lambda gate: 0.0, now=lambda: datetime.now(UTC), hooks=Never())
        with read_only(ready_postgres):
            await told(store)
            working = asyncio.create_task(outbox.run())
            assert not (await asyncio.wait({working}, timeout=1.0))[0], "nothing ends"
        await store.insist(lambda tx: tx.add_jobs([job("a", run_at=datetime.now(UTC))]))
        async with asyncio.timeout(30):
            while not done:
                await asyncio.sleep(0.02)
        await outbox.stop(2.0)
        await working
    assert done == ["a/1/say"]


async def test_a_connection_to_a_server_that_became_read_only_is_left(ready_postgres: str) -> None:
    """After a failover the old server may live on as a standby: only a new connection leads to the new one."""
    async with started(ready_postgres, patience=0) as store:
        first = await backend(store)
        with read_only(ready_postgres):
            await told(store)
        assert await backend(store) != first


async def backend(store: Store) -> int:
    rows = await store.transact(lambda tx: tx.sql.rows("select pg_backend_pid() as pid"))
    return int(rows[0]["pid"])


async def test_readiness_is_known_by_a_write_and_those_who_ask_together_share_it(ready_postgres: str) -> None:
    async with started(ready_postgres) as store:
        pulse = Pulse(store)
        assert await asyncio.gather(*(pulse.trouble() for _ in range(20))) == [None] * 20
        writes = "select xmin::text as written from pulses where name = 'store'"
        before = await store.transact(lambda tx: tx.sql.rows(writes))
        await pulse.trouble()
        assert await store.transact(lambda tx: tx.sql.rows(writes)) == before


async def test_four_web_processes_and_four_workers_need_twenty_connections(ready_postgres: str) -> None:
    async with AsyncExitStack() as stack:
        stores = [
            await stack.enter_async_context(started(ready_postgres, connections=DEFAULT_POOL))
            for _ in range(8)
        ]
        for worker in stores[:4]:
            await worker.listen()
        busy = [store.transact(lambda tx: tx.sql.rows("select pg_sleep(0.01)")) for store in stores * 10]
        await asyncio.gather(*busy)
        assert connections(ready_postgres) <= 20


async def test_a_start_waits_for_a_connection_while_others_hold_them_all(ready_postgres: str) -> None:
    with few_connections(ready_postgres, 2) as url, psycopg.connect(url):
        held = psycopg.connect(url)
        starting = asyncio.create_task(take_a_job(url))
        assert not (await asyncio.wait({starting}, timeout=1.0))[0], "it waits"
        held.close()
        await asyncio.wait_for(starting, 30)


async def test_a_store_that_gets_no_more_connections_works_with_the_one_it_has(ready_postgres: str) -> None:
    with few_connections(ready_postgres, 1) as url:
        async with started(url, connections=3) as store:
            await asyncio.gather(*(store.transact(lambda tx: tx.next_numbers(1)) for _ in range(30)))


async def test_no_connection_left_is_said_with_what_to_do(ready_postgres: str) -> None:
    with few_connections(ready_postgres, 1) as url, psycopg.connect(url):
        store = open_store(url, patience=0)
        with pytest.raises(Unreachable, match=r"no connection left .* lower DATABASE_POOL"):
            await asyncio.to_thread(store._driver.open)
        await store.close()


async def take_a_job(url: str) -> None:
    async with started(url, patience=0, connections=1) as store:
        await store.transact(lambda tx: tx.jobs_waiting())


def connections(url: str) -> int:
    text = (
        "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"
    )
    with psycopg.connect(url) as other:
        return int(other.execute(text).fetchall()[0][0])


@contextmanager
def few_connections(url: str, most: int) -> Iterator[str]:
    """The same database for a role that may open no more connections."""
    whole = urlsplit(url)
    name = f"few_{whole.path.removeprefix('/baton_')}"
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(f"create role {name} login connection limit {most}".encode())
        for things in ("tables", "sequences"):
            owner.execute(f"grant all on all {things} in schema public to {name}".encode())
        yield urlunsplit(whole._replace(netloc=f"{name}@{whole.netloc.rpartition('@')[2]}"))
        owner.execute(f"drop owned by {name}".encode())
        owner.execute(f"drop role {name}".encode())
