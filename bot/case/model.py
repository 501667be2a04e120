"""The case and its parts: status, drafts, replies, events."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from msgspec import Struct, field

from bot.case.clocks import ClockKind, Ended, SlaTimer, response_in
from bot.case.handling_model import (
    Assignment,
    Escalation,
    FollowUp,
    Guidance,
    HandOff,
    Match,
    QuestionPost,
    Snooze,
)
from bot.case.handling_model import Origin as Origin
from bot.case.handling_model import Stretch as Stretch
from bot.case.handling_model import Thread as Thread
from bot.case.reply_model import Delivery, Draft, Reply
from bot.mention import Mention
from bot.routing import Route

# Characters of a reason that are kept with a release, a reopening or a resolution.
LONGEST_REASON = 300
MENTIONS_KEPT, ACCOUNTS_KEPT, ESCALATIONS_KEPT = 50, 50, 5


class Status(StrEnum):
    """The state of a case."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    RESOLVED = "resolved"


class Resolution(StrEnum):
    """The reason a case is closed."""

    ANSWERED = "answered"
    ELSEWHERE = "answered elsewhere"
    NO_ANSWER = "no answer needed"
    SPAM = "spam"


class Event(Struct, frozen=True):
    """One entry of the event log, written once.

    (case number, `number`) is its place in the log; a `request` id takes effect only once.
    """

    #: Stored name of the event; never renamed.
    kind: str
    #: Slack id of the actor, or `baton`.
    by: str
    #: Moment it happened.
    at: datetime
    #: Id of the request that caused it.
    request: str
    #: Details, as JSON values.
    data: dict[str, Any] = field(default_factory=dict)
    #: Place in the case's log, from 1; 0 until it is stored.
    number: int = 0


class Ask(Struct, frozen=True):
    """A request for a verb: its author, its moment and its id, which takes effect only once.

    `by_hand` marks a person's request: its id is used up even when it changes nothing.
    """

    by: str
    at: datetime
    request: str
    by_hand: bool = False

    def event(self, kind: str, **data: Any) -> Event:
        """Build an event of this request."""
        return Event(kind=kind, by=self.by, at=self.at, request=self.request, data=data)

    def explained(self, kind: str, because: str, **data: Any) -> Event:
        """Build an event with the reason its actor gave, if any."""
        words = because.strip()[:LONGEST_REASON]
        return self.event(kind, **data, **({"because": words} if words else {}))


