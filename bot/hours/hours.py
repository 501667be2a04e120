"""Business hours: is a team open at a time, and how much open time is between two times."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.hours.calendar_month import Month, build_month, number_of
from bot.hours.describe import describe
from bot.hours.schedule import Schedule

# Months searched before the answer is that there is no such time: thirty years.
HORIZON = 360


@dataclass(frozen=True, slots=True)
class Hours:
    """A team's business hours; `spec` is the line they were read from. A span includes its start and not its end.

    Open time is elapsed time: an hour that the clocks skip does not count, one they show twice counts twice.
    """

    spec: str
    schedule: Schedule = field(repr=False, compare=False)
    _months: dict[int, Month] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        return self.schedule.zone

    def is_open(self, at: datetime) -> bool:
        at = at.astimezone(UTC)
        return self._month(number_of(at)).is_open(at.timestamp())

    def after(self, start: datetime, seconds: float) -> datetime:
        """Return the first time when that many seconds of open time have passed; `start` itself for 0.

        Raise ValueError for a negative number, and OverflowError when the time is more than thirty years away.
        """
        if seconds < 0:
            raise ValueError("time only goes forward: ask for 0 seconds or more")
        if not seconds:
            return start
        start = start.astimezone(UTC)
        wanted = self._month(number_of(start)).passed(start.timestamp()) + seconds
        for month in self._months_from(start):
            if wanted <= month.total:
                return max(start, _moment(month.moment(wanted)))
            wanted -= month.total
        raise OverflowError(f"{seconds} open seconds do not pass within {HORIZON} months")

    def between(self, start: datetime, end: datetime) -> float:
        """Return the seconds of open time between two times; 0 when `end` is not after `start`."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        first, last = number_of(start), number_of(end)
        if end <= start:
            return 0.0
        whole = sum(self._month(number).total for number in range(first, last))
        passed = self._month(last).passed(end.timestamp()) - self._month(first).passed(start.timestamp())
        return float(whole + passed)

    def next_open(self, at: datetime) -> datetime | None:
        """Return the first time from `at` on when the team is open, often `at` itself; None if it never is."""
        return self._first(Month.next_open, at)

    def next_close(self, at: datetime) -> datetime | None:
        """Return the first time from `at` on when the team is closed, often `at` itself; None if it never is."""
        return self._first(Month.next_close, at)

    def describe(self) -> str:
        """Return the hours for people: `Mon-Fri 09:00-17:30 (Europe/Berlin), not on holidays of Berlin, Germany`."""
        return describe(self.schedule)

    def _first(self, question: Callable[[Month, float], float | None], at: datetime) -> datetime | None:
        moment = at.timestamp()
        for month in self._months_from(at.astimezone(UTC)):
            found = question(month, max(moment, month.first))
            if found is not None:
                return at if found == moment else _moment(found)
        return None

    def _months_from(self, at: datetime) -> Iterator[Month]:
        first = number_of(at)
        return (self._month(number) for number in range(first, first + HORIZON + 1))

    def _month(self, number: int) -> Month:
        if number not in self._months:
            self._months[number] = build_month(self.schedule, number)
        return self._months[number]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
