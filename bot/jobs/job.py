"""Job: something to do outside, leased from the outbox."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

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
