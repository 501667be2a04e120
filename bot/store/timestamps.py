"""Times as the store writes them: UTC, ISO 8601, of one width, so that text sorts by time."""

from datetime import UTC, datetime
from functools import lru_cache

END_OF_TIME = "9999-12-31T23:59:59.999999+00:00"


@lru_cache(maxsize=4096)
def to_text(moment: datetime) -> str:
    """Write `moment` as 32 characters, like 2026-11-22T01:02:03.456789+00:00. Raise ValueError when it has no zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote, aware, in UTC. Raise ValueError when it is not a time."""
    return datetime.fromisoformat(text)


def to_text_or_none(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)
