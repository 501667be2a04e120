"""The store: one SQL text, two drivers, every change in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store.driver import Driver, Row, Sql, Values
from bot.store.errors import Clash, InDoubt, NewerSchema, SchemaBehind, Unreachable, Unreadable, Unwritable
from bot.store.model import Change, DeadLetter, Hold, IntakeOutcome, IntakeRecord, Missing, Outcome

if TYPE_CHECKING:
    from bot.store.clock import StoreClock
    from bot.store.store import Store

__all__ = [
    "Change",
    "Clash",
    "DeadLetter",
    "Driver",
    "Hold",
    "InDoubt",
    "IntakeOutcome",
    "IntakeRecord",
    "Missing",
    "NewerSchema",
    "Outcome",
    "Row",
    "SchemaBehind",
    "Sql",
    "Unreachable",
    "Unreadable",
    "Unwritable",
    "Values",
    "open_store",
]


def open_store(
    url: str, *, clock: StoreClock | None = None, patience: float = 5.0, connections: int = 2
) -> Store:
    """Build the store at `url`: a path or sqlite:///path (SQLite), postgres:// or postgresql:// (Postgres).

    Nothing is opened before `start()`. `clock` starts with the machine's time. A transaction that met a Clash or a lost
    connection is retried for `patience` seconds. `connections` is the most that Postgres gets. Raise ValueError for a
    URL that is not valid.
    """
    # Only the driver in use is loaded: the other one costs memory.
    from bot.store.clock import StoreClock
    from bot.store.store import Store

    if url.startswith(("postgres://", "postgresql://")):
        from bot.store.postgres import Postgres

        return Store(Postgres(url, connections), clock or StoreClock(), patience)
    from bot.store.sqlite import Sqlite

    return Store(Sqlite(url.removeprefix("sqlite:///")), clock or StoreClock(), patience)
