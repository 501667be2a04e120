"""Business hours in words, for a team's page and for error messages."""

from bot.hours.dates import write_days
from bot.hours.public_holidays import name_of
from bot.hours.schedule import Schedule
from bot.hours.spans import write_spans, write_week


def describe(schedule: Schedule) -> str:
    if schedule.never_closes:
        return "always"
    regular = f"{write_week(schedule.week, letters=3)} ({schedule.zone.key})"
    return ", ".join(
        [
            regular,
            *(f"not on holidays of {name_of(region)}" for region in schedule.regions),
            *(f"closed {write_days(days)}" for days in sorted(schedule.closed)),
            *(f"{day} {write_spans(spans)}" for day, spans in sorted(schedule.opened.items())),
        ]
    )
