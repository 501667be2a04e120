"""The SQLite driver: one thread, one connection, one writer at a time."""

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from bot.store.driver import Row, Sql, Values
from bot.store.errors import Unwritable
from bot.store.sanitize import storable, storable_rows
from bot.store.sqlite_troubles import needs_reopening, translated

# Time to wait for another process's lock before other work gets its turn; the waiting work is retried later.
BUSY_SECONDS = 0.25
# At this length of the log (16 MB), the next commit writes it back, which is slow. The default of 1,000 pages would hit
# one claim in 66.
LOG_PAGES = 4_000
# Seconds between two checks that the file and its log are still the ones that were opened.
LOOK_SECONDS = 1.0
REPLACED = (
    "its file is gone or was replaced",
    "Put {name} back where it was. To use another file, stop Baton, replace the file, and start Baton again.",
)


class Sqlite:
    """A database in the file `path`. Its store runs all transactions in one thread, one after another."""

    threads = 1
    # One writer at a time: work that waits for a commit can share the next one.
    together = 32
    migrates_itself = True
    skip_locked = ""
    turn = ""
    walk_indexes = ""
    counter = "create table case_numbers as select 1000 as last"

    def __init__(self, path: str) -> None:
        self.path = Path(path)
        self._db: Database | None = None
        self._broken = False
        self._file: int | None = None
        self._log: int | None = None
        self._look_at = 0.0

    def open(self) -> None:
        """Open or create the file, in the thread that will use it.

        Raise FileNotFoundError when its folder does not exist, and Unreachable when it cannot be used.
        """
        if self._db is not None:
            return
        if not self.path.parent.is_dir():
            raise FileNotFoundError(
                f"There is no folder {self.path.parent} for the database {self.path.name}. Create it."
            )
        with translated(self.path):
            self._db = _connected(self.path)
        self._file, self._log, self._broken = _inode(self.path), None, False

    def close(self) -> None:
        if self._db is not None:
            self._db.close()
        self._db = None

    @contextmanager
    def transaction(self, *, marked: bool = True) -> Iterator[Sql]:
        """Commit or roll back what is done inside. Raise Clash, Unwritable or Unreachable."""
        try:
            with translated(self.path):
                db = self._checked()
                try:
                    _begin(db)
                    yield _SqliteTransaction(db)
                    db.conn.execute("commit")
                except BaseException:
                    db.rollback()
                    raise
        except Unwritable as trouble:
            self._broken = needs_reopening(trouble)
            raise

    def lock_schema(self, sql: Sql) -> None:
        """Do nothing: the transaction is the only writer already."""

    def next_numbers(self, sql: Sql, count: int) -> list[int]:
        taken = sql.rows("update case_numbers set last = last + :count returning last", count=count)
        last: int = taken[0]["last"]
        return list(range(last - count + 1, last + 1))

    def now(self, sql: Sql) -> datetime | None:
        """Return None: the database has no clock but the machine's."""

    async def listen(self, heard: Callable[[], None]) -> None:
        """Do nothing: SQLite has no notifications. Other processes poll."""

    def _checked(self) -> Database:
        """Return the database, reopened if its file or log was replaced."""
        if self._broken:
            self.close()
        if self._db is None:
            self.open()
        elif self._log is None or time.monotonic() >= self._look_at:
            self._look(self._db)
        assert self._db is not None
        return self._db

    def _look(self, db: Database) -> None:
        """Check that the file and its log were not deleted or replaced.

        Writes to a deleted file are lost when the process ends; the content of a deleted log can still be written to
        the file.
        """
        self._look_at = time.monotonic() + LOOK_SECONDS
        short, remedy = REPLACED
        if _inode(self.path) != self._file:
            self._look_at = 0.0
            raise Unwritable(short, remedy.format(name=self.path.name))
        log = _inode(self.path.with_name(f"{self.path.name}-wal"))
        if self._log in (None, log):
            self._log = log
            return
        db.execute("pragma wal_checkpoint(truncate)")
        self.close()
        self.open()


class _SqliteTransaction:
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
        """Do nothing: no process listens."""


def _connected(path: Path) -> Database:
    # Transactions begin explicitly and as writers: SQLite refuses to turn a reader into a writer without waiting.
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        db = Database(connection)
        db.enable_wal()
        db.execute("pragma synchronous = full")
        db.execute(f"pragma wal_autocheckpoint = {LOG_PAGES}")
    except BaseException:
        connection.close()
        raise
    return db


def _begin(db: Database) -> None:
    try:
        db.conn.execute("begin immediate")
    except sqlite3.OperationalError as error:
        # A read-only file can still be read.
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        db.conn.execute("begin")


def _inode(path: Path) -> int | None:
    try:
        return path.stat().st_ino
    except OSError:
        return None
