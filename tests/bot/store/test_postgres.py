"""Features of the Postgres driver: placeholders, encryption, lost connections, notifications of other processes."""

import asyncio
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from bot.store import Unreachable, open_store
from bot.store.postgres import for_psycopg, with_tls
from bot.store.tx import Tx
from tests.bot.store.samples import NOW, job


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("select :a, :a_2", "select %(a)s, %(a_2)s"),
        ("select :a::text", "select %(a)s::text"),
        (
            "select 'at 10:30 :no', 'it''s :no' where x = :a",
            "select 'at 10:30 :no', 'it''s :no' where x = %(a)s",
        ),
        (
            "select \"a:b\" where x like '50%' or y % 2 = :a",
            "select \"a:b\" where x like '50%%' or y %% 2 = %(a)s",
        ),
    ],
)
def test_placeholders_are_renamed_and_nothing_else(ours: str, theirs: str) -> None:
    assert for_psycopg(ours) == theirs


def test_a_host_elsewhere_is_spoken_to_encrypted_unless_the_url_says_otherwise() -> None:
    assert "sslmode=require" in with_tls("postgres://u:p@db.example:5432/name")
    assert "sslmode=disable" in with_tls("postgres://u:p@db.example/name?sslmode=disable")
    assert "sslmode" not in with_tls("postgres://u:p@127.0.0.1/name")
    assert "sslmode" not in with_tls("postgresql://u:p@/name?host=/var/run")


def test_a_url_that_cannot_be_read_is_refused_without_repeating_its_password() -> None:
    with pytest.raises(ValueError, match="DATABASE_URL") as refused:
        with_tls("postgres://u:hunter2@[bad/name")
    assert "hunter2" not in str(refused.value)


async def test_connections_the_server_ends_are_replaced(fresh_postgres: str) -> None:
    store = open_store(fresh_postgres)
    await store.migrate()
    await asyncio.gather(*(store.transact(lambda tx: tx.jobs_waiting()) for _ in range(5)))
    _end_connections(fresh_postgres, "%")
    assert await store.transact(lambda tx: tx.next_numbers(1)) == [1001]
    await store.close()


async def test_a_server_that_is_not_there_is_said_to_be_unreachable() -> None:
    store = open_store("postgres://nobody:hunter2@127.0.0.1:9/nothing", patience=0)
    with pytest.raises(Unreachable, match="refused") as refused:
        await store.start()
    assert "hunter2" not in str(refused.value)
    await store.close()


async def test_what_nobody_asks_for_again_waits_for_a_server_that_is_away(fresh_postgres: str) -> None:
    store = open_store(fresh_postgres, patience=0)
    await store.migrate()
    _let_in(fresh_postgres, "false")
    with pytest.raises(Unreachable):
        await store.transact(lambda tx: tx.jobs_waiting())
    queued = asyncio.create_task(store.insist(lambda tx: tx.add_jobs([job("a")])))
    assert not (await asyncio.wait({queued}, timeout=0.3))[0]
    _let_in(fresh_postgres, "true")
    await asyncio.wait_for(queued, 30)
    assert await store.transact(lambda tx: tx.jobs_waiting()) == 1
    await store.close()


async def test_another_process_is_woken_and_again_after_its_connection_was_lost(fresh_postgres: str) -> None:
    ours, theirs = open_store(fresh_postgres), open_store(fresh_postgres)
    await ours.migrate()
    await theirs.start()
    woken = asyncio.Event()
    theirs.on_commit(woken.set)
    await theirs.listen()
    await asyncio.wait_for(woken.wait(), 10)  # once at the beginning: what came before was missed
    woken.clear()
    await ours.transact(lambda tx: tx.add_jobs([job("a")]))
    await asyncio.wait_for(woken.wait(), 10)
    woken.clear()
    _end_connections(fresh_postgres, "listen%")
    await asyncio.wait_for(woken.wait(), 10)  # connected again
    await ours.close()
    await theirs.close()


async def test_a_failed_transaction_wakes_no_one_and_one_without_jobs_neither(fresh_postgres: str) -> None:
    store = open_store(fresh_postgres)
    await store.migrate()
    with psycopg.connect(fresh_postgres, autocommit=True) as other:
        other.execute("listen baton")
        await store.transact(lambda tx: tx.move_cursor("x/mentions", "1", NOW))
        with pytest.raises(ZeroDivisionError):
            await store.transact(_add_and_fail)
        await store.transact(lambda tx: tx.add_jobs([job("b")]))
        other.execute("notify baton, 'the end'")
        assert [told.payload for told in other.notifies(timeout=10, stop_after=2)] == ["", "the end"]
    await store.close()


def _add_and_fail(tx: Tx) -> None:
    tx.add_jobs([job("a")])
    raise ZeroDivisionError


def _let_in(url: str, anybody: str) -> None:
    """Let the database accept connections or not; if not, open ones are closed, too."""
    whole = urlsplit(url)
    with psycopg.connect(urlunsplit(whole._replace(path="/postgres")), autocommit=True) as server:
        name = whole.path.removeprefix("/")
        server.execute(f"alter database {name} allow_connections {anybody}".encode())
        server.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name])


def _end_connections(url: str, query: str) -> None:
    """As a server does that is restarted: end every connection to this database whose last query was like that."""
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid() and query like %s",
            [query],
        )
