"""The shape of routing_rules.yaml: which keys stand where, and what each may hold."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from bot.routing.form.examples import ExampleForm, ExpectForm, PostForm
from bot.routing.form.rota import DutyForm
from bot.routing.form.targets import TargetsForForm
from bot.routing.form.teams import HoursForm, TargetsForm, TeamForm
from bot.routing.form.thens import BY_SCORE, TargetForm, ThenForm
from bot.routing.form.values import Form, MacroText, Name, RuleName, Some, TeamName, Text, not_empty
from bot.routing.form.whens import Language, RangeForm, SpikeForm, WhenForm

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


class RuleForm(Form):
    name: RuleName
    when: WhenForm
    then: ThenForm
    shadow: bool = False


class FileForm(Form):
    teams: Annotated[dict[TeamName, TeamForm], AfterValidator(not_empty)]
    marketing: str | None = None
    default: TargetForm
    languages: Some[Language] | None = None
    lists: dict[Text, Some[Name]] = Field({})
    macros: dict[Text, MacroText] = Field({})
    targets: tuple[TargetsForForm, ...] = ()
    rules: tuple[RuleForm, ...] = ()
    examples: tuple[ExampleForm, ...] = ()


def form_at(path: tuple[str | int, ...]) -> type[Form] | None:
    """The form that the value at a path of the file takes."""
    shape = ".".join("*" if isinstance(part, int) else part for part in path)
    if path[:1] == ("teams",):
        shape = ".".join(("teams", "*", *shape.split(".")[2:]))
    shape = re.sub(r"\.when(\.(all\.\*|any\.\*|not))+", ".when", shape)
    return _FORMS.get(shape)


def keys_of(form: type[Form]) -> list[str]:
    """The keys of a form as they are written in the file."""
    return [field.alias or name for name, field in form.model_fields.items()]


_FORMS: dict[str, type[Form]] = {
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
