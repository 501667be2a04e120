"""Business hours in words, for a team's page and for error messages."""

from bot.hours.dates import write_days
from bot.hours.public_holidays import name_of
from bot.hours.schedule import Plan
from bot.hours.spans import write_spans, write_week


def describe(plan: Plan) -> str:
    if plan.never_closes:
        return "always"
    regular = f"{write_week(plan.week, letters=3)} ({plan.zone.key})"
    return ", ".join(
        [
            regular,
            *(f"not on holidays of {name_of(region)}" for region in plan.regions),
            *(f"closed {write_days(days)}" for days in sorted(plan.closed)),
            *(f"{day} {write_spans(spans)}" for day, spans in sorted(plan.opened.items())),
        ]
    )
