"""The keys of `then` and `default`: the team, priority and tags of a post."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from bot.routing.rules import Priority
from bot.routing.schema.teams import TargetsForm
from bot.routing.schema.types import (
    PRIORITIES,
    AnyText,
    Flag,
    Notified,
    Reason,
    Seconds,
    StrictModel,
    Text,
    WholeNumber,
    read_priority,
    refuse,
)

BY_SCORE = "auto"
MOST_POINTS = 10


def _priority_or_auto(value: object) -> object:
    return value if value == BY_SCORE else read_priority(value, BY_SCORE)


def _points(value: int) -> int:
    if not -MOST_POINTS <= value <= MOST_POINTS:
        refuse(f"{value} points are too many", f"write a number from -{MOST_POINTS} to {MOST_POINTS}")
    return value


PriorityOrAuto = Annotated[
    Priority | Literal["auto"],
    BeforeValidator(_priority_or_auto),
    WithJsonSchema({"enum": [*PRIORITIES, BY_SCORE]}),
]
Points = Annotated[
    int,
    WholeNumber,
    AfterValidator(_points),
    WithJsonSchema({"type": "integer", "minimum": -MOST_POINTS, "maximum": MOST_POINTS}),
]


class TargetForm(StrictModel):
    team: AnyText = Field(description="The team that gets the case.")
    notify: tuple[Notified, ...] | None = Field(
        None,
        description="People to notify instead of the team's list; [on shift] for those on shift, [] for no one.",
    )
    priority: PriorityOrAuto = Field(
        Priority.NORMAL, description="The priority of the case; auto calculates it as a score."
    )
    tags: tuple[Text, ...] = Field((), description="Tags for search and reports.")
    inform: tuple[AnyText, ...] = Field(
        (), description="Other teams to notify (FYI): each gets one line with a link, once."
    )
    first_response: Seconds | None = Field(None, description="First response target, instead of the team's.")
    targets: TargetsForm = Field(TargetsForm(), description="Other SLA targets, instead of the team's.")
    macro: AnyText = Field(
        "", description="The name of a saved reply to suggest; an agent still reviews and sends it."
    )


class ThenForm(TargetForm):
    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [way]} for way in ("team", "praise", "ignore", "continue")]}
    )

    team: AnyText = Field("", description="The team that gets the case.")
    points: Points = Field(0, description="Points this rule adds to the priority score, from -10 to 10.")
    praise: Flag = Field(
        False,
        description="true instead of team: the post goes to marketing, tagged praise, with low priority.",
    )
    ignore: Reason | None = Field(
        None, description="Instead of all other keys: the reason why the post needs no reply."
    )
    continue_: Flag = Field(
        False,
        alias="continue",
        description="true instead of team: the rule adds its other keys, and later rules are still evaluated.",
    )

    @model_validator(mode="after")
    def _has_one_destination(self) -> "ThenForm":
        if self.continue_:
            return self._continues()
        if self.ignore is None and not self.team and not self.praise:
            refuse("then has neither team nor ignore", 'write team: <name>, or ignore: "<reason>"')
        if self.ignore is not None and len(self.model_fields_set) > 1:
            refuse(
                "then has ignore and something else", "a rule sends a post to a team or ignores it, not both"
            )
        if self.praise and self.team:
            refuse("then has team and praise", "praise goes to the marketing team: remove team")
        return self

    def _continues(self) -> "ThenForm":
        if self.team or self.praise or self.ignore is not None or self.notify is not None:
            refuse(
                "a rule that continues does not say where the post goes",
                "remove team, notify, praise and ignore; inform notifies other teams",
            )
        if not self.model_fields_set - {"continue_"}:
            refuse("this rule continues and adds nothing", "add tags, inform, priority, targets or points")
        return self
