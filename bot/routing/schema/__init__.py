"""The schema of routing_rules.yaml: its keys, and the values each accepts."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.routing.schema.actions import BY_SCORE, TargetForm, ThenForm
from bot.routing.schema.conditions import Language, RangeForm, SpikeForm, WhenForm
from bot.routing.schema.examples import ExampleForm, ExpectForm, PostForm
from bot.routing.schema.rota import DutyForm
from bot.routing.schema.targets import TargetsForForm
from bot.routing.schema.teams import HoursForm, TargetsForm, TeamForm
from bot.routing.schema.types import (
    AnyText,
    Flag,
    MacroText,
    Name,
    ReplyName,
    RuleName,
    Some,
    StrictModel,
    TeamName,
    Text,
    not_empty,
)

__all__ = [
    "BY_SCORE",
    "DutyForm",
    "ExampleForm",
    "ExpectForm",
    "FileForm",
    "HoursForm",
    "PostForm",
    "RangeForm",
    "RuleForm",
    "SpikeForm",
    "TargetForm",
    "TargetsForForm",
    "TeamForm",
    "ThenForm",
    "WhenForm",
    "form_at",
    "keys_of",
]


class RuleForm(StrictModel):
    name: RuleName = Field(description="The rule's name, shown in examples and under Why here?")
    when: WhenForm = Field(description="Conditions on the post: every key you write must match.")
    then: ThenForm = Field(description="What happens to a post that this rule matches.")
    shadow: Flag = Field(
        False,
        description="true runs the rule in shadow mode (dry run): its matches are recorded, and it never acts.",
    )
    paused: Flag = Field(False, description="true pauses the rule: it matches nothing until you remove this.")


class FileForm(StrictModel):
    teams: Annotated[dict[TeamName, TeamForm], AfterValidator(not_empty)] = Field(
        description="The teams by their short names."
    )
    marketing: AnyText | None = Field(
        None,
        description="The marketing team: its cards have the button Escalate to service, and it gets praise.",
    )
    default: TargetForm = Field(description="The fallback: where a post goes that no rule matches.")
    languages: Some[Language] | None = Field(
        None,
        description="The languages you serve; if you leave it out, English and those your rules name.",
    )
    lists: dict[Text, Some[Name]] = Field(
        {},
        description="Named lists of handles, for lists in a rule; a handle counts on every network, x/bigfan on one.",
    )
    macros: dict[Text, MacroText] = Field(
        {},
        description="Saved replies for all teams by name; macro in a rule suggests one. Nothing is sent automatically.",
    )
    saved_replies: dict[AnyText, dict[ReplyName, MacroText]] = Field(
        {},
        description="Saved replies by team and name, for the list in the reply window of that team's cases.",
    )
    targets: tuple[TargetsForForm, ...] = Field(
        (),
        description="SLA targets for some posts: the first entry that fits and sets one overrides rule and team.",
    )
    rules: tuple[RuleForm, ...] = Field(
        (), description="Evaluated from the top; the first rule that matches decides."
    )
    examples: tuple[ExampleForm, ...] = Field(
        (), description="Test posts with their expected routing; python -m bot routing check runs them all."
    )


def form_at(path: tuple[str | int, ...]) -> type[StrictModel] | None:
    """Return the model of the value at a path of the file, or None."""
    shape = ".".join("*" if isinstance(part, int) else part for part in path)
    if path[:1] == ("teams",):
        shape = ".".join(("teams", "*", *shape.split(".")[2:]))
    shape = re.sub(r"\.when(\.(all\.\*|any\.\*|not))+", ".when", shape)
    return _FORMS.get(shape)


def keys_of(form: type[StrictModel]) -> list[str]:
    """Return the keys of a model as they are written in the file."""
    return [field.alias or name for name, field in form.model_fields.items()]


_FORMS: dict[str, type[StrictModel]] = {
    "": FileForm,
    "teams.*": TeamForm,
    "teams.*.targets": TargetsForm,
    "teams.*.hours": HoursForm,
    "teams.*.rota.*": DutyForm,
    "default": TargetForm,
    "targets.*": TargetsForForm,
    "rules.*": RuleForm,
    "rules.*.when": WhenForm,
    "rules.*.when.followers": RangeForm,
    "rules.*.when.earlier_cases": RangeForm,
    "rules.*.when.spike": SpikeForm,
    "rules.*.then": ThenForm,
    "rules.*.then.targets": TargetsForm,
    "default.targets": TargetsForm,
    "examples.*": ExampleForm,
    "examples.*.expect": ExpectForm,
}
