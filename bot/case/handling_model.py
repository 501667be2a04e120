"""Parts of a case: its threads and origin, its question, its snooze, how it reached its team, open questions."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Thread(Struct, frozen=True, omit_defaults=True):
    """A Slack thread."""

    #: Id of the channel.
    channel: str
    #: Timestamp of the first message, Slack's id for it.
    ts: str
    #: Permalink.
    url: str
    #: The channel's name in the routing rules.
    name: str = ""


class Origin(Struct, frozen=True, omit_defaults=True):
    """The escalation from Slack that opened the case: its author and message."""

    by: str
    url: str
    reason: str = ""


class QuestionPost(Struct, frozen=True, omit_defaults=True):
    """A customer's post in an open question.

    A post that arrives while a question is open begins the next question, once the reply in flight goes out.
    """

    #: Number of the event that brought the post.
    number: int
    #: Key of the post.
    key: str
    #: Start of the response timer, if this post begins the question.
    since: datetime
    #: Arrival of a post that joined an open question.
    taken: datetime | None = None
    #: Seconds to the next response, by the rules at that time.
    target: int = 0
    #: Its author deleted it.
    gone: bool = False


class Stretch(Struct, frozen=True, omit_defaults=True):
    """A finished stretch of the response timer: up to `until` it counted by these hours, or was paused."""

    until: datetime
    hours: str
    paused: bool = False


class Snooze(Struct, frozen=True, omit_defaults=True):
    """A pause until `until` (None: until the customer writes). `number` is its event."""

    number: int
    by: str
    until: datetime | None


class FollowUp(Struct, frozen=True, omit_defaults=True):
    """An agent's word that the case waits for its customer. `number` is its event.

    At `until`, if there is one, the case returns to its owner.
    """

    number: int
    by: str
    until: datetime | None


class HandOff(Struct, frozen=True, omit_defaults=True):
    """The last hand-over to the current team, kept until the case is answered."""

    by: str
    #: Empty when the case came from outside the teams.
    team_from: str
    reason: str
    at: datetime
    #: The previous team declined the case.
    sent_back: bool = False
    #: Its event; 0 when no event records the hand-over.
    number: int = 0


class Escalation(Struct, frozen=True, omit_defaults=True):
    """An escalation to a service team, and the Slack thread in which its progress is shown."""

    #: Its event.
    number: int
    #: Slack id of the escalator.
    by: str
    at: datetime
    #: Name of the team that got the case.
    team: str
    #: Id of the source message's channel; empty where Baton cannot post.
    channel: str = ""
    #: First message of the source message's thread.
    ts: str = ""
    #: The note for that team, where the source thread does not show it otherwise.
    reason: str = ""

    @property
    def is_followed(self) -> bool:
        """Return true when the source thread shows the progress."""
        return bool(self.channel and self.ts)


class Assignment(Struct, frozen=True, omit_defaults=True):
    """An automatic assignment: the owner has until `until` to accept it. `number` is its event."""

    number: int
    until: datetime


class Guidance(Struct, frozen=True, omit_defaults=True):
    """An open question from the owner to a team or a person. `number` is its event.

    `team` is empty when `person` was asked; `title` is the team's display name.
    """

    number: int
    by: str
    question: str
    at: datetime
    team: str = ""
    title: str = ""
    person: str = ""


class Sameness(StrEnum):
    """The decision about two accounts: still open, one person, or two people."""

    ASKED = "asked"
    SAME = "same"
    NOT = "not"


class Match(Struct, frozen=True, omit_defaults=True):
    """A question whether two accounts belong to one person, with the latest decision."""

    #: The event that asked.
    number: int
    #: Author of the question or of the latest decision.
    by: str
    #: This case's customer.
    account: str
    #: A customer of case `of_case`.
    other: str
    #: Display names of both accounts.
    names: tuple[str, str]
    of_case: int
    #: The evidence; empty when a person asked.
    why: str = ""
    said: Sameness = Sameness.ASKED
