"""Translation of SQLite's errors: a clash, a file locked by another program, one that accepts no writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.errors import Clash, Unreachable, Unwritable

_TAKEN = {sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_UNIQUE}
_DAMAGED = (
    "its file is damaged",
    "Stop Baton and restore the last backup of {file} (docs/operations.md, Backup).",
)
# The reason it accepts no writes, and the remedy, by the code's last byte: https://www.sqlite.org/rescode.html
_UNWRITABLE = {
    sqlite3.SQLITE_FULL: ("its disk is full", "Free space on the disk of {file}. Baton then resumes."),
    sqlite3.SQLITE_READONLY: (
        "its file is read-only",
        "Give the user that runs Baton write access to {file} and its folder.",
    ),
    sqlite3.SQLITE_IOERR: ("its disk failed", "Check the disk of {file}, and if it is full."),
    sqlite3.SQLITE_CANTOPEN: (
        "its file cannot be opened",
        "Give the user that runs Baton write access to {file} and its folder, and check the limit of open files"
        " (ulimit -n).",
    ),
    sqlite3.SQLITE_PERM: ("its file is read-only", "Give the user that runs Baton write access to {file}."),
    sqlite3.SQLITE_AUTH: ("its file is read-only", "Give the user that runs Baton write access to {file}."),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
# A write that fails on a full disk leaves the connection usable; after other errors it may not be.
_PASSES = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
}
_REOPEN = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CANTOPEN}


@contextmanager
def translated(file: Path) -> Iterator[None]:
    """Translate SQLite's errors inside. Raise Clash, Unreachable or Unwritable; other errors pass unchanged."""
    try:
        yield
    except sqlite3.Error as error:
        code: int = getattr(error, "sqlite_errorcode", 0)
        if code in _TAKEN or code & 0xFF == sqlite3.SQLITE_LOCKED:
            raise Clash(str(error)) from error
        if code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_PROTOCOL):
            raise Unreachable(
                f"Another program has locked the database {file}. Stop that program, or wait for it."
            ) from error
        if found := _UNWRITABLE.get(code & 0xFF):
            short, remedy = found
            raise Unwritable(short, remedy.format(file=file)) from error
        raise


def needs_reopening(trouble: Unwritable) -> bool:
    """Return true when the connection that met this error should be replaced."""
    code = getattr(trouble.__cause__, "sqlite_errorcode", 0)
    return code & 0xFF in _REOPEN and code not in _PASSES
