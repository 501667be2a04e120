"""The shape of routing_rules.yaml: which keys stand where, and what each may hold."""

from typing import Annotated

from pydantic import AfterValidator, model_validator

from bot.routing.form.teams import HoursForm, TargetsForm, TeamForm
from bot.routing.form.thens import TargetForm, ThenForm
from bot.routing.form.values import Count, Form, PriorityName, RuleName, TeamName, Text, not_empty, refuse
from bot.routing.form.whens import FollowersForm, WhenForm

__all__ = [
    "ExampleForm",
    "ExpectForm",
    "FileForm",
    "FollowersForm",
    "HoursForm",
    "RuleForm",
    "TargetForm",
    "TeamForm",
    "ThenForm",
    "WhenForm",
    "form_at",
]


class RuleForm(Form):
    name: RuleName
    when: WhenForm
    then: ThenForm


class ExpectForm(Form):
    rule: str | None = None
    team: str | None = None
    priority: PriorityName | None = None
    ignored: bool | None = None

    @model_validator(mode="after")
    def _expects_something(self) -> "ExpectForm":
        if not self.model_fields_set:
            refuse("expect is empty", "write rule, team, priority or ignored")
        return self


class ExampleForm(Form):
    text: str
    author: Text = "someone"
    followers: Count | None = None
    network: Text = "x"
    expect: ExpectForm


class FileForm(Form):
    teams: Annotated[dict[TeamName, TeamForm], AfterValidator(not_empty)]
    marketing: str | None = None
    default: TargetForm
    rules: tuple[RuleForm, ...] = ()
    examples: tuple[ExampleForm, ...] = ()


def form_at(path: tuple[str | int, ...]) -> type[Form] | None:
    """The form that the value at a path of the file takes."""
    shape = ".".join("*" if isinstance(part, int) else part for part in path)
    if path[:1] == ("teams",):
        shape = ".".join(("teams", "*", *map(str, path[2:])))
    return _FORMS.get(shape)


_FORMS: dict[str, type[Form]] = {
    "": FileForm,
    "teams.*": TeamForm,
    "teams.*.targets": TargetsForm,
    "teams.*.hours": HoursForm,
    "default": TargetForm,
    "rules.*": RuleForm,
    "rules.*.when": WhenForm,
    "rules.*.when.followers": FollowersForm,
    "rules.*.then": ThenForm,
    "examples.*": ExampleForm,
    "examples.*.expect": ExpectForm,
}
