"""Times as networks write them: in UTC, or NO_TIME if missing, for which the time of arrival is used."""

from datetime import UTC, datetime

from bot.mention import NO_TIME


def utc(moment: datetime) -> datetime:
    """Return the moment in UTC (one without an offset is UTC already); NO_TIME for one beyond all calendars."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return NO_TIME


def read_time(written: object) -> datetime:
    """Return the moment written in ISO 8601; NO_TIME when it is none."""
    try:
        return utc(datetime.fromisoformat(str(written)))
    except ValueError:
        return NO_TIME
