"""Business hours: whether a team is there, when, and how much open time lies between two moments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.hours.calendar_month import Month, lay_out, number_of
from bot.hours.describe import describe
from bot.hours.schedule import Plan

# How many months are looked through for a moment before the answer is that there is none: thirty years.
HORIZON = 360


@dataclass(frozen=True, slots=True)
class Hours:
    """When a team is there; `spec` is the line it was read from. Spans hold their start and not their end.

    Open time is elapsed time: an hour the clocks skip was not worked, one they show twice counts twice.
    """

    spec: str
    plan: Plan = field(repr=False, compare=False)
    _months: dict[int, Month] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        return self.plan.zone

    def is_open(self, at: datetime) -> bool:
        at = at.astimezone(UTC)
        return self._month(number_of(at)).is_open(at.timestamp())

    def after(self, start: datetime, seconds: float) -> datetime:
        """The first moment when that many seconds of open time have passed; `start` itself for none.

        Raises ValueError for less than none, OverflowError when it lies more than thirty years away.
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
        """Seconds of open time from one moment to the other; 0 when the end comes first."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        first, last = number_of(start), number_of(end)
        if end <= start:
            return 0.0
        whole = sum(self._month(number).total for number in range(first, last))
        passed = self._month(last).passed(end.timestamp()) - self._month(first).passed(start.timestamp())
        return float(whole + passed)

    def next_open(self, at: datetime) -> datetime | None:
        """The first moment from `at` on when the team is there, often `at` itself. None if it never comes."""
        return self._first(Month.next_open, at)

    def next_close(self, at: datetime) -> datetime | None:
        """The first moment from `at` on when the team is not there, often `at` itself. None if it never leaves."""
        return self._first(Month.next_close, at)

    def describe(self) -> str:
        """For people: `Mon-Fri 09:00-17:30 (Europe/Berlin), not on holidays of Berlin, Germany`."""
        return describe(self.plan)

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
            self._months[number] = lay_out(self.plan, number)
        return self._months[number]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
