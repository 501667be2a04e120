"""The keys of an entry of `targets`: the cases it applies to, and their SLA targets."""

from pydantic import Field, model_validator

from bot.routing.post_view import handle
from bot.routing.rules import Targets, TargetsFor
from bot.routing.schema.teams import TargetsForm
from bot.routing.schema.types import Name, PriorityName, Seconds, Some, Text, refuse
from bot.routing.tokens import fold


class TargetsForForm(TargetsForm):
    networks: Some[Name] | None = Field(None, description="The post is on one of these networks.")
    teams: Some[Text] | None = Field(None, description="The case goes to one of these teams.")
    priorities: Some[PriorityName] | None = Field(None, description="The case has one of these priorities.")
    tags: Some[Text] | None = Field(None, description="The case has one of these tags.")
    customers: Some[Name] | None = Field(
        None, description="One of these handles wrote it, on any network, or on one with x/ in front."
    )
    first_response: Seconds | None = Field(None, description="First response target for these posts.")

    @model_validator(mode="after")
    def _sets_something(self) -> "TargetsForForm":
        if not self.model_fields_set & {"first_response", *TargetsForm.model_fields}:
            refuse("this entry sets no target", "write one, such as first_response: 15m")
        return self

    def entry(self) -> TargetsFor:
        return TargetsFor(
            networks=frozenset(map(fold, self.networks or ())),
            teams=frozenset(self.teams or ()),
            priorities=frozenset(self.priorities or ()),
            tags=frozenset(map(fold, self.tags or ())),
            customers=frozenset(handle(who.replace("/@", "/")) for who in self.customers or ()),
            first_response=self.first_response,
            targets=Targets(**{name: getattr(self, name) for name in TargetsForm.model_fields}),
        )
