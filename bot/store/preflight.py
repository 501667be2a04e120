"""A preview of what a start would do to a SQLite file, without changing it."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from bot.store.errors import Unreachable
from bot.store.migrations import STEPS


def before_start(url: str) -> str:
    """Return what the next start does to the database; empty for nothing, and for Postgres.

    Raise Unreachable, with a remedy, if a start would fail.
    """
    if url.startswith(("postgres://", "postgresql://")):
        return ""
    path = Path(url.removeprefix("sqlite:///"))
    if not path.parent.is_dir():
        raise Unreachable(f"There is no folder {path.parent} for the database {path.name}. Create it.")
    place = path if path.exists() else path.parent
    if not os.access(place, os.W_OK):
        raise Unreachable(
            f"Baton can't write to {place}. Give it write access, or name another file in DATABASE_URL."
        )
    if not path.exists():
        return f"SQLite; {path.name} does not exist yet: the first start creates it"
    reached, last = _reached(path), STEPS[-1].number
    return (
        f"SQLite, at step {reached} of {last}: the next start applies the pending migrations"
        if reached < last
        else ""
    )


def _reached(path: Path) -> int:
    """Return the latest step the file has."""
    try:
        with closing(sqlite3.connect(_untouched(path), uri=True)) as database:
            tables = {name for (name,) in database.execute("select name from sqlite_master")}
            if tables and "steps" not in tables:
                raise Unreachable(
                    f"{path.name} is a database of another program. Name another file in DATABASE_URL."
                )
            found = database.execute("select max(number) from steps").fetchone() if tables else (0,)
    except sqlite3.Error as error:
        raise Unreachable(
            f"{path.name} is not a SQLite database that Baton can use ({error}). Name another file in DATABASE_URL."
        ) from error
    return found[0] or 0


def _untouched(path: Path) -> str:
    """Return an address that opens the file read-only.

    Without a log file no process has the database open; `immutable` then keeps SQLite from creating one.
    """
    unused = not path.with_name(f"{path.name}-wal").exists()
    return f"file:{quote(str(path.absolute()))}?mode=ro{'&immutable=1' if unused else ''}"
