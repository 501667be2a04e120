"""The schedule that a line of hours describes: the open spans of each local day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.hours.dates import Days
from bot.hours.errors import WrongHours
from bot.hours.public_holidays import days_off
from bot.hours.spans import DAY, Spans


@dataclass(frozen=True, slots=True)
class Schedule:
    """A week of open spans with its exceptions: `week` has seven days from Monday, `opened` single days with their own
    hours.

    A day's own hours win over `closed`, that over holidays, and that over the day of the week. The rule of a day
    applies to the spans that begin on it: a holiday does not cut the night shift that began on the day before.
    """

    zone: ZoneInfo
    week: tuple[Spans, ...]
    regions: tuple[str, ...] = ()
    closed: tuple[Days, ...] = ()
    opened: Mapping[date, Spans] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not any(self.week):
            raise WrongHours(
                "the week has no open time",
                "list days and times, or leave hours out if the team is always open",
            )

    @property
    def never_closes(self) -> bool:
        whole_days = all(spans == ((0, DAY),) for spans in self.week)
        return whole_days and not (self.regions or self.closed or self.opened)

    def spans_on(self, day: date) -> Spans:
        if day in self.opened:
            return self.opened[day]
        return () if self.is_off(day) else self.week[day.weekday()]

    def is_off(self, day: date) -> bool:
        """Return True when the day is closed or a public holiday."""
        return any(first <= day <= last for first, last in self.closed) or any(
            day in days_off(region, day.year) for region in self.regions
        )
