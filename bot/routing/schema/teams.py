"""The keys of a team: where it works, whom to notify, how soon it answers, when it is there."""

from typing import Annotated

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from bot.hours import WrongHours, hours_spec
from bot.routing.rules import ASSIGNMENTS, RUNS_ON, SNOOZES, WAIT
from bot.routing.schema.rota import DutyForm
from bot.routing.schema.types import (
    AtLeastOne,
    Channel,
    Name,
    Notified,
    Person,
    Seconds,
    Some,
    StrictModel,
    Text,
    refuse,
)
from bot.routing.suggest import remedy


def _assignment(value: str) -> str:
    if value not in ASSIGNMENTS:
        refuse(f'"{value}" is no way to give out cases', remedy(value, ASSIGNMENTS))
    return value


def _snooze(value: str) -> str:
    if value not in SNOOZES:
        refuse(f'"{value}" is nothing a snooze can do', remedy(value, SNOOZES))
    return value


Assignment = Annotated[Text, AfterValidator(_assignment), WithJsonSchema({"enum": list(ASSIGNMENTS)})]
Snoozing = Annotated[Text, AfterValidator(_snooze), WithJsonSchema({"enum": list(SNOOZES)})]


class TargetsForm(StrictModel):
    # Type checkers see a default only by its name; this form is made without arguments.
    claim: Seconds | None = Field(default=None, description="How soon somebody should have the case.")
    next_response: Seconds | None = Field(
        default=None, description="How soon a further post should be answered; without it, as the first."
    )
    resolution: Seconds | None = Field(default=None, description="How soon the matter should be settled.")
    hand_off: Seconds | None = Field(
        default=None, description="How soon a team should take what was handed to it, or send it back."
    )
    guidance: Seconds | None = Field(
        default=None, description="How soon somebody who was asked should say what they know."
    )


class HoursForm(StrictModel):
    zone: Text = Field(description="The time zone by its name, such as Europe/Berlin.")
    open: dict[Text, Text] = Field(
        description='Days and times, such as {mon-fri: "09:00-12:30, 13:00-17:30"}; 22:00-02:00 goes past midnight.'
    )
    holidays: Text = Field(
        "",
        description="Public holidays on which the team is closed: DE, DE-BE or US-CA; several with a comma.",
    )
    closed: tuple[Text, ...] = Field(
        (), description="Further days on which it is closed: 2026-12-24, or 2026-12-24 to 2027-01-01."
    )
    also: dict[Text, Text] = Field({}, description="Days with times of their own, holidays or not.")

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


class TeamForm(StrictModel):
    channel: Channel = Field(description='The Slack channel: "#billing", or its id.')
    title: Text = Field("", description="The name people read; the team's short name if you leave it out.")
    notify: tuple[Notified, ...] = Field(
        (),
        description="User groups or people to notify, once for each case; on shift stands for those at work just then.",
    )
    first_response: Seconds = Field(
        3_600, description="How soon somebody should answer: 90s, 60m, 4h or 1d; 1h if you leave it out."
    )
    targets: TargetsForm = Field(
        TargetsForm(), description="How soon the rest should happen, such as {claim: 15m, resolution: 2d}."
    )
    hours: HoursForm | None = Field(None, description="When the team works; always if you leave it out.")
    hours_on: dict[Text, HoursForm] = Field(
        {},
        description="Other hours on some networks, by the network's name; they change clocks, and no shifts.",
    )
    outside: Text = Field(
        WAIT,
        description="What becomes of the clocks out of hours: wait, go on, or the name of the team that takes over.",
    )
    members: tuple[Person, ...] = Field(
        (),
        description="The people and user groups who work in the team; whoever is notified if you leave it out.",
    )
    lead: tuple[Name, ...] = Field((), description="The people and user groups who hear of what is late.")
    cap: AtLeastOne | None = Field(
        None, description="How many open cases one agent may hold; no limit if you leave it out."
    )
    assign: Assignment = Field(
        "", description="How cases are given out by themselves; people claim them if you leave it out."
    )
    accept_within: Seconds = Field(
        600,
        description="How long somebody has to accept a case given to them; 10m if you leave it out.",
    )
    snooze: Snoozing = Field(
        RUNS_ON,
        description="What snoozing a case does to the clock of its answer: lets the clock run, or pauses the clock.",
    )
    rota: tuple[DutyForm, ...] = Field(
        (), description="Who works when; everybody in the team's hours if you leave it out."
    )
    skills: dict[Text, Some[Person]] = Field(
        {},
        description='Who can do what: {german: ["@aino"]}; a skill is a tag of a rule, or the code of a language.',
    )
