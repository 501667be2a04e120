"""Jobs: actions outside Baton, leased from the outbox."""

from datetime import datetime
from typing import Any

from msgspec import Struct, field

# Kinds of jobs that wait for a time instead of their turn: a waiting one blocks nothing.
TIMERS = frozenset({"tick", "wake", "sweep", "sample", "tidy", "take_back", "window"})


class Job(Struct, frozen=True):
    """An action outside Baton, leased from the outbox."""

    #: Ordering key: jobs of a lane run one at a time, by `position`.
    lane: str
    #: Place in the lane.
    position: int
    #: Stored name of the task; never renamed.
    kind: str
    #: Earliest time to run.
    run_at: datetime
    #: Details, as JSON values.
    data: dict[str, Any] = field(default_factory=dict)
    #: Rate limiter shared by many lanes; empty for none.
    gate: str = ""
    #: 0 is the most urgent.
    urgency: int = 2
    #: Count of leases, raised before anything is sent.
    attempts: int = 0
    #: Count of requests for the same job while it waited, such as redraws of one card.
    asked: int = 1
    #: Attempts that were throttled: the platform named a time to retry, or was down.
    throttled: int = 0
    #: Key of the hold that the job waits for, or waited for before this attempt; empty for none.
    held: str = ""

    @property
    def failures(self) -> int:
        """Return the attempts that failed because of the job itself, with the present one."""
        return self.attempts - self.throttled

    @property
    def key(self) -> str:
        """Return the job's unique key."""
        return f"{self.lane}/{self.position}/{self.kind}"
