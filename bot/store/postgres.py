"""Postgres: a small pool, transactions sent in as few round trips as they allow."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any

import psycopg
import structlog
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from bot.store import Clash, Row, Sql, Unreachable, Values
from bot.store.documents import to_json
from bot.store.words import storable, storable_rows

log = structlog.get_logger(__name__)

# The smallest hosted databases take 20 connections: room for several processes, a deploy's overlap and a console.
POOL_SIZE = 5
CHANNEL = "baton"
CONNECT_SECONDS = 3
RECONNECT_SECONDS = 2.0
_LEASE_LOCK = 4_205_101
_SCHEMA_LOCK = 4_205_102
_DETOURS = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
_NOTIFY = f"select pg_notify('{CHANNEL}', '')"
_READS = re.compile(r"\s*select\b")
_LOCAL = ("localhost", "127.0.0.1", "::1")
_CLASHES = (
    errors.UniqueViolation,
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.LockNotAvailable,
)
_LOST = (psycopg.OperationalError, errors.IdleInTransactionSessionTimeout)
# A string, a quoted name or a cast is passed over; a placeholder is renamed; a lone % is doubled.
_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|::|:([a-z_][a-z0-9_]*)|%""")


class Postgres:
    """The database at `url` (postgres:// or postgresql://)."""

    threads = POOL_SIZE
    # Connections commit side by side; one transaction of many would hold the rows of all of them.
    together = 1
    migrates_itself = False
    skip_locked = "for update of j skip locked"
    # Leases are given out one after another: two at once could each find the same gate free.
    turn = f"select pg_advisory_xact_lock({_LEASE_LOCK})"
    # A queue is empty one moment and long the next, so what the planner knows of it is always old.
    walk_indexes = "select " + ", ".join(f"set_config('enable_{way}', 'off', true)" for way in _DETOURS)
    counter = "create sequence case_numbers start 1001"

    def __init__(self, url: str) -> None:
        self.conninfo = with_tls(url)
        self._pool: ConnectionPool[psycopg.Connection[Row]] | None = None

    def open(self) -> None:
        """Open the pool. Raises Unreachable."""
        if self._pool is not None:
            return
        # A pool only knows that nobody answered in time; one connection of our own is told why, and at once.
        with _translated():
            psycopg.connect(self.conninfo, connect_timeout=CONNECT_SECONDS).close()
        pool = ConnectionPool(
            self.conninfo,
            connection_class=psycopg.Connection[Row],
            kwargs={"row_factory": dict_row, "autocommit": True},
            min_size=1,
            max_size=POOL_SIZE,
            timeout=CONNECT_SECONDS,
            configure=_configure,
            open=False,
            name="store",
        )
        with _translated():
            try:
                pool.open(wait=True, timeout=CONNECT_SECONDS)
            except BaseException:
                pool.close()
                raise
        self._pool = pool

    def close(self) -> None:
        if self._pool is not None:
            self._pool.close()
        self._pool = None

    @contextmanager
    def transaction(self) -> Iterator[Sql]:
        assert self._pool is not None, "the store was not started"
        try:
            with _translated(), self._pool.connection() as connection, ExitStack() as end:
                transaction = _Transaction(connection, end)
                yield transaction
                transaction.finish()
        except Unreachable:
            # One connection is lost, so the others probably are: replace them before somebody else meets them.
            self._pool.check()
            raise

    def lock_schema(self, sql: Sql) -> None:
        sql.run(f"select pg_advisory_xact_lock({_SCHEMA_LOCK})")

    def next_numbers(self, sql: Sql, count: int) -> list[int]:
        text = "select nextval('case_numbers') as number from generate_series(1, :count)"
        return sorted(row["number"] for row in sql.rows(text, count=count))

    async def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` whenever a transaction anywhere has added jobs; connects again when the connection is lost."""
        while True:
            try:
                await self._listen_once(heard)
            except psycopg.Error as error:
                log.warning("store.listen_lost", error=type(error).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)

    async def _listen_once(self, heard: Callable[[], None]) -> None:
        connection = await psycopg.AsyncConnection.connect(self.conninfo, autocommit=True)
        async with connection:
            await connection.execute(f"listen {CHANNEL}")
            heard()
            async for _ in connection.notifies():
                heard()


class _Transaction:
    """Rows to insert are held until something else is said, and then go as one statement: each that is sent costs a
    tenth of a millisecond, whatever is in it. For the same reason nothing is begun before something has to be: to
    READ COMMITTED a statement that reads is the same by itself, and one that writes everything is a transaction."""

    def __init__(self, connection: psycopg.Connection[Row], end: ExitStack) -> None:
        self._connection = connection
        self._end = end
        self._begun = False
        self._held: dict[str, tuple[str, str]] = {}
        self._last = "select 1"

    def rows(self, text: str, **values: object) -> list[Row]:
        if self._held or not _READS.match(text):
            self._begin()
        return self._connection.execute(for_psycopg(text), storable(values)).fetchall()

    def run(self, text: str, **values: object) -> None:
        self._begin()
        self._connection.execute(for_psycopg(text), storable(values))

    def insert(self, table: str, columns: str, rows: Sequence[Values], on_conflict: str = "") -> None:
        if rows:
            # All rows as one value, which the table itself gives its types: executemany costs four times as much.
            names = columns.split(", ")
            source = f"select {columns} from json_populate_recordset(null::{table}, :{table})"
            named = [dict(zip(names, row, strict=True)) for row in storable_rows(rows)]
            if table in self._held:  # one part of a statement does not see what another wrote
                self._begin()
            self._held[table] = f"insert into {table} ({columns}) {source} {on_conflict}", to_json(named)

    def notify(self) -> None:
        self._last = _NOTIFY

    def finish(self) -> None:
        """Send what is held, and the notification behind it."""
        if self._held:
            self._flush(self._last)
        elif self._last == _NOTIFY:
            self._connection.execute(for_psycopg(_NOTIFY))

    def _begin(self) -> None:
        """From now on everything is one transaction, that which is held first."""
        if not self._begun:
            self._begun = True
            self._end.enter_context(_pipelined(self._connection))
        if self._held:
            self._flush("select 1")

    def _flush(self, last: str) -> None:
        """All of what is held stands before the select: so the tables always have their turn, and are locked, in one
        order."""
        held, self._held = self._held, {}
        parts = ", ".join(f"to_{table} as ({text})" for table, (text, _) in held.items())
        rows = {table: rows for table, (_, rows) in held.items()}
        self._connection.execute(for_psycopg(f"with {parts} {last}"), rows)


def with_tls(url: str) -> str:
    """The connection string for `url`: encrypted unless the host is this machine, or the URL says otherwise.

    Raises ValueError when it is no such URL.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # What the driver says repeats the URL, and with it the password.
        raise ValueError("DATABASE_URL is not a Postgres URL that can be read") from None
    host = str(given.get("host") or "localhost")
    if host in _LOCAL or host.startswith("/"):
        return make_conninfo(url)
    return make_conninfo(url, sslmode=given.get("sslmode", "require"))


@lru_cache(maxsize=1024)
def for_psycopg(text: str) -> Any:
    """`text` with its `:name` placeholders as psycopg writes them, `%(name)s`."""
    return _PLACEHOLDER.sub(_rewritten, text)


def _rewritten(found: re.Match[str]) -> str:
    if name := found.group(1):
        return f"%({name})s"
    return found.group().replace("%", "%%")


def _configure(connection: psycopg.Connection[Row]) -> None:
    # A process that freezes in the middle of a transaction must not keep the others waiting for its locks.
    connection.execute("set idle_in_transaction_session_timeout = '15s'")


@contextmanager
def _pipelined(connection: psycopg.Connection[Row]) -> Iterator[None]:
    """A transaction whose begin and commit cost no round trip: the end of the pipeline sends and awaits it all."""
    with _undone_on_error(connection), connection.pipeline(), _undone_on_error(connection):
        connection.execute("begin")
        yield
        connection.execute("commit")


@contextmanager
def _undone_on_error(connection: psycopg.Connection[Row]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except psycopg.Error as raised:
        error = _first(raised)
        if isinstance(error, _CLASHES):
            raise Clash(type(error).__name__) from error
        if isinstance(error, _LOST):
            reason = str(error).partition("\n")[0]
            raise Unreachable(
                f"The database does not answer ({reason}). Look at DATABASE_URL and its server."
            ) from error
        raise error from None


def _first(error: psycopg.Error) -> psycopg.Error:
    """What went wrong first: what was sent after it only tells that it was not done."""
    while isinstance(error, errors.PipelineAborted) and isinstance(error.__context__, psycopg.Error):
        error = error.__context__
    return error
