"""Records that only the store needs."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from bot.case.model import Case, Event
from bot.jobs.job import Job

Outcome = Literal["opened", "joined", "reopened", "ignored"]


class Change(Struct, frozen=True):
    """A case after its new events, and the jobs that follow. `before` is the version the decision was based on."""

    before: int
    case: Case
    events: tuple[Event, ...]
    jobs: tuple[Job, ...]


class IntakeOutcome(Struct, frozen=True):
    """The outcome of a mention: it opened, joined or reopened a case, or was ignored for a reason.

    `body` is the mention as JSON if no case keeps it.
    """

    key: str
    outcome: Outcome
    case: int | None
    why: str
    at: datetime
    body: str | None = None


class IntakeRecord(Struct, frozen=True):
    """A mention that has a case, and its time of arrival."""

    key: str
    case: int
    at: datetime


class Missing(Struct, frozen=True):
    """A post that its network reported missing: since when, and who decides about it."""

    key: str
    since: datetime
    state: str


class DeadLetter(Struct, frozen=True):
    """A job that failed permanently, with the reason."""

    job: Job
    why: str


class Hold(Struct, frozen=True):
    """A platform (`slack`, `x`) or a place of it (`slack:C024`) that jobs wait for."""

    key: str
    #: When the trouble began.
    since: datetime
    #: The reason, for staff to read.
    why: str
    #: When it began, or was last likely to be fixed: checks are frequent after this.
    nudged_at: datetime
    #: When the gates shut for it open on their own.
    shut_until: datetime | None = None
    #: How people were alerted (0: not at all).
    announced: int = 0
