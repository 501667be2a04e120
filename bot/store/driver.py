"""The contract of a database: an open transaction, and the driver that opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

Row = dict[str, Any]
Values = tuple[object, ...]


class Sql(Protocol):
    """One open transaction. `:name` placeholders; values are str, int, float, bytes or None.

    A statement for `rows` that writes returns every row it wrote. `run` and `insert` return no rows, so a driver may
    send them with later statements; errors appear at the latest when the transaction ends. `insert` takes any number of
    rows, their values in the order of `columns`. An `on conflict` clause may follow, and then no two rows may share a
    key. `notify` wakes other processes when new jobs are committed.
    """

    def rows(self, text: str, **values: object) -> list[Row]: ...

    def run(self, text: str, **values: object) -> None: ...

    def insert(self, table: str, columns: str, rows: Sequence[Values], on_conflict: str = "") -> None: ...

    def notify(self) -> None: ...


class Driver(Protocol):
    """A database and its dialect.

    A transaction without `marked` leaves no trace to find out if it was committed: only for work that is idempotent
    anyway.
    """

    #: Transactions it runs at once.
    threads: int
    #: Pieces of waiting work that are best written with one commit.
    together: int
    #: `start()` applies pending migrations.
    migrates_itself: bool
    #: Statement that creates the source of case numbers.
    counter: str
    #: End of a select that skips locked rows.
    skip_locked: str
    #: Statement that makes leases take turns and does what `walk_indexes` does; "" where every transaction takes turns.
    turn: str
    #: Statement that keeps the planner from reading whole tables until the transaction ends.
    walk_indexes: str

    def open(self) -> None: ...

    def close(self) -> None: ...

    def transaction(self, *, marked: bool = True) -> AbstractContextManager[Sql]: ...

    def now(self, sql: Sql) -> datetime | None:
        """Return the database's time; None if it has no clock besides the machine's."""

    def lock_schema(self, sql: Sql) -> None: ...

    def next_numbers(self, sql: Sql, count: int) -> list[int]: ...

    async def listen(self, heard: Callable[[], None]) -> None: ...
