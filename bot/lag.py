"""How long ago each source of posts was read well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

# A source that was not read for longer than this, on top of its own pause, is late.
UNREAD = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Source:
    """One place where posts are looked for: the network's title, `x/mentions`, the pause between two looks."""

    title: str
    place: str
    poll_seconds: float

    def is_late(self, read_at: datetime, now: datetime) -> bool:
        return now - read_at > UNREAD + timedelta(seconds=self.poll_seconds)


@dataclass(frozen=True, slots=True)
class Lag:
    """When a source was read last (None: never so far), how many seconds ago, and whether that is too long."""

    title: str
    place: str
    read_at: datetime | None
    seconds: int = 0
    is_late: bool = False


def lags(sources: Iterable[Source], read: Mapping[str, datetime], now: datetime) -> tuple[Lag, ...]:
    """Return the lag of each source. `read` says when each was read well, by place."""
    return tuple(_lag(source, read.get(source.place), now) for source in sources)


def _lag(source: Source, read_at: datetime | None, now: datetime) -> Lag:
    if read_at is None:
        return Lag(source.title, source.place, None)
    seconds = max(0, int((now - read_at).total_seconds()))
    return Lag(source.title, source.place, read_at, seconds, source.is_late(read_at, now))
