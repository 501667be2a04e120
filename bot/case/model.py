"""The case and what it is made of: threads, drafts, replies, events."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from bot.case.clocks import ClockKind, Ended, SlaTimer, response_in
from bot.case.handling_model import Assignment, Guidance, HandOff, Match, QuestionPost, Snooze, Stretch
from bot.mention import Mention
from bot.routing import Route

MENTIONS_KEPT = 50
# Characters of a reason that are kept with a release, a reopening or a resolution.
LONGEST_REASON = 300
ACCOUNTS_KEPT = 50


class Status(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Resolution(StrEnum):
    """Why a case is closed."""

    ANSWERED = "answered"
    ELSEWHERE = "answered elsewhere"
    NO_ANSWER = "no answer needed"
    SPAM = "spam"


class Delivery(StrEnum):
    """Where a public reply stands."""

    SENDING = "sending"
    SENT = "sent"
    NOT_SENT = "not sent"
    UNSURE = "nobody can tell"
    DELETED = "deleted"


class Thread(Struct, frozen=True, omit_defaults=True):
    """A Slack thread: its channel's id, the first message's `ts`, a link, the channel as the rules name it."""

    channel: str
    ts: str
    url: str
    name: str = ""


class Draft(Struct, frozen=True, omit_defaults=True):
    """A reply's text as it was shown to the person who may send it. `number` is its event in the journal.

    `to` is the native id of the post answered, on `network` (empty, in old journals: the first post's). `cost` is what
    sending it costs, in millionths of a US dollar; `over_budget`: the network's budget of the month was used up.
    `corrects` is the number of the reply it is to stand in place of, 0 for a reply of its own.
    """

    number: int
    by: str
    text: str
    to: str
    turn: int
    network: str = ""
    cost: int = 0
    over_budget: bool = False
    corrects: int = 0


class Correction(Struct, frozen=True, omit_defaults=True):
    """What is being done to a reply that went out. `number` is its event in the journal; with no text it is deleted."""

    number: int
    by: str
    text: str = ""


class Reply(Struct, frozen=True, omit_defaults=True):
    """A reply somebody sent: a draft and what became of it. `number` is its own event in the journal.

    While it is on its way, `waits_until` is when the network takes it, where it asks us to wait, and `waits_for` why.
    `sent_at` is when the network had it; `correction` is under way, `corrected_at` when the latest one was done,
    `trouble` why the latest one was not.
    """

    number: int
    by: str
    text: str
    to: str
    state: Delivery
    at: datetime
    turn: int = 0
    url: str = ""
    native_id: str = ""
    why: str = ""
    network: str = ""
    cost: int = 0
    over_budget: bool = False
    sent_at: datetime | None = None
    correction: Correction | None = None
    corrected_at: datetime | None = None
    trouble: str = ""
    waits_until: datetime | None = None
    waits_for: str = ""


class Origin(Struct, frozen=True, omit_defaults=True):
    """Who escalated the case out of Slack, and from which message."""

    by: str
    url: str
    reason: str = ""


class Event(Struct, frozen=True):
    """What happened, written once. (case number, `number`) is its place in the journal; `request` is heard once."""

    kind: str
    by: str
    at: datetime
    request: str
    data: dict[str, Any] = field(default_factory=dict)
    number: int = 0


class Ask(Struct, frozen=True):
    """Who asks for a verb, when, and the request's own id: the same request is heard once. `by_hand`: a person's own,
    which is heard once also when it changes nothing."""

    by: str
    at: datetime
    request: str
    by_hand: bool = False

    def event(self, kind: str, **data: Any) -> Event:
        return Event(kind, self.by, self.at, self.request, data)

    def explained(self, kind: str, because: str, **data: Any) -> Event:
        """An event with the reason its actor gave, if any."""
        words = because.strip()[:LONGEST_REASON]
        return self.event(kind, **data, **({"because": words} if words else {}))


class Case(Struct, frozen=True, omit_defaults=True):
    """One customer matter. `version` is the number of its events; 0 is a case nothing has happened to yet.

    `mentions` holds the first post and the latest, MENTIONS_KEPT in all; `mention_count` counts every one (the
    journal keeps them). `turn` counts the customer's own posts and changes of them: a draft older than the latest
    turn is stale. `changed_turn` is the latest that began with a change. `community_answers` counts what other
    customers answered, in places where they help one another.
    `question` are the customer's posts since the open question began, empty when nothing waits for an answer.
    `asked_at` is when its first post was written (when a person brought the case: when they did). `due_at` is when its
    answer must be there; None while its clock is paused too. `recalled`: staff reopened the case, and nobody answered
    since. `past` is how the response clock counted before the latest changes of hours and pauses.
    `clocks` run or are paused; `kept` says how the latest of each kind ended.
    `accounts` are the customer's beside the one that wrote first (`x/71`), `accepted` those of them that wrote by a
    link or an address of the case and that staff accepted. `mood` is how the first post sounds, as `mood_by` said;
    empty while nobody did. `resolved_because` are the words given with the resolution. `brought` says how the case
    came to its team, and stays when the `hand_off` is over. `sent_back` counts how often a team sent the case back.
    Links and addresses of the case that were given out until `links_revoked_at` are void. `told` names those whom its
    card told, where the route tells whoever is on shift. `assignment` stands while its owner was given it and did not
    accept it yet; `tried` are those who had it since it began to wait. `longer`: its thread goes on beyond the posts
    that were read.
    """

    number: int
    route: Route
    opened_at: datetime
    mentions: tuple[Mention, ...] = ()
    mention_count: int = 0
    community_answers: int = 0
    turn: int = 0
    changed_turn: int = 0
    status: Status = Status.WAITING
    owner: str | None = None
    thread: Thread | None = None
    earlier_threads: tuple[Thread, ...] = ()
    drafts: tuple[Draft, ...] = ()
    replies: tuple[Reply, ...] = ()
    origin: Origin | None = None
    resolution: Resolution | None = None
    resolved_because: str = ""
    snooze: Snooze | None = None
    hand_off: HandOff | None = None
    brought: HandOff | None = None
    sent_back: int = 0
    guidance: tuple[Guidance, ...] = ()
    asked_at: datetime | None = None
    question: tuple[QuestionPost, ...] = ()
    recalled: bool = False
    past: tuple[Stretch, ...] = ()
    due_at: datetime | None = None
    clocks: tuple[SlaTimer, ...] = ()
    kept: tuple[Ended, ...] = ()
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    stuck: str = ""
    accounts: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    mood: str = ""
    mood_by: str = ""
    told: tuple[str, ...] = ()
    assignment: Assignment | None = None
    tried: tuple[str, ...] = ()
    longer: bool = False
    links_revoked_at: datetime | None = None
    version: int = 0

    @property
    def first(self) -> Mention:
        return self.mentions[0]

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Every thread it had, the latest last; of a case that was handed on and has no card yet, one it left."""
        return (*self.earlier_threads, self.thread) if self.thread else self.earlier_threads

    @property
    def waits(self) -> bool:
        """Whether nobody has taken it: it waits, or whoever it was given to did not accept it yet."""
        return self.status is Status.WAITING or self.assignment is not None

    @property
    def snoozed(self) -> bool:
        return self.snooze is not None

    @property
    def snoozed_until(self) -> datetime | None:
        """When the snooze ends by itself; None when it is not snoozed, or until the customer writes."""
        return self.snooze.until if self.snooze else None

    @property
    def can_be_sent_back(self) -> bool:
        """Whether its team may still say that it is not theirs: nobody answered, and it did not come back itself."""
        return self.hand_off is not None and not self.hand_off.sent_back

    @property
    def customers(self) -> tuple[str, ...]:
        """The accounts of whoever's matter this is; everybody else in the conversation is a bystander."""
        return (self.first.account, *self.accounts)

    @property
    def latest(self) -> Mention:
        """The customer's latest post that is still there (else the latest): the one a reply answers, unless its writer
        chooses another."""
        return self._own_latest_first()[0]

    @property
    def latest_each(self) -> dict[str, Mention]:
        """The customer's latest post in each place (see `Mention.place`), the very latest first. One that was taken
        away stands in only where nothing else does."""
        found: dict[str, Mention] = {}
        for post in self._own_latest_first():
            found.setdefault(post.place, post)
        return found

    @property
    def withdrawn(self) -> bool:
        """Whether the customer took every post away: nothing is left to answer."""
        return self.latest.gone

    def is_own(self, post: Mention) -> bool:
        """Whether a post is the customer's: by its author, or because it came by a link or an address of this case when
        that was enough. Who writes by one now is a bystander until staff accept them."""
        return post.account in self.customers or (post.case == self.number and not post.unverified)

    def is_unverified(self, post: Mention) -> bool:
        """Whether a post came by a link or an address of this case, by somebody nobody has accepted yet."""
        return post.unverified and not self.is_own(post)

    def takes_link(self, made_at: datetime, at: datetime, lasts: timedelta) -> bool:
        """Whether a link or an address given out at `made_at` still leads here; one that does not say
        when counts as given out when the case was opened. `lasts` is how long one is good; without a length, always."""
        if self.links_revoked_at and made_at <= self.links_revoked_at:
            return False
        return not lasts or at <= max(made_at, self.opened_at) + lasts

    @property
    def latest_public(self) -> Mention | None:
        """The customer's latest post that everybody can read."""
        return next((post for post in self.latest_each.values() if not post.answered_alone), None)

    @property
    def went_private(self) -> bool:
        """Whether it began, or was taken up, in public and the customer wrote in private too."""
        return self.latest_public is not None and any(post.private for post in self.latest_each.values())

    def answerable(self, at: datetime) -> dict[str, Mention]:
        """Those of `latest_each` whose network takes a reply at `at`."""
        return {where: post for where, post in self.latest_each.items() if not post.refusal(at)}

    def answered(self, text: "Draft | Reply") -> Mention | None:
        """The very post a text answers; None when the case no longer keeps it."""
        where = (self.network_of(text), text.to)
        return next((post for post in self.mentions if (post.network, post.native_id) == where), None)

    def network_of(self, text: "Draft | Reply") -> str:
        """The network a text goes out on."""
        return text.network or self.first.network

    @property
    def response_clock(self) -> SlaTimer | None:
        """The clock of the customer's open question; None when nothing waits for an answer."""
        return response_in(self.clocks)

    def clock(self, kind: ClockKind) -> SlaTimer | None:
        """The clock of that kind; None when there is none."""
        return next((clock for clock in self.clocks if clock.kind is kind), None)

    def post(self, key: str) -> Mention | None:
        """The post of that key as it stands now; None when the case does not keep it (any more)."""
        return next((post for post in self.mentions if post.key == key), None)

    def draft(self, number: int) -> Draft | None:
        return next((d for d in self.drafts if d.number == number), None)

    def reply(self, number: int) -> Reply | None:
        return next((r for r in self.replies if r.number == number), None)

    def changing(self, number: int) -> Reply | None:
        """The reply that the correction or deletion `number` is about, while it is under way."""
        return next((r for r in self.replies if r.correction and r.correction.number == number), None)

    def _own_latest_first(self) -> list[Mention]:
        return sorted(filter(self.is_own, reversed(self.mentions)), key=lambda post: post.gone)


class Refused(Exception):
    """A verb that may not be done now; `why` says what was wrong and what to do, `code` names it for the code."""

    def __init__(self, why: str, code: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
