"""The keys of `then` and `default`: where a post goes."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from bot.routing.form.teams import TargetsForm
from bot.routing.form.values import PRIORITIES, Form, Notified, Reason, Seconds, Text, read_priority, refuse
from bot.routing.rules import Priority

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
    AfterValidator(_points),
    WithJsonSchema({"type": "integer", "minimum": -MOST_POINTS, "maximum": MOST_POINTS}),
]


class TargetForm(Form):
    team: str
    notify: tuple[Notified, ...] | None = None
    priority: PriorityOrAuto = Priority.NORMAL
    tags: tuple[Text, ...] = ()
    inform: tuple[str, ...] = ()
    first_response: Seconds | None = None
    targets: TargetsForm = TargetsForm()
    macro: str = ""


class ThenForm(TargetForm):
    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [way]} for way in ("team", "praise", "ignore", "continue")]}
    )

    team: str = ""
    points: Points = 0
    praise: bool = False
    ignore: Reason | None = None
    continue_: bool = Field(False, alias="continue")

    @model_validator(mode="after")
    def _goes_one_way(self) -> "ThenForm":
        if self.continue_:
            return self._goes_on()
        if self.ignore is None and not self.team and not self.praise:
            refuse("then has neither team nor ignore", 'write team: <name>, or ignore: "<reason>"')
        if self.ignore is not None and len(self.model_fields_set) > 1:
            refuse(
                "then has ignore and something else", "a rule sends a post to a team or ignores it, not both"
            )
        if self.praise and self.team:
            refuse("then has team and praise", "praise goes to the team that is marketing: take team away")
        return self

    def _goes_on(self) -> "ThenForm":
        if self.team or self.praise or self.ignore is not None or self.notify is not None:
            refuse(
                "a rule that continues does not say where the post goes",
                "take team, notify, praise and ignore away; inform tells further teams",
            )
        if not self.model_fields_set - {"continue_"}:
            refuse("this rule continues and adds nothing", "add tags, inform, priority, targets or points")
        return self
