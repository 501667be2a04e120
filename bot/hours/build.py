"""Build the one line of hours that Baton stores from the hours a person writes in the rules file."""

from collections.abc import Iterable, Mapping

from bot.hours.dates import read_day, read_days
from bot.hours.errors import WrongHours
from bot.hours.parse import read_zone, write_schedule
from bot.hours.public_holidays import read_region
from bot.hours.schedule import Schedule
from bot.hours.spans import Spans, read_spans, read_weekdays


def hours_spec(
    zone: str,
    open: Mapping[str, str],
    holidays: str = "",
    closed: Iterable[str] = (),
    opened: Mapping[str, str] | None = None,
) -> str:
    """Return the line that read_hours() reads. Raise WrongHours, which names the wrong word, when they cannot be read.

    `open` is as in `{mon-fri: "09:00-12:00, 13:00-17:30", "sat, sun": "10:00-14:00"}`, `holidays` as `DE-BE` or `DE-BE,
    AT`. `closed` contains days or `2026-12-24 to 2027-01-01`, `opened` days with their own hours.
    """
    schedule = Schedule(
        zone=read_zone(zone.strip()),
        week=_week(open),
        regions=tuple(read_region(code) for code in holidays.split(",") if code.strip()),
        closed=tuple(read_days(days) for days in closed),
        opened={read_day(day): read_spans(spans) for day, spans in (opened or {}).items()},
    )
    return write_schedule(schedule)


def _week(written: Mapping[str, str]) -> tuple[Spans, ...]:
    week: list[Spans] = [()] * 7
    for days, times in written.items():
        spans = read_spans(times)
        for day in (day for named in days.split(",") for day in read_weekdays(named)):
            if week[day]:
                raise WrongHours(
                    f'"{days}" lists a day a second time',
                    "list every day once, with all its times: 09:00-12:00, 13:00-17:00",
                )
            week[day] = spans
    return tuple(week)
