"""Dates, `2026-12-24`, and ranges of dates, `2026-12-24 to 2027-01-01`."""

from datetime import date

from bot.hours.errors import WrongHours

# The first and the last day, both included.
Days = tuple[date, date]


def read_days(text: str) -> Days:
    """Return the first and last day of a date or a range. Raise WrongHours when it cannot be read."""
    first, _, last = (part.strip() for part in text.partition(" to "))
    days = read_day(first), read_day(last or first)
    if days[1] < days[0]:
        raise WrongHours(f'"{text}" ends before it begins', "write the first day, then the last")
    return days


def write_days(days: Days) -> str:
    first, last = days
    return f"{first}" if first == last else f"{first} to {last}"


def read_day(text: str) -> date:
    """Return the date. Raise WrongHours for text that is not a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongHours(f'"{text}" is not a date', "write year, month and day, such as 2026-12-24") from None
