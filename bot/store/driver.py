"""The contract of a database: one open transaction, and the driver that opens it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol

Row = dict[str, Any]
Values = tuple[object, ...]


class Sql(Protocol):
    """One open transaction. `:name` placeholders; values are str, int, float, bytes or None.

    A statement for `rows` that writes returns every row it wrote. `run` and `insert` want no rows back, so a driver may
    send them together with what follows; what is wrong with them is raised at the latest when the transaction ends.
    `insert` takes any number of rows, their values in the order of `columns`; an `on conflict` clause may follow, and
    then no two of them may meet in one key. `notify` tells other processes of new jobs once they are written, where
    somebody listens.
    """

    def rows(self, text: str, **values: object) -> list[Row]: ...

    def run(self, text: str, **values: object) -> None: ...

    def insert(self, table: str, columns: str, rows: Sequence[Values], on_conflict: str = "") -> None: ...

    def notify(self) -> None: ...


class Driver(Protocol):
    """A database. `threads` is how many transactions it takes at once, `together` how many pieces of work are best
    written with one commit when they wait. The rest of the words are its dialect:

    `skip_locked` ends a select whose rows are taken; `walk_indexes` keeps the planner from reading whole tables until
    the transaction ends; `turn` does so too, and makes whoever leases wait their turn ("" where every transaction
    does); `counter` makes what case numbers are drawn from.

    `now` is the database's own clock; None where it has none beside the machine's. A transaction that is not `marked`
    leaves nothing to find out by whether it was committed: only what is idempotent by itself goes without.
    """

    threads: int
    together: int
    migrates_itself: bool
    counter: str
    skip_locked: str
    turn: str
    walk_indexes: str

    def open(self) -> None: ...

    def close(self) -> None: ...

    def transaction(self, *, marked: bool = True) -> AbstractContextManager[Sql]: ...

    def now(self, sql: Sql) -> datetime | None: ...

    def lock_schema(self, sql: Sql) -> None: ...

    def next_numbers(self, sql: Sql, count: int) -> list[int]: ...

    async def listen(self, heard: Callable[[], None]) -> None: ...
