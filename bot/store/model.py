"""Records of the store that no other part has a word for."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from msgspec import Struct

from bot.case.model import Case, Event
from bot.jobs.job import Job

Outcome = Literal["opened", "joined", "reopened", "ignored"]


class Change(Struct, frozen=True):
    """One case as its new events leave it, and the jobs that follow. `before` is the version it was decided on."""

    before: int
    case: Case
    events: tuple[Event, ...]
    jobs: tuple[Job, ...]


class IntakeOutcome(Struct, frozen=True):
    """What became of a mention: it opened, joined or reopened a case, or was ignored for a reason.

    `body` is the mention as JSON where no case keeps it.
    """

    key: str
    outcome: Outcome
    case: int | None
    why: str
    at: datetime
    body: str | None = None


class IntakeRecord(Struct, frozen=True):
    """A mention that went to a case, and when."""

    key: str
    case: int
    at: datetime


class Missing(Struct, frozen=True):
    """A post that its network said is gone: since when, and who decides what becomes of it."""

    key: str
    since: datetime
    state: str


class DeadLetter(Struct, frozen=True):
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
