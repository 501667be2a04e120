"""Job and Receipt: something to do outside, the proof that it was done, and the three ways it can fail."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

from bot.retry_after import bounded

# Kinds of jobs that wait for a time and not for their turn: nothing is held up while they do.
TIMERS = frozenset({"tick", "wake", "sweep", "sample", "tidy", "take_back", "window"})


class Job(Struct, frozen=True):
    """One act outside, leased from the outbox.

    `lane` orders: its jobs run one at a time, by `position`. `gate` paces jobs of many lanes. `urgency` is 0 for the
    most urgent. `attempts` counts leases, raised before anything is sent; `told` those that are no failures of the
    job: the platform named a time to come back, or was in trouble itself. `asked` counts how often the same job was
    asked for again while it waited (a card redrawn to its latest state). `held` is the key of the hold it waits for, or
    waited for until this attempt; empty where there is none.
    """

    lane: str
    position: int
    kind: str
    run_at: datetime
    data: dict[str, Any] = field(default_factory=dict)
    gate: str = ""
    urgency: int = 2
    attempts: int = 0
    asked: int = 1
    told: int = 0
    held: str = ""

    @property
    def failures(self) -> int:
        """How many attempts failed for reasons of the job's own, the present one included."""
        return self.attempts - self.told

    @property
    def key(self) -> str:
        return f"{self.lane}/{self.position}/{self.kind}"


class Receipt(Struct, frozen=True):
    """Proof of an outward act: the network's own id, where to see it, when (aware, UTC)."""

    native_id: str
    url: str
    at: datetime


class Trouble(Exception):
    """Why an act failed; staff may read `why`.

    `at` names what is in trouble as a whole, beyond this one act: a platform (`slack`, `x`), or a place of it after a
    colon (`slack:C024`). It is empty where the act alone failed.
    """

    def __init__(self, why: str, *, at: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.at = at

    @property
    def of_platform(self) -> bool:
        """Return whether a whole platform is in trouble, so that every act there would fail alike."""
        return bool(self.at) and ":" not in self.at


class NotSent(Trouble):
    """Surely not done; `retry_after` seconds before another try makes sense (None: as the outbox thinks fit)."""

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)


class Declined(Trouble):
    """Refused: this act never will be taken as it is, unless `at` names what people can repair.

    `code` is the platform's own word.
    """

    def __init__(self, why: str, code: str = "", *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.code = code


class CannotTell(Trouble):
    """It may or may not have happened. Search for the key before another try, in `retry_after` seconds (None: soon)."""

    def __init__(self, why: str, retry_after: float | None = None, *, at: str = "") -> None:
        super().__init__(why, at=at)
        self.retry_after = bounded(retry_after)
