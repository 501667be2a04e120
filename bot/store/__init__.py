"""Where everything is kept: one SQL text, two drivers, every change in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, TypeVar

from bot.case.records import Case, Event
from bot.job import Job

T = TypeVar("T")
Row = dict[str, Any]


Outcome = Literal["opened", "joined", "reopened", "ignored"]


class Clash(Exception):
    """Somebody else wrote first (a unique key, a lock): read again and decide again."""


class Sql(Protocol):
    """One open transaction. `:name` placeholders; values are str, int, float, bytes or None."""

    def rows(self, text: str, **values: object) -> list[Row]: ...

    def many(self, text: str, values: Sequence[Mapping[str, object]]) -> None: ...


class Driver(Protocol):
    """A database. `skip_locked` and `next_numbers` are the only dialect words."""

    skip_locked: str
    next_numbers: str

    def transaction(self) -> AbstractContextManager[Sql]: ...


@dataclass(frozen=True, slots=True)
class Change:
    """One case as its new events leave it, and the jobs that follow. `before` is the version it was decided on."""

    before: int
    case: Case
    events: tuple[Event, ...]
    jobs: tuple[Job, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a mention: it opened, joined or reopened a case, or was ignored for a reason.

    `body` is the mention as JSON where no case keeps it.
    """

    key: str
    outcome: Outcome
    case: int | None
    why: str
    at: datetime
    body: str | None = None
