"""The keys of a team: where it works, whom to notify, how soon it answers, when it is there."""

from typing import Annotated

from pydantic import AfterValidator

from bot.routing.form.values import AtLeastOne, Channel, Form, Name, Seconds, Text, refuse
from bot.routing.rules import ASSIGNMENTS, WAIT
from bot.routing.suggest import remedy


def _assignment(value: str) -> str:
    if value not in ASSIGNMENTS:
        refuse(f'"{value}" is no way to give out cases', remedy(value, ASSIGNMENTS))
    return value


Assignment = Annotated[Text, AfterValidator(_assignment)]


class TargetsForm(Form):
    claim: Seconds | None = None
    next_response: Seconds | None = None
    resolution: Seconds | None = None
    hand_off: Seconds | None = None
    guidance: Seconds | None = None


class TeamForm(Form):
    channel: Channel
    title: Text = ""
    notify: tuple[Name, ...] = ()
    first_response: Seconds = 3_600
    targets: TargetsForm = TargetsForm()
    outside: Text = WAIT
    members: tuple[Name, ...] = ()
    lead: tuple[Name, ...] = ()
    cap: AtLeastOne | None = None
    assign: Assignment = ""
    accept_within: Seconds = 600
