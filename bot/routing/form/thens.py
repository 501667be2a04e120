"""The keys of `then` and `default`: where a post goes."""

from pydantic import model_validator

from bot.routing.form.values import Form, Name, PriorityName, Reason, Text, refuse
from bot.routing.rules import Priority


class TargetForm(Form):
    team: str
    notify: tuple[Name, ...] | None = None
    priority: PriorityName = Priority.NORMAL
    tags: tuple[Text, ...] = ()


class ThenForm(TargetForm):
    team: str = ""
    ignore: Reason | None = None

    @model_validator(mode="after")
    def _goes_one_way(self) -> "ThenForm":
        if self.ignore is None and not self.team:
            refuse("then has neither team nor ignore", 'write team: <name>, or ignore: "<reason>"')
        if self.ignore is not None and len(self.model_fields_set) > 1:
            refuse(
                "then has ignore and something else", "a rule sends a post to a team or ignores it, not both"
            )
        return self