class Case(Struct, frozen=True, omit_defaults=True):
    """One customer matter."""

    #: Number that people see, as in #1042.
    number: int
    #: Team, hours and targets that the rules chose.
    route: Route
    #: Moment Baton opened it.
    opened_at: datetime
    #: The first post and the latest ones, MENTIONS_KEPT in all; the event log has every post.
    mentions: tuple[Mention, ...] = ()
    #: Count of all posts.
    mention_count: int = 0
    #: Count of replies by other customers, in communities where people help each other.
    community_answers: int = 0
    #: Count of the customer's own posts and edits; a draft from an earlier turn is stale.
    turn: int = 0
    #: Latest turn that began with an edit.
    changed_turn: int = 0
    #: Waiting, claimed or resolved.
    status: Status = Status.WAITING
    #: Slack id of the owner.
    owner: str | None = None
    #: Thread with the current card; None until it is posted.
    thread: Thread | None = None
    #: Threads the case has left, oldest first.
    earlier_threads: tuple[Thread, ...] = ()
    #: Texts under review, one for each author.
    drafts: tuple[Draft, ...] = ()
    #: Every reply that was sent, oldest first.
    replies: tuple[Reply, ...] = ()
    #: Escalation from Slack that opened the case.
    origin: Origin | None = None
    #: Reason it is closed.
    resolution: Resolution | None = None
    #: Words given with the resolution.
    resolved_because: str = ""
    #: Slack id of the person who resolved it while it had no owner.
    resolved_by: str = ""
    #: Snooze, while it lasts.
    snooze: Snooze | None = None
    #: An agent's word that it waits for the customer; a sent reply says so without one.
    follow_up: FollowUp | None = None
    #: Back with its owner since a follow-up or a snooze ended; the next answer clears this.
    resumed: bool = False
    #: Latest hand-over, until the case is answered.
    hand_off: HandOff | None = None
    #: The same, kept after the answer.
    brought: HandOff | None = None
    #: Count of declined hand-overs.
    sent_back: int = 0
    #: Open questions to other teams and people.
    guidance: tuple[Guidance, ...] = ()
    #: When the first post of the open question was written, or when an agent escalated it.
    asked_at: datetime | None = None
    #: The customer's posts in the open question; empty when nobody waits for an answer.
    question: tuple[QuestionPost, ...] = ()
    #: Staff reopened the case and nobody has answered since.
    recalled: bool = False
    #: Earlier stretches of the response timer, by hours and pauses.
    past: tuple[Stretch, ...] = ()
    #: When the answer is due; None while its timer is paused, too.
    due_at: datetime | None = None
    #: Timers that run or are paused.
    clocks: tuple[SlaTimer, ...] = ()
    #: Latest ended timer of each kind.
    kept: tuple[Ended, ...] = ()
    #: Moment of the latest answer.
    answered_at: datetime | None = None
    #: Moment of the resolution.
    resolved_at: datetime | None = None
    #: Reason a job of the case failed permanently; empty when none did.
    stuck: str = ""
    #: The customer's accounts (`x/71`) besides the one that wrote first.
    accounts: tuple[str, ...] = ()
    #: Those that wrote through a link or address of the case and that staff accepted.
    accepted: tuple[str, ...] = ()
    #: Questions whether two accounts are one person's.
    matches: tuple[Match, ...] = ()
    #: Sentiment of the first post as staff corrected it; empty if nobody did.
    sentiment: str = field(default="", name="mood")
    #: Slack id of the person who corrected it.
    sentiment_by: str = field(default="", name="mood_by")
    #: People whom the card notified, where the route notifies the agents on shift.
    notified: tuple[str, ...] = field(default=(), name="told")
    #: Automatic assignment that the owner has not accepted yet.
    assignment: Assignment | None = None
    #: Previous owners since the case began to wait.
    tried: tuple[str, ...] = ()
    #: The thread goes on beyond the posts that were read.
    longer: bool = False
    #: Escalations to a service team, oldest first: the latest ESCALATIONS_KEPT.
    escalations: tuple[Escalation, ...] = ()
    #: Links and addresses of the case issued until then are void.
    links_revoked_at: datetime | None = None
    #: Number of its events; 0 is a case without any.
    version: int = 0

    @property
    def first(self) -> Mention:
        """Return the post that opened the case."""
        return self.mentions[0]

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Return every thread it had, the latest last.

        A case that was handed over and has no card yet only has earlier ones.
        """
        return (*self.earlier_threads, self.thread) if self.thread else self.earlier_threads

    @property
    def waits(self) -> bool:
        """Return true while no agent has taken the case: it is in the queue, or its assignment is not accepted."""
        return self.status is Status.WAITING or self.assignment is not None

    @property
    def snoozed(self) -> bool:
        """Return true during a snooze."""
        return self.snooze is not None

    @property
    def snoozed_until(self) -> datetime | None:
        """Return when the snooze ends; None without a snooze, or when it lasts until the customer writes."""
        return self.snooze.until if self.snooze else None

    @property
    def pending(self) -> bool:
        """Return true while an owned case waits for its customer: answered or set so by an agent, and nothing asked.

        It ends when the customer writes or edits, and when a follow-up or a snooze ends.
        """
        is_owned = self.status is Status.CLAIMED and self.assignment is None
        if not is_owned or self.snoozed or self.question or self.recalled or self.resumed:
            return False
        # A team that gets an answered case by a hand-over has something to do before the customer has.
        answered = self.answered_at is not None and self.hand_off is None
        return self.follow_up is not None or (answered and not self._edited_since_reply)

    @property
    def can_be_sent_back(self) -> bool:
        """Return true while its team may decline it: nobody answered, and it was not declined before."""
        return self.hand_off is not None and not self.hand_off.sent_back

    @property
    def customers(self) -> tuple[str, ...]:
        """Return the accounts of the customer; every other author in the conversation is a bystander."""
        return (self.first.account, *self.accounts)

    @property
    def latest(self) -> Mention:
        """Return the customer's latest post that still exists, else the latest.

        A reply answers it, unless its author chooses another one.
        """
        return self._own_latest_first()[0]

    @property
    def latest_each(self) -> dict[str, Mention]:
        """Return the customer's latest post in each place (see `Mention.place`), the latest place first.

        A deleted post only represents a place with no other post.
        """
        found: dict[str, Mention] = {}
        for post in self._own_latest_first():
            found.setdefault(post.place, post)
        return found

    @property
    def withdrawn(self) -> bool:
        """Return true when the customer deleted every post, so that nothing is left to answer."""
        return self.latest.gone

    def is_own(self, post: Mention) -> bool:
        """Return true for a post of the customer: by its author, or because a link or address of the case proved it.

        An author who arrives by a link today is a bystander until staff accept them.
        """
        return post.account in self.customers or (post.case == self.number and not post.unverified)

    def is_unverified(self, post: Mention) -> bool:
        """Return true for a post that came by a link or address of the case from an author staff did not accept."""
        return post.unverified and not self.is_own(post)

    def takes_link(self, made_at: datetime, at: datetime, lasts: timedelta) -> bool:
        """Return true when a link or address issued at `made_at` still leads here.

        One without a date counts as issued when the case was opened. Zero `lasts` means that it never expires.
        """
        if self.links_revoked_at and made_at <= self.links_revoked_at:
            return False
        return not lasts or at <= max(made_at, self.opened_at) + lasts

    @property
    def latest_public(self) -> Mention | None:
        """Return the customer's latest public post."""
        return next((post for post in self.latest_each.values() if not post.answered_alone), None)

    @property
    def went_private(self) -> bool:
        """Return true when the case has public posts and the customer also wrote in private."""
        return self.latest_public is not None and any(post.private for post in self.latest_each.values())

    def answerable(self, at: datetime) -> dict[str, Mention]:
        """Return those of `latest_each` that their network lets Baton answer at `at`."""
        return {where: post for where, post in self.latest_each.items() if not post.refusal(at)}

    def answered(self, text: "Draft | Reply") -> Mention | None:
        """Return the post that a text answers; None when the case no longer keeps it."""
        where = (self.network_of(text), text.to)
        return next((post for post in self.mentions if (post.network, post.native_id) == where), None)

    def network_of(self, text: "Draft | Reply") -> str:
        """Return the network that a text goes out on."""
        return text.network or self.first.network

    @property
    def response_clock(self) -> SlaTimer | None:
        """Return the response timer of the open question; None without a question."""
        return response_in(self.clocks)

    def clock(self, kind: ClockKind) -> SlaTimer | None:
        """Return the timer of that kind; None when there is none."""
        return next((clock for clock in self.clocks if clock.kind is kind), None)

    def post(self, key: str) -> Mention | None:
        """Return the current state of the post with that key; None when the case does not keep it."""
        return next((post for post in self.mentions if post.key == key), None)

    def draft(self, number: int) -> Draft | None:
        """Return the draft of that number, if it is still there."""
        return next((d for d in self.drafts if d.number == number), None)

    def reply(self, number: int) -> Reply | None:
        """Return the reply of that number, if there is one."""
        return next((r for r in self.replies if r.number == number), None)

    def changing(self, number: int) -> Reply | None:
        """Return the reply that correction or deletion `number` is changing."""
        return next((r for r in self.replies if r.correction and r.correction.number == number), None)

    @property
    def _edited_since_reply(self) -> bool:
        """Return true when the customer's latest act is an edit, after the latest reply that was sent."""
        turns = [reply.turn for reply in self.replies if reply.state is Delivery.SENT]
        return bool(turns) and turns[-1] < self.changed_turn == self.turn

    def _own_latest_first(self) -> list[Mention]:
        return sorted(filter(self.is_own, reversed(self.mentions)), key=lambda post: post.gone)


class Refused(Exception):
    """Raised by a verb that is not allowed now.

    `why` says what is wrong and what to do; `code` names the reason for the code.
    """

    def __init__(self, why: str, code: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.code = code
