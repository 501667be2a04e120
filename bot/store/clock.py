"""The time a process counts by: the database's where it has a clock of its own, and steady between two looks at it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def utc_now() -> datetime:
    return datetime.now(UTC)


class StoreClock:
    """Tells the time. Set again and again; in between it goes by the machine's steady clock, which nobody can turn.

    `machine` is the machine's own clock, `steady` seconds that only ever rise. Any thread may ask and set it.
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
        """Set it to what the database says, or with None to the machine's clock; return how far that moved it."""
        now = at or self._machine()
        moved = now - self()
        self._set = now, self._steady()
        return moved

    @property
    def machine_ahead(self) -> timedelta:
        """How far the machine's clock is ahead of this one; negative when it is behind."""
        return self._machine() - self()
