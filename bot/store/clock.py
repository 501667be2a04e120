"""The clock of a process: the database's time, if it has a clock, and steady between two readings of it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    """Return the machine's time (aware, UTC)."""
    return datetime.now(UTC)


class StoreClock:
    """A clock that is set regularly and runs on the machine's monotonic clock in between.

    `machine` is the machine's own clock, `steady` returns seconds that only rise. Any thread may read and set it.
    """

    def __init__(
        self, machine: Callable[[], datetime] = utc_now, steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._machine = machine
        self._steady = steady
        self._set = machine(), steady()

    def __call__(self) -> datetime:
        """Return the time now (aware, UTC)."""
        at, seconds = self._set
        return at + timedelta(seconds=self._steady() - seconds)

    def set(self, at: datetime | None) -> timedelta:
        """Set the clock to the database's time, or with None to the machine's; return by how much that moved it."""
        now = at or self._machine()
        moved = now - self()
        self._set = now, self._steady()
        return moved

    @property
    def machine_ahead(self) -> timedelta:
        """Return by how much the machine's clock is ahead of this one; negative when it is behind."""
        return self._machine() - self()
