"""The shape of routing_rules.yaml: which keys stand where, and what each may hold."""

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
    name: RuleName = Field(description="The rule's name, by which examples and Why here? call it.")
    when: WhenForm = Field(description="What a post must be like: every key written here must hold.")
    then: ThenForm = Field(description="What happens to a post that this rule takes.")
    shadow: Flag = Field(
        False,
        description="With true the rule only watches: what it would have taken is recorded, and it never acts.",
    )


class FileForm(StrictModel):
    teams: Annotated[dict[TeamName, TeamForm], AfterValidator(not_empty)] = Field(
        description="The teams by their short names."
    )
    marketing: AnyText | None = Field(
        None,
        description="The team that is marketing: its cards carry Escalate to service, and praise goes to it.",
    )
    default: TargetForm = Field(description="Where a post goes that no rule takes.")
    languages: Some[Language] | None = Field(
        None,
        description="The languages you serve; English and those your rules name if you leave it out.",
    )
    lists: dict[Text, Some[Name]] = Field(
        {},
        description="People by name, for lists in a rule: handles, each on every network or on one, as in x/bigfan.",
    )
    macros: dict[Text, MacroText] = Field(
        {},
        description="Texts to suggest for an answer, by name, for macro in a rule; nothing is ever sent by itself.",
    )
    targets: tuple[TargetsForForm, ...] = Field(
        (),
        description="Other targets for some posts: the first entry that fits and sets one wins over rule and team.",
    )
    rules: tuple[RuleForm, ...] = Field(
        (), description="Tried from the top; the first one that holds decides."
    )
    examples: tuple[ExampleForm, ...] = Field(
        (), description="Posts and where each should go; python -m bot routing check runs them all."
    )


def form_at(path: tuple[str | int, ...]) -> type[StrictModel] | None:
    """The form that the value at a path of the file takes."""
    shape = ".".join("*" if isinstance(part, int) else part for part in path)
    if path[:1] == ("teams",):
        shape = ".".join(("teams", "*", *shape.split(".")[2:]))
    shape = re.sub(r"\.when(\.(all\.\*|any\.\*|not))+", ".when", shape)
    return _FORMS.get(shape)


def keys_of(form: type[StrictModel]) -> list[str]:
    """The keys of a form as they are written in the file."""
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
