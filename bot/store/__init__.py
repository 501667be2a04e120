"""Where everything is kept: one SQL text, two drivers, every change in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from msgspec import Struct

from bot.case.model import Case, Event, Refused
from bot.jobs.job import Job

if TYPE_CHECKING:
    from bot.store.clock import Clock
    from bot.store.store import Store

T = TypeVar("T")
Row = dict[str, Any]
Values = tuple[object, ...]

# As many characters as are shown of what a library says of a row.
REASON = 150

Outcome = Literal["opened", "joined", "reopened", "ignored"]


class Clash(Exception):
    """Somebody else wrote first (a unique key, a lock): read again and decide again."""


class Unreachable(Exception):
    """The database did not answer; nothing is known to have been written.

    `short` says why in words that name no host, no file and no person: anybody may read them. `passing`: the database
    says itself that it will let us in soon.
    """

    short = "does not answer"

    def __init__(self, why: str, *, passing: bool = False) -> None:
        super().__init__(why)
        self.passing = passing


class Unwritable(Unreachable):
    """The database answers, but takes no writes: its disk is full, or it is read-only. Nothing was written."""

    def __init__(self, short: str, remedy: str, *, passing: bool = False) -> None:
        super().__init__(f"The database takes no writes: {short}. {remedy}", passing=passing)
        self.short = f"takes no writes: {short}"


class InDoubt(Unreachable):
    """The connection was lost at the COMMIT. `was_committed()` asks the database, and settles it for good.

    It raises Unreachable while the database does not answer. Once it said no, that COMMIT is refused if it comes late.
    """

    def __init__(self, why: str, was_committed: Callable[[], bool]) -> None:
        super().__init__(why)
        self.was_committed = was_committed


class Unreadable(Refused):
    """A row that this version of Baton cannot read: its words were damaged, or a later version wrote them.

    It is left out of lists and set aside where it would stop others; only who asks for it by name is refused.
    """

    def __init__(self, table: str, key: str, error: Exception) -> None:
        self.table = table
        self.key = key
        reason = f"{type(error).__name__}: {error}"[:REASON]
        super().__init__(
            f"Baton cannot read {key}: its row in the table {table} is damaged, or a later version of Baton wrote it "
            f"({reason}). Everything else goes on. Restore the row from a backup, or start that version again.",
            "unreadable",
        )


class SchemaBehind(Exception):
    """The database has not taken every step of this version; `python -m bot migrate` takes them."""


class NewerSchema(Exception):
    """The database was made by a later version of Baton than this one."""


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


class Change(Struct, frozen=True):
    """One case as its new events leave it, and the jobs that follow. `before` is the version it was decided on."""

    before: int
    case: Case
    events: tuple[Event, ...]
    jobs: tuple[Job, ...]


class Seen(Struct, frozen=True):
    """What became of a mention: it opened, joined or reopened a case, or was ignored for a reason.

    `body` is the mention as JSON where no case keeps it.
    """

    key: str
    outcome: Outcome
    case: int | None
    why: str
    at: datetime
    body: str | None = None


class Taken(Struct, frozen=True):
    """A mention that went to a case, and when."""

    key: str
    case: int
    at: datetime


class Missing(Struct, frozen=True):
    """A post that its network said is gone: since when, and who decides what becomes of it."""

    key: str
    since: datetime
    state: str


class Buried(Struct, frozen=True):
    """A job the outbox gave up, and why."""

    job: Job
    why: str


class Hold(Struct, frozen=True):
    """A platform (`slack`, `x`) or a place of it (`slack:C024`) that jobs wait for; `why` is for staff to read.

    `nudged_at` is when it began, or was last likely to be repaired; `shut_until` is when the gates shut for it open on
    their own; `announced` is how people were alerted (0: not at all).
    """

    key: str
    since: datetime
    why: str
    nudged_at: datetime
    shut_until: datetime | None = None
    announced: int = 0


def open_store(url: str, *, clock: Clock | None = None, patience: float = 5.0, connections: int = 2) -> Store:
    """The store at `url`: a path or sqlite:///path (SQLite), postgres:// or postgresql:// (Postgres).

    Nothing is opened before `start()`. `clock` starts with the machine's time; `patience` is for how many seconds a
    transaction that met a Clash or a lost connection is tried again; `connections` is how many Postgres gets at most.
    Raises ValueError for a URL that is none.
    """
    # Only the driver in use is loaded: the other one costs memory.
    from bot.store.clock import Clock
    from bot.store.store import Store

    if url.startswith(("postgres://", "postgresql://")):
        from bot.store.postgres import Postgres

        return Store(Postgres(url, connections), clock or Clock(), patience)
    from bot.store.sqlite import Sqlite

    return Store(Sqlite(url.removeprefix("sqlite:///")), clock or Clock(), patience)
