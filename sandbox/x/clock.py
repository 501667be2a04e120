"""Snowflake ids, which contain a post's time (X docs: X IDs)."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]

EPOCH = datetime.fromtimestamp(1288834974.657, UTC)


def utc_now() -> datetime:
    return datetime.now(UTC)


class Snowflakes:
    """Ids that only grow, with the milliseconds since X's epoch in the upper bits."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        self._last = max(first_id_at(self._clock()), self._last + 1)
        return str(self._last)


def first_id_at(moment: datetime) -> int:
    """Return the smallest id a post of that moment can have."""
    return int((moment - EPOCH) / timedelta(milliseconds=1)) << 22
