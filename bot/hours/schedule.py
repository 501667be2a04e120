"""What a line of hours says: when the team is there on a given local day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.hours.dates import Days
from bot.hours.errors import WrongHours
from bot.hours.public_holidays import days_off
from bot.hours.spans import DAY, Spans


@dataclass(frozen=True, slots=True)
class Plan:
    """`week` holds seven days from Monday; `opened` the days with hours of their own; `closed` first and last days.

    A day's own hours win over everything, then `closed`, then holidays, then the day of the week. What a day holds
    follows the day a span begins on: a holiday leaves the rest of the night shift before it alone.
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
        """Whether the day is closed or a holiday."""
        return any(first <= day <= last for first, last in self.closed) or any(
            day in days_off(region, day.year) for region in self.regions
        )
