"""The time since each source of posts was last polled successfully."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# A source is late when it was not read for this long, on top of its own polling interval.
UNREAD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Source:
    """A source of posts: the network's title, a name like `x/mentions`, and the polling interval."""

    title: str
    place: str
    poll_seconds: float

    def is_late(self, read_at: datetime, now: datetime) -> bool:
        """Return true when the last successful poll is too long ago."""
        return now - read_at > UNREAD + timedelta(seconds=self.poll_seconds)


@dataclass(frozen=True, slots=True)
class Lag:
    """The age of a source's last successful poll (`read_at` is None before the first), and whether that is too long."""

    title: str
    place: str
    read_at: datetime | None
    seconds: int = 0
    is_late: bool = False


def lags(sources: Iterable[Source], read: Mapping[str, datetime], now: datetime) -> tuple[Lag, ...]:
    """Return the lag of each source. `read` has the last successful poll of each, by place."""
    return tuple(_lag(source, read.get(source.place), now) for source in sources)


def _lag(source: Source, read_at: datetime | None, now: datetime) -> Lag:
    if read_at is None:
        return Lag(source.title, source.place, None)
    seconds = max(0, int((now - read_at).total_seconds()))
    return Lag(
        title=source.title,
        place=source.place,
        read_at=read_at,
        seconds=seconds,
        is_late=source.is_late(read_at, now),
    )
