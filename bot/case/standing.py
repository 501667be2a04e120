"""What stands on a case for a while: that it is snoozed, how its team came by it, what somebody else was asked."""

from datetime import datetime

from msgspec import Struct


class Snooze(Struct, frozen=True, omit_defaults=True):
    """Nobody needs to act before `until` (None: before the customer writes). `number` is its event in the journal."""

    number: int
    by: str
    until: datetime | None


class HandOff(Struct, frozen=True, omit_defaults=True):
    """Who brought the case to its team, and why, until it is answered.

    `team_from` is empty when it came from outside the teams; `sent_back` says that the team before did not take it.
    `number` is its event in the journal, 0 where none says who brought it.
    """

    by: str
    team_from: str
    reason: str
    at: datetime
    sent_back: bool = False
    number: int = 0


class Assignment(Struct, frozen=True, omit_defaults=True):
    """The case was given to its owner, who has until then to accept it. `number` is its event in the journal."""

    number: int
    until: datetime


class Guidance(Struct, frozen=True, omit_defaults=True):
    """A question the owner asked a team or a person, not answered yet. `number` is its event in the journal.

    `team` is empty when `person` was asked; `title` is what people call the team.
    """

    number: int
    by: str
    question: str
    at: datetime
    team: str = ""
    title: str = ""
    person: str = ""
