"""A calendar month of open time, laid out in seconds of UTC, so that a question is a search in a sorted list."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from bot.hours.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Month:
    """Open spans of one UTC month, none touching another; all numbers are seconds since 1970.

    `before` is the open time before each span, `total` that of the whole month.
    """

    first: int
    last: int
    starts: list[int]
    ends: list[int]
    before: list[int]
    total: int

    def is_open(self, at: float) -> bool:
        return self._close(at) > at

    def passed(self, at: float) -> float:
        """Return the open seconds from the beginning of the month to `at`."""
        place = bisect_right(self.starts, at) - 1
        return self.before[place] + min(at, self.ends[place]) - self.starts[place] if place >= 0 else 0

    def moment(self, open_seconds: float) -> float:
        """Return the first time with `open_seconds` open seconds before it; more than 0 and at most `total`."""
        place = bisect_left(self.before, open_seconds) - 1
        return self.starts[place] + open_seconds - self.before[place]

    def next_open(self, at: float) -> float | None:
        place = bisect_right(self.ends, at)
        return max(at, self.starts[place]) if place < len(self.starts) else None

    def next_close(self, at: float) -> float | None:
        """Return the next closing time from `at` on; None when the team is still open as the month ends."""
        close = self._close(at)
        return close if close < self.last else None

    def _close(self, at: float) -> float:
        place = bisect_right(self.starts, at) - 1
        return max(at, self.ends[place]) if place >= 0 else at


def build_month(schedule: Schedule, number: int) -> Month:
    """Return month `number` of UTC, counted from the year 0; spans of adjacent local days are cut at its borders."""
    first, last = _first_day(number), _first_day(number + 1)
    borders = instant(ZoneInfo("UTC"), first, 0), instant(ZoneInfo("UTC"), last, 0)
    # Local days are up to 14 hours ahead of UTC or 12 behind it, and a span may reach into the next day.
    days = (first + timedelta(days=ahead) for ahead in range(-2, (last - first).days + 1))
    spans = [borders] if schedule.never_closes else list(_cut(_joined(_spans(schedule, days)), *borders))
    *before, total = accumulate((end - start for start, end in spans), initial=0)
    return Month(*borders, [start for start, _ in spans], [end for _, end in spans], before, total)


def number_of(at: datetime) -> int:
    """Return the number of the month that a UTC time is in."""
    return at.year * 12 + at.month - 1


def _first_day(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _spans(schedule: Schedule, days: Iterable[date]) -> list[tuple[int, int]]:
    """Return the open spans on those local days, in order.

    A span that a change of the clocks reduces to nothing is left out.
    """
    found = (
        (instant(schedule.zone, day, start), instant(schedule.zone, day, end))
        for day in days
        for start, end in schedule.spans_on(day)
    )
    return sorted((start, end) for start, end in found if start < end)


def instant(zone: ZoneInfo, day: date, minutes: int) -> int:
    """Return the UTC second at which the local clock shows `minutes` after the day's midnight.

    A time shown twice means the first. A skipped time is read with the offset before the change, so it is as much later
    as was skipped: PEP 495 with fold=0, and what Zendesk's `biz` tests (spec/time_spec.rb, #on_date).
    """
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return int((midnight + timedelta(minutes=minutes)).timestamp())


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the same open time as spans that neither overlap nor touch."""
    current: tuple[int, int] | None = None
    for start, end in spans:
        if current and start <= current[1]:
            current = (current[0], max(current[1], end))
            continue
        if current:
            yield current
        current = (start, end)
    if current:
        yield current


def _cut(spans: Iterable[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        if start < last and end > first:
            yield max(start, first), min(end, last)
