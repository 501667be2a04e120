"""The keys of a team: channel, notifications, SLA targets, business hours, members."""

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
from bot.suggest import remedy


def _assignment(value: str) -> str:
    if value not in ASSIGNMENTS:
        refuse(f'"{value}" is not a way to assign cases', remedy(value, ASSIGNMENTS))
    return value


def _snooze(value: str) -> str:
    if value not in SNOOZES:
        refuse(f'"{value}" is not an effect of a snooze', remedy(value, SNOOZES))
    return value


Assignment = Annotated[Text, AfterValidator(_assignment), WithJsonSchema({"enum": list(ASSIGNMENTS)})]
Snoozing = Annotated[Text, AfterValidator(_snooze), WithJsonSchema({"enum": list(SNOOZES)})]


class TargetsForm(StrictModel):
    # Type checkers see a default only by its name; this form is made without arguments.
    claim: Seconds | None = Field(default=None, description="Time until an agent claims the case.")
    next_response: Seconds | None = Field(
        default=None,
        description="Next response target, for a later post; if you leave it out, as first_response.",
    )
    resolution: Seconds | None = Field(default=None, description="Time until the case is resolved.")
    hand_off: Seconds | None = Field(
        default=None,
        description="Handover acceptance: time until the next team accepts a case or sends it back.",
    )
    guidance: Seconds | None = Field(
        default=None, description="Time until a person who was asked for guidance answers."
    )


class HoursForm(StrictModel):
    zone: Text = Field(description="The time zone, such as Europe/Berlin.")
    open: dict[Text, Text] = Field(
        description='Days and times, such as {mon-fri: "09:00-12:30, 13:00-17:30"}; 22:00-02:00 goes past midnight.'
    )
    holidays: Text = Field(
        "",
        description="Public holidays on which the team is closed: DE, DE-BE or US-CA; several with a comma.",
    )
    closed: tuple[Text, ...] = Field(
        (), description="More days on which it is closed: 2026-12-24, or 2026-12-24 to 2027-01-01."
    )
    also: dict[Text, Text] = Field({}, description="Single days with their own times, even on holidays.")

    @model_validator(mode="after")
    def _can_be_kept(self) -> "HoursForm":
        try:
            self.spec()
        except WrongHours as error:
            refuse(error.problem, error.remedy)
        return self

    def spec(self) -> str:
        """Return these hours as one line that `bot.hours` reads. Raise WrongHours when they cannot be read."""
        return hours_spec(
            zone=self.zone, open=self.open, holidays=self.holidays, closed=self.closed, opened=self.also
        )


class TeamForm(StrictModel):
    channel: Channel = Field(description='The Slack channel: "#billing", or its id.')
    title: Text = Field(
        "", description="The name shown to people; the team's short name if you leave it out."
    )
    notify: tuple[Notified, ...] = Field(
        (),
        description="User groups or people to notify, once per case; on shift means those on shift at that time.",
    )
    first_response: Seconds = Field(
        3_600, description="First response target: 90s, 60m, 4h or 1d; 1h if you leave it out."
    )
    targets: TargetsForm = Field(
        TargetsForm(), description="Other SLA targets, such as {claim: 15m, resolution: 2d}."
    )
    hours: HoursForm | None = Field(None, description="Business hours; always open if you leave it out.")
    hours_on: dict[Text, HoursForm] = Field(
        {},
        description="Other business hours by network; they affect SLA timers, not shifts.",
    )
    outside: Text = Field(
        WAIT,
        description="SLA timers outside business hours: wait, go on, or the name of the team that takes over.",
    )
    members: tuple[Person, ...] = Field(
        (),
        description="The people and user groups in the team; if you leave it out, those in notify.",
    )
    lead: tuple[Name, ...] = Field(
        (), description="The people and user groups notified when a case is overdue."
    )
    cap: AtLeastOne | None = Field(
        None, description="Capacity: the most open cases per agent; no limit if you leave it out."
    )
    assign: Assignment = Field(
        "", description="Assign cases automatically in this way; if you leave it out, agents claim them."
    )
    accept_within: Seconds = Field(
        600,
        description="Time for an agent to accept an assigned case; 10m if you leave it out.",
    )
    snooze: Snoozing = Field(
        RUNS_ON,
        description="The effect of a snooze on the reply timer: lets the clock run, or pauses the clock.",
    )
    rota: tuple[DutyForm, ...] = Field(
        (), description="The shifts; if you leave it out, all members work in the team's hours."
    )
    skills: dict[Text, Some[Person]] = Field(
        {},
        description='Skills and who has them: {german: ["@aino"]}; a skill is a tag of a rule, or a language code.',
    )
