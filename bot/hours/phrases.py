"""Time phrases as people write them: `2h`, `tomorrow 9:00`, `fri 14:30`, `2026-12-01 8am`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIME_HELP = "Try `2h`, `3 days`, `17:30`, `tomorrow`, `tomorrow 9:00`, `fri 14:30` or `2026-12-01 9:00`."
MORNING = time(9)
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LEAD_IN = re.compile(r"(?:until|till|for|in|on|at)\s+")
SPAN = re.compile(r"(\d{1,4})\s*(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)\s*")
CLOCK = re.compile(r"(?:at\s+)?(\d{1,2})(?::(\d{2}))?\s*(am|pm)?$")


def parse_time(words: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Return the UTC time of a phrase written at `now` by a person in `zone`; a day without a time means 9:00.

    Raise ValueError, with the accepted forms, for anything else. The time may be in the past.
    """
    phrase = LEAD_IN.sub("", words.strip().lower(), count=1)
    local = now.astimezone(zone)
    try:
        found = _after_a_span(phrase, local) or _on_a_day(phrase, local)
        moment = found.astimezone(UTC) if found else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise ValueError(f"I don't understand the time “{words.strip()[:60]}”. {TIME_HELP}")
    return moment


def _after_a_span(phrase: str, local: datetime) -> datetime | None:
    """Return the time after a duration; hours are elapsed time, days and weeks keep the time of day when the clocks
    change.
    """
    parts = SPAN.findall(phrase)
    if not parts or SPAN.sub("", phrase):
        return None
    spans = [(int(count), unit[0]) for count, unit in parts]
    elapsed = timedelta(minutes=sum(n * {"m": 1, "h": 60}.get(unit, 0) for n, unit in spans))
    days = timedelta(days=sum(n * {"d": 1, "w": 7}.get(unit, 0) for n, unit in spans))
    return (local + days).astimezone(UTC) + elapsed


def _on_a_day(phrase: str, local: datetime) -> datetime | None:
    """Return the time on the named day, or the next day on which that time is still to come."""
    first, _, rest = phrase.partition(" ")
    day = _day(first, local.date())
    at = _clock(rest if day else phrase) if (rest or not day) else MORNING
    if at is None:
        return None
    if day:
        return _at(day, at, local)
    today = _at(local.date(), at, local)
    return today if today > local else _at(local.date() + timedelta(days=1), at, local)


def _at(day: date, at: time, local: datetime) -> datetime:
    return datetime.combine(day, at, local.tzinfo)


def _day(word: str, today: date) -> date | None:
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", word):
        return date.fromisoformat(word)
    meant = [number for number, name in enumerate(DAYS) if len(word) >= 3 and name.startswith(word)]
    return today + timedelta(days=(meant[0] - today.weekday() - 1) % 7 + 1) if meant else None


def _clock(words: str) -> time | None:
    """Return a time of day; a bare number needs am or pm."""
    found = CLOCK.fullmatch(words.strip())
    if found is None or not (found[2] or found[3]):
        return None
    hour = int(found[1])
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, int(found[2] or 0))
