"""Job and Receipt: something to do outside, the proof that it was done, and the three ways it can fail."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

# Kinds of jobs that wait for a time and not for their turn: nothing is held up while they do.
TIMERS = frozenset({"tick", "wake", "sweep", "sample", "take_back", "window"})


class Job(Struct, frozen=True):
    """One act outside, leased from the outbox.

    `lane` orders: its jobs run one at a time, by `position`. `gate` paces jobs of many lanes. `urgency` is 0 for the
    most urgent. `attempts` counts leases, raised before anything is sent, `told` those that ended with the platform
    saying when to come back. `asked` counts how often the same job was asked for again while it waited (a card redrawn
    to its latest state).
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

    @property
    def failures(self) -> int:
        """How many attempts failed by themselves, the present one included."""
        return self.attempts - self.told

    @property
    def key(self) -> str:
        return f"{self.lane}/{self.position}/{self.kind}"


class Receipt(Struct, frozen=True):
    """Proof of an outward act: the network's own id, where to see it, when (aware, UTC)."""

    native_id: str
    url: str
    at: datetime


class NotSent(Exception):
    """Surely not done; `retry_after` seconds before another try makes sense (None: as the outbox thinks fit)."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after


class Declined(Exception):
    """Refused for good: it never will be taken. `why` can be shown to staff; `code` is the platform's own word."""

    def __init__(self, why: str, code: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code


class CannotTell(Exception):
    """It may or may not have happened: look for the key before trying again, after `retry_after` seconds if told so."""

    def __init__(self, why: str, retry_after: float | None = None) -> None:
        super().__init__(why)
        self.why = why
        self.retry_after = retry_after
