"""Snowflakes: ids that contain the time of a message (Discord docs: Snowflakes)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Snowflakes:
    """Ids that only grow, with the milliseconds since Discord's epoch in the upper bits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        first = int((self._clock() - EPOCH) / timedelta(milliseconds=1)) << 22
        self._last = max(first, self._last + 1)
        return str(self._last)
