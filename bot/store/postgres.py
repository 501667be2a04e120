"""The Postgres driver: a small pool, transactions in as few round trips as possible."""

import asyncio
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import lru_cache, partial
from typing import Any

import psycopg
import structlog
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from bot.store.commits import CLOSE, MARK, MARK_IF_WRITTEN, Mark, Writers
from bot.store.driver import Row, Sql, Values
from bot.store.errors import InDoubt, Unreachable, Unwritable
from bot.store.json_text import to_json
from bot.store.postgres_troubles import first, translated
from bot.store.sanitize import storable, storable_rows

log = structlog.get_logger(__name__)

CHANNEL = "baton"
CONNECT_SECONDS = 3
RECONNECT_SECONDS = 2.0
# An extra connection that was idle for this long is closed: other processes may need one.
IDLE_SECONDS = 60.0
# A dead network connection would otherwise be noticed after two hours; with these, after about ten seconds.
_LIVELY: dict[str, Any] = {
    "connect_timeout": CONNECT_SECONDS,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
_LEASE_LOCK = 4_205_101
_SCHEMA_LOCK = 4_205_102
_DETOURS = ("seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin")
_NOTIFY = f"select pg_notify('{CHANNEL}', '')"
_READS = re.compile(r"\s*select\b")
_WRITES = re.compile(r"\b(?:insert|update|delete)\b")
_LOCAL = ("localhost", "127.0.0.1", "::1")
# Strings, quoted names and casts are skipped, placeholders are renamed, and a lone % is doubled.
_PLACEHOLDER = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|::|:([a-z_][a-z0-9_]*)|%""")


class Postgres:
    """The database at `url` (postgres:// or postgresql://)."""

    # Connections commit in parallel; joining pieces of work in one transaction would lock the rows of all of them.
    together = 1
    migrates_itself = False
    skip_locked = "for update of j skip locked"
    # A queue is empty one moment and long the next, so the planner's statistics are always out of date.
    walk_indexes = "select " + ", ".join(f"set_config('enable_{way}', 'off', true)" for way in _DETOURS)
    # Leases take turns by an advisory lock: two at once could each find the same gate free.
    turn = f"{walk_indexes}, pg_advisory_xact_lock({_LEASE_LOCK})"
    counter = "create sequence case_numbers start 1001"

    def __init__(self, url: str, connections: int) -> None:
        self.conninfo = make_conninfo(**_LIVELY | conninfo_to_dict(with_tls(url)))
        self.threads = connections
        self._pool: ConnectionPool[psycopg.Connection[Row]] | None = None
        self._writers = Writers()

    def open(self) -> None:
        """Open the pool. Raise Unreachable when the database does not answer."""
        if self._pool is not None:
            return
        # A pool only reports a timeout; a connection of our own gets the reason, and immediately.
        with translated():
            psycopg.connect(self.conninfo).close()
        pool = ConnectionPool(
            self.conninfo,
            connection_class=psycopg.Connection[Row],
            kwargs={"row_factory": dict_row, "autocommit": True},
            min_size=1,
            max_size=self.threads,
            timeout=CONNECT_SECONDS,
            max_idle=IDLE_SECONDS,
            configure=_configure,
            open=False,
            name="store",
        )
        with translated():
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
    def transaction(self, *, marked: bool = True) -> Iterator[Sql]:
        """Commit or roll back what is done inside. Raise Clash, Unwritable, Unreachable or InDoubt."""
        with self._writers.mark() as mark:
            transaction: _PostgresTransaction | None = None
            try:
                with translated(), self._connection() as connection, ExitStack() as end:
                    transaction = _PostgresTransaction(connection, end, mark if marked else None)
                    yield transaction
                    transaction.finish()
            except Unwritable:
                raise
            except Unreachable as lost:
                self._replace_lost()
                if transaction and transaction.ending:
                    raise InDoubt(str(lost), partial(self._committed, mark)) from lost
                raise

    @contextmanager
    def _connection(self) -> Iterator[psycopg.Connection[Row]]:
        assert self._pool is not None, "the store was not started"
        with self._pool.connection() as connection:
            try:
                yield connection
            except psycopg.Error as error:
                # A demoted primary keeps its connections open: only a new one reaches the new primary.
                if isinstance(first(error), errors.ReadOnlySqlTransaction):
                    connection.close()
                raise

    def _replace_lost(self) -> None:
        """Replace broken connections after one was lost, before other transactions get them."""
        if self._pool is not None:
            self._pool.check()

    def _committed(self, mark: Mark) -> bool:
        """Return true if that transaction was committed; after false, it never will be."""
        with self.transaction() as sql:
            found = sql.rows(CLOSE, writer=mark.writer, before=mark.number - 1)
        return bool(found[0]["number"] == mark.number)

    def now(self, sql: Sql) -> datetime | None:
        at: datetime = sql.rows("select clock_timestamp() as at")[0]["at"]
        return at.astimezone(UTC)

    def lock_schema(self, sql: Sql) -> None:
        sql.run(f"select pg_advisory_xact_lock({_SCHEMA_LOCK})")

    def next_numbers(self, sql: Sql, count: int) -> list[int]:
        text = "select nextval('case_numbers') as number from generate_series(1, :count)"
        return sorted(row["number"] for row in sql.rows(text, count=count))

    async def listen(self, heard: Callable[[], None]) -> None:
        """Call `heard` whenever any transaction has added jobs; reconnect when the connection is lost."""
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


class _PostgresTransaction:
    """A transaction that sends as little as possible.

    Rows to insert are held back until another statement needs them, and then sent as one statement: each statement
    costs a tenth of a millisecond, whatever its size. For the same reason BEGIN is only sent when needed: in READ
    COMMITTED a single read needs no transaction, and a single statement that writes everything is one.
    """

    def __init__(self, connection: psycopg.Connection[Row], end: ExitStack, mark: Mark | None) -> None:
        self.ending = False
        self._connection = connection
        self._end = end
        self._mark = mark
        self._begun = False
        self._wrote = False
        self._held: dict[str, tuple[str, str]] = {}
        self._last = "select 1"

    def rows(self, text: str, **values: object) -> list[Row]:
        if self._held or not _READS.match(text):
            self._begin()
        found = self._connection.execute(for_psycopg(text), storable(values)).fetchall()
        # A writing statement returns what it wrote, so a lease that found no job wrote nothing.
        self._wrote = self._wrote or (bool(found) and _writes(text))
        return found

    def run(self, text: str, **values: object) -> None:
        self._begin()
        self._wrote = self._wrote or _writes(text)
        self._connection.execute(for_psycopg(text), storable(values))

    def insert(self, table: str, columns: str, rows: Sequence[Values], on_conflict: str = "") -> None:
        if rows:
            # All rows as one JSON value, typed by the table itself: executemany takes four times as long.
            names = columns.split(", ")
            source = f"select {columns} from json_populate_recordset(null::{table}, :{table})"
            named = [dict(zip(names, row, strict=True)) for row in storable_rows(rows)]
            if table in self._held:  # one part of a statement does not see what another wrote
                self._begin()
            self._held[table] = f"insert into {table} ({columns}) {source} {on_conflict}", to_json(named)

    def notify(self) -> None:
        self._last = _NOTIFY

    def finish(self) -> None:
        """Send the held rows, the mark that identifies this transaction, and the notification."""
        self.ending = self._mark is not None and (self._wrote or bool(self._held))
        if self._held:
            self._flush(self._last, *([MARK] if self._mark else []))
        elif self.ending:
            self._send([MARK_IF_WRITTEN], self._last, self._marked())
        elif self._last == _NOTIFY:
            self._connection.execute(for_psycopg(_NOTIFY))

    def _begin(self) -> None:
        """Begin the transaction, starting with the held rows."""
        if not self._begun:
            self._begun = True
            self._end.enter_context(_pipelined(self._connection))
        if self._held:
            self._flush("select 1")

    def _flush(self, last: str, *marks: str) -> None:
        """Send all held rows in one statement, so that tables are always locked in the same order."""
        held, self._held = self._held, {}
        self._wrote = True
        rows: dict[str, object] = {table: rows for table, (_, rows) in held.items()}
        self._send(
            [*(text for text, _ in held.values()), *marks], last, rows | (self._marked() if marks else {})
        )

    def _send(self, writes: Sequence[str], last: str, values: dict[str, object]) -> None:
        parts = ", ".join(f"w{place} as ({text})" for place, text in enumerate(writes))
        self._connection.execute(for_psycopg(f"with {parts} {last}"), values)

    def _marked(self) -> dict[str, object]:
        assert self._mark is not None
        return {"writer": self._mark.writer, "number": self._mark.number}


def with_tls(url: str) -> str:
    """Return the connection string for `url`: encrypted unless the host is this machine, or the URL says otherwise.

    Raise ValueError when it is not a Postgres URL.
    """
    try:
        given = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # The driver's message would repeat the URL, and with it the password.
        raise ValueError("DATABASE_URL is not a valid Postgres URL") from None
    host = str(given.get("host") or "localhost")
    if host in _LOCAL or host.startswith("/"):
        return make_conninfo(url)
    return make_conninfo(url, sslmode=given.get("sslmode", "require"))


@lru_cache(maxsize=1024)
def for_psycopg(text: str) -> Any:
    """Return `text` with its `:name` placeholders as psycopg writes them, `%(name)s`."""
    return _PLACEHOLDER.sub(_rewritten, text)


@lru_cache(maxsize=1024)
def _writes(text: str) -> bool:
    """Return true when a statement may write; only the database knows if it did."""
    return bool(_WRITES.search(text))


def _rewritten(found: re.Match[str]) -> str:
    if name := found.group(1):
        return f"%({name})s"
    return found.group().replace("%", "%%")


def _configure(connection: psycopg.Connection[Row]) -> None:
    # A process that freezes in the middle of a transaction must not block the others with its locks.
    connection.execute("set idle_in_transaction_session_timeout = '15s'")


@contextmanager
def _pipelined(connection: psycopg.Connection[Row]) -> Iterator[None]:
    """Open a transaction whose BEGIN and COMMIT cost no round trip: the end of the pipeline sends and awaits
    everything."""
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
