"""Spans of local time, `09:00-17:30`, and the weekdays they belong to."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from bot.hours.errors import WrongHours

DAY = 24 * 60
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

# Minutes after the first day's midnight. A span across midnight ends after 1440 and belongs to the day it begins on.
Span = tuple[int, int]
Spans = tuple[Span, ...]

_SPAN = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-\u2013]\s*(\d{1,2})(?::(\d\d))?", re.ASCII)


def read_spans(text: str) -> Spans:
    """Return the spans of `09:00-12:00, 13:00-17:30` in order. Raise WrongHours, also when two of them overlap."""
    spans = sorted(_read_span(part.strip()) for part in text.split(","))
    for (_, end), (start, _) in pairwise(spans):
        if start < end:
            raise WrongHours(f'"{text}" has spans that overlap', "write each time of the day once")
    return tuple(spans)


def write_week(week: Sequence[Spans], letters: int) -> str:
    """Return `Mo-Fr 09:00-17:30, Sa 10:00-14:00`; `letters` of each day's name are used: 2 when stored, 3 for
    people.
    """
    return ", ".join(
        f"{_days(first, last, letters)} {write_spans(spans)}" for first, last, spans in _runs(week)
    )


def write_spans(spans: Iterable[Span]) -> str:
    return ", ".join(f"{_clock(start)}-{_clock(end if end <= DAY else end - DAY)}" for start, end in spans)


def read_weekdays(text: str) -> tuple[int, ...]:
    """Return the weekdays of `Mo-Fr`, `sat` or `friday-monday` as numbers; Monday is 0. Raise WrongHours for others."""
    first, _, last = text.replace("\u2013", "-").partition("-")
    start, end = _weekday(first), _weekday(last or first)
    return tuple((start + ahead) % 7 for ahead in range((end - start) % 7 + 1))


def _runs(week: Sequence[Spans]) -> Iterator[tuple[int, int, Spans]]:
    """Yield runs of equal open days from Monday: first day, last day, their spans."""
    for spans, days in groupby(range(7), key=lambda day: week[day]):
        if spans:
            first, *more = days
            yield first, more[-1] if more else first, spans


def _days(first: int, last: int, letters: int) -> str:
    return NAMES[first][:letters] + (f"-{NAMES[last][:letters]}" if last != first else "")


def _weekday(text: str) -> int:
    written = text.strip().casefold()
    for number, name in enumerate(NAMES):
        if len(written) >= 2 and name.casefold().startswith(written):
            return number
    raise WrongHours(
        f'"{text.strip()}" is not a day of the week', f"write {', '.join(name[:3].lower() for name in NAMES)}"
    )


def _read_span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise WrongHours(f'"{text}" is not a time span', "write it in 24 hours, such as 09:00-17:30")
    hour, minute, end_hour, end_minute = (int(number or 0) for number in found.groups())
    start, end = hour * 60 + minute, end_hour * 60 + end_minute
    if start >= DAY or end > DAY or minute > 59 or end_minute > 59:
        raise WrongHours(
            f'"{text}" has a time that does not exist', "use 00:00 to 23:59; 24:00 may only end a span"
        )
    if end == DAY - 1:
        raise WrongHours(f'"{text}" leaves out the last minute of the day', "write 24:00 for midnight")
    if start == end:
        raise WrongHours(f'"{text}" ends where it begins', "write 00:00-24:00 for a whole day")
    return start, end if end > start else end + DAY


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
