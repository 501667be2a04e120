"""The line of a team's business hours, in a subset of OpenStreetMap's opening_hours, as stored in routes and events.

`Europe/Berlin; Mo-Fr 09:00-17:30, Sa 10:00-14:00; holidays DE-BE; closed 2026-12-24; open 2026-12-27 10:00-12:00`
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from bot.hours.dates import Days, read_day, read_days, write_days
from bot.hours.errors import WrongHours
from bot.hours.hours import Hours
from bot.hours.public_holidays import read_region
from bot.hours.schedule import Schedule
from bot.hours.spans import DAY, Spans, read_spans, read_weekdays, write_spans, write_week
from bot.suggest import did_you_mean

ALWAYS = Schedule(ZoneInfo("UTC"), (((0, DAY),),) * 7)


# Routes repeat few lines of hours, and each of them is laid out in months once.
@lru_cache(maxsize=512)
def read_hours(spec: str) -> Hours:
    """Return the hours of such a line; "" means always open, in UTC.

    Raise WrongHours, a ValueError with a remedy, when the line cannot be read.
    """
    return Hours(spec, read_schedule(spec) if spec else ALWAYS)


def read_schedule(spec: str) -> Schedule:
    zone, *parts = (part.strip() for part in spec.split(";"))
    week: list[Spans] = [()] * 7
    regions: list[str] = []
    closed: list[Days] = []
    opened: dict[date, Spans] = {}
    for part in parts:
        word, _, rest = part.partition(" ")
        if word == "holidays":
            regions.append(read_region(rest))
        elif word == "closed":
            closed.append(read_days(rest))
        elif word == "open":
            day, _, spans = rest.partition(" ")
            opened[read_day(day)] = read_spans(spans)
        else:
            _read_week(part, week)
    return Schedule(
        zone=read_zone(zone), week=tuple(week), regions=tuple(regions), closed=tuple(closed), opened=opened
    )


def write_schedule(schedule: Schedule) -> str:
    """Return the line that read_hours() reads; the same schedule always gives the same line."""
    return "; ".join(
        [
            schedule.zone.key,
            write_week(schedule.week, letters=2),
            *(f"holidays {region}" for region in schedule.regions),
            *(f"closed {write_days(days)}" for days in sorted(schedule.closed)),
            *(f"open {day} {write_spans(spans)}" for day, spans in sorted(schedule.opened.items())),
        ]
    )


def read_zone(name: str) -> ZoneInfo:
    """Return an IANA time zone. Raise WrongHours for an unknown one.

    Short names such as EST are refused: most of them never change to summer time.
    """
    try:
        if "/" in name or name == "UTC":
            return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, hostile, a folder of zones
        pass
    found = did_you_mean(name, (zone for zone in available_timezones() if "/" in zone), count=3)
    raise WrongHours(f'"{name}" is not a time zone', found or "write region and city, such as Europe/Berlin")


def _read_week(part: str, week: list[Spans]) -> None:
    """Add `Mo-Fr 09:00-12:00, 13:00-17:30, Sa 10:00-14:00` to the week; a span without days belongs to the days before
    it.
    """
    days: Sequence[int] = ()
    for entry in part.split(","):
        named, _, span = entry.strip().rpartition(" ")
        days = read_weekdays(named) if named else days
        if not days:
            raise WrongHours(f'"{part}" names no day', "write the days first, such as Mo-Fr 09:00-17:30")
        for day in days:
            week[day] = tuple(sorted((*week[day], *read_spans(span))))
