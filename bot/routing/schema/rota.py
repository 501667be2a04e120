"""The keys of a rota's entries: people, days, and the begin and end of a shift."""

import re
from datetime import time
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from bot.hours import WrongHours
from bot.hours.spans import read_weekdays
from bot.routing.rules import WEEKS, Duty
from bot.routing.schema.types import Person, Some, StrictModel, Text, refuse
from bot.suggest import remedy


def _days(value: object) -> tuple[int, ...]:
    """Return the weekdays of `mon-fri`, `sat, sun`, or a list of such."""
    named = value if isinstance(value, list) else str(value).split(",")
    try:
        return tuple(dict.fromkeys(day for part in named for day in read_weekdays(str(part))))
    except WrongHours as wrong:
        refuse(wrong.problem, wrong.remedy)


def _clock(value: object) -> time:
    found = re.fullmatch(r"([01]?\d|2[0-4]):([0-5]\d)", str(value))
    if found is None or (found[1] == "24" and found[2] != "00"):
        refuse(f'"{value}" is not a time of day', 'write hours and minutes, such as "09:00"')
    return time(int(found[1]) % 24, int(found[2]))


def _weeks(value: str) -> str:
    if value not in WEEKS:
        refuse(f'"{value}" is not a choice of weeks', remedy(value, WEEKS))
    return value


Clock = Annotated[
    time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": r"^\d?\d:\d\d$"})
]
Days = Annotated[
    tuple[int, ...],
    BeforeValidator(_days),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
Weeks = Annotated[Text, AfterValidator(_weeks), WithJsonSchema({"enum": list(WEEKS)})]


class DutyForm(StrictModel):
    people: Some[Person] = Field(description="The people and user groups on this shift, as in members.")
    days: Days = Field(description="The days on which the shift begins, such as mon-fri or sat, sun.")
    begins: Clock = Field(alias="from", description="The time the shift begins, in the team's time zone.")
    ends: Clock = Field(alias="to", description="The time the shift ends; 22:00 to 06:00 goes past midnight.")
    weeks: Weeks = Field(
        "all",
        description="odd or even, by the calendar week in which the shift begins; all if you leave it out.",
    )

    def duty(self) -> Duty:
        return Duty(people=self.people, days=self.days, begins=self.begins, ends=self.ends, weeks=self.weeks)
