"""Two processes on one Postgres, brought to the same point: both have read, and neither may write yet."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import psycopg

from bot.store import open_store
from bot.store.store import Store

PATIENCE = 20.0
WAITING = """
select count(*) from pg_stat_activity
where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()"""


@dataclass(frozen=True)
class Gate:
    """A table that can be read and not written until the block ends."""

    connection: psycopg.AsyncConnection[tuple[int]]

    async def stopped(self, sessions: int) -> None:
        """Return once that many sessions wait for a lock. Raises TimeoutError after PATIENCE seconds."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            row = await (await self.connection.execute(WAITING)).fetchone()
            if row is not None and row[0] >= sessions:
                return
            await asyncio.sleep(0.01)
        raise TimeoutError(f"{sessions} sessions did not come to wait")


@asynccontextmanager
async def unwritable(url: str, table: str) -> AsyncIterator[Gate]:
    """Nobody writes `table` within the block; who tries waits, and goes on when it ends."""
    async with await psycopg.AsyncConnection.connect(url) as connection:
        await connection.execute(f"lock table {table} in share row exclusive mode".encode())
        yield Gate(connection)
        await connection.rollback()


@asynccontextmanager
async def two_stores(url: str) -> AsyncIterator[tuple[Store, Store]]:
    """The stores of two processes on one database."""
    stores = open_store(url), open_store(url)
    await stores[0].migrate()
    for store in stores:
        await store.start()
    try:
        yield stores
    finally:
        for store in stores:
            await store.close()
