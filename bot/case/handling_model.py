"""What is true of a case for a while: its question, its snooze, how its team came by it, what others were asked."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class QuestionPost(Struct, frozen=True, omit_defaults=True):
    """A post of the customer's in an open question. `number` is the event that brought it, `key` names the post.

    `since` is when the team's clock starts if this post begins the question. A post that came while a question was
    open begins the next one when the reply then in flight goes out: for that, `taken` is when it came and `target` the
    seconds to the next response by the rules of that time. `gone`: its author deleted it.
    """

    number: int
    key: str
    since: datetime
    taken: datetime | None = None
    target: int = 0
    gone: bool = False


class Stretch(Struct, frozen=True, omit_defaults=True):
    """How a case's response clock counted until a change: by these hours, or not at all."""

    until: datetime
    hours: str
    paused: bool = False


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


class Sameness(StrEnum):
    """What was said of two accounts: nothing yet, that one person has both, that they are two people's."""

    ASKED = "asked"
    SAME = "same"
    NOT = "not"


class Match(Struct, frozen=True, omit_defaults=True):
    """A question whether two accounts are one person's, and who said what last. `number` is its event in the journal.

    `account` is this case's customer, `other` one of case `of_case`, `names` what people call them; `why` says what
    speaks for it, and is empty when a person asked.
    """

    number: int
    by: str
    account: str
    other: str
    names: tuple[str, str]
    of_case: int
    why: str = ""
    said: Sameness = Sameness.ASKED
