"""The keys of a team: where it works, whom to notify, how soon it answers, when it is there."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.hours import WrongHours, hours_spec
from bot.routing.form.rota import DutyForm
from bot.routing.form.values import AtLeastOne, Channel, Form, Name, Notified, Seconds, Some, Text, refuse
from bot.routing.rules import ASSIGNMENTS, WAIT
from bot.routing.suggest import remedy


def _assignment(value: str) -> str:
    if value not in ASSIGNMENTS:
        refuse(f'"{value}" is no way to give out cases', remedy(value, ASSIGNMENTS))
    return value


Assignment = Annotated[Text, AfterValidator(_assignment), WithJsonSchema({"enum": list(ASSIGNMENTS)})]


class TargetsForm(Form):
    claim: Seconds | None = None
    next_response: Seconds | None = None
    resolution: Seconds | None = None
    hand_off: Seconds | None = None
    guidance: Seconds | None = None


class HoursForm(Form):
    zone: Text
    open: dict[Text, Text]
    holidays: Text = ""
    closed: tuple[Text, ...] = ()
    also: dict[Text, Text] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _can_be_kept(self) -> "HoursForm":
        try:
            self.spec()
        except WrongHours as error:
            refuse(error.problem, error.remedy)
        return self

    def spec(self) -> str:
        """These hours in one line, as `bot.hours` reads them."""
        return hours_spec(self.zone, self.open, self.holidays, self.closed, self.also)


class TeamForm(Form):
    channel: Channel
    title: Text = ""
    notify: tuple[Notified, ...] = ()
    first_response: Seconds = 3_600
    targets: TargetsForm = TargetsForm()
    hours: HoursForm | None = None
    hours_on: dict[Text, HoursForm] = Field(default_factory=dict)
    outside: Text = WAIT
    members: tuple[Name, ...] = ()
    lead: tuple[Name, ...] = ()
    cap: AtLeastOne | None = None
    assign: Assignment = ""
    accept_within: Seconds = 600
    rota: tuple[DutyForm, ...] = ()
    skills: dict[Text, Some[Name]] = Field(default_factory=dict)
