"""SQLite: one thread, one connection, one writer at a time."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store import Clash, Row, Sql, Values
from bot.store.words import storable, storable_rows

BUSY_SECONDS = 5.0
# When the log is this long (16 MB), the next commit pays for writing it back: at 1,000, the default, one claim in 66.
LOG_PAGES = 4_000
_TAKEN = {sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Sqlite:
    """A database in the file `path`. Its store hands it every transaction in the same thread, one after another."""

    threads = 1
    # One writer at a time: those who wait for a commit may as well share the next.
    together = 32
    migrates_itself = True
    skip_locked = ""
    turn = ""
    walk_indexes = ""
    counter = "create table case_numbers as select 1000 as last"

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._db: Database | None = None

    def open(self) -> None:
        """Open or make the file, in the thread that will use it. Raises FileNotFoundError when it has no folder."""
        if self._db is not None:
            return
        if not self.path.parent.is_dir():
            raise FileNotFoundError(
                f"There is no folder {self.path.parent} for the database {self.path.name}. Make it."
            )
        # Every transaction is begun by us, at once as a writer: a reader turned writer is refused without waiting.
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            with _translated():
                self._db = Database(connection)
                self._db.enable_wal()
                self._db.execute("pragma synchronous = full")
                self._db.execute(f"pragma wal_autocheckpoint = {LOG_PAGES}")
        except BaseException:
            self._db = None
            connection.close()
            raise

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None

    @contextmanager
    def transaction(self) -> Iterator[Sql]:
        assert self._db is not None, "the store was not started"
        with _translated():
            self._db.conn.execute("begin immediate")
            try:
                yield _Transaction(self._db)
                self._db.conn.execute("commit")
            except BaseException:
                self._db.rollback()
                raise

    def lock_schema(self, sql: Sql) -> None:
        """Nothing to do: the transaction is the only writer already."""

    def next_numbers(self, sql: Sql, count: int) -> list[int]:
        taken = sql.rows("update case_numbers set last = last + :count returning last", count=count)
        last: int = taken[0]["last"]
        return list(range(last - count + 1, last + 1))

    async def listen(self, heard: Callable[[], None]) -> None:
        """Nothing to hear: SQLite tells nobody. Other processes look again by themselves."""


class _Transaction:
    def __init__(self, db: Database) -> None:
        self._db = db

    def rows(self, text: str, **values: object) -> list[Row]:
        cursor = self._db.conn.execute(text, storable(values))
        found = cursor.fetchall()
        if not found:
            return []
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in found]

    def run(self, text: str, **values: object) -> None:
        self._db.conn.execute(text, storable(values))

    def insert(self, table: str, columns: str, rows: Sequence[Values], on_conflict: str = "") -> None:
        if rows:
            values = ", ".join("?" for _ in rows[0])
            text = f"insert into {table} ({columns}) values ({values}) {on_conflict}"
            self._db.conn.executemany(text, storable_rows(rows))

    def notify(self) -> None:
        """Nobody listens."""


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code in _TAKEN or (code is not None and code & 0xFF in _BUSY):
            raise Clash(str(error)) from error
        raise
