"""Public replies of a case: drafts, replies, corrections, and the state of their delivery."""

from datetime import datetime
from enum import StrEnum

from msgspec import Struct


class Delivery(StrEnum):
    """The state of a public reply."""

    SENDING = "sending"
    SENT = "sent"
    NOT_SENT = "not sent"
    UNSURE = "nobody can tell"
    DELETED = "deleted"


class Draft(Struct, frozen=True, omit_defaults=True):
    """The text of a reply exactly as it was shown to its author."""

    #: Its event.
    number: int
    #: Slack id of the author.
    by: str
    text: str
    #: Native id of the post it answers.
    to: str
    #: `Case.turn` at the time; a later turn makes the draft stale.
    turn: int
    #: Network of the post; empty in old event logs, for the first post's.
    network: str = ""
    #: Cost of sending, in millionths of a US dollar.
    cost: int = 0
    #: The network's budget for the month was used up.
    over_budget: bool = False
    #: Number of the reply that it replaces; 0 for a new reply.
    corrects: int = 0
    #: The case is resolved once it is sent.
    resolves: bool = False


class Correction(Struct, frozen=True, omit_defaults=True):
    """A correction of a posted reply that is under way; with an empty text, a deletion. `number` is its event."""

    number: int
    by: str
    text: str = ""


class Reply(Struct, frozen=True, omit_defaults=True):
    """A reply that an agent sent: a draft and its outcome."""

    #: Its event.
    number: int
    #: Slack id of the author.
    by: str
    #: Its text in public.
    text: str
    #: Native id of the post it answers.
    to: str
    #: State of the delivery.
    state: Delivery
    #: Moment the agent sent it.
    at: datetime
    #: `Case.turn` at that moment.
    turn: int = 0
    #: Public address.
    url: str = ""
    #: Id on its network; empty when unknown, for example after a person confirmed it.
    native_id: str = ""
    #: Reason it was not sent, or cannot be confirmed.
    why: str = ""
    #: Network of the post; empty in old event logs, for the first post's.
    network: str = ""
    #: Cost of sending, in millionths of a US dollar.
    cost: int = 0
    #: The network's budget for the month was used up.
    over_budget: bool = False
    #: The case is resolved once it is sent.
    resolves: bool = False
    #: Moment the network accepted it.
    sent_at: datetime | None = None
    #: Correction or deletion under way.
    correction: Correction | None = None
    #: Moment of the latest correction.
    corrected_at: datetime | None = None
    #: Reason the latest correction failed.
    trouble: str = ""
    #: Moment the network accepts it, when it asked Baton to wait.
    waits_until: datetime | None = None
    #: Reason for that wait.
    waits_for: str = ""
