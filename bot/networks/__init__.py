"""The contract that every network implements: posts come in, replies go out, and its limits are data."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.delivery import Declined, Receipt
from bot.lag import Source
from bot.mention import Hidden, Mention

OUR_OWN = "This post is our own. Use the link of the customer's post."


def of_others(mention: Mention, our_id: str) -> Mention:
    """Return a post that a person escalates. Raise Declined for a post of our own account, which needs no reply."""
    if mention.author.native_id == our_id:
        raise Declined(OUR_OWN, "our_own")
    return mention


def free(_text: str) -> float:
    """Return the cost of a reply on a network that charges nothing."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits and prices of a network, as data for the core."""

    #: The longest text a reply may have, in `unit`s.
    longest: int
    #: Counts a text as the network counts it, in `unit`s.
    length: Callable[[str], int]
    #: Pause between two polls of one source, in seconds.
    poll_seconds: float
    #: Shortest pause between two replies from our account, in seconds.
    reply_gap: float
    #: The unit of `longest`, for people to read.
    unit: str = "characters"
    #: The price of a reply with this text in US dollars; above `cost("")` only if the text has a link.
    cost: Callable[[str], float] = free
    #: The price of reading one post, in US dollars.
    read_price: float = 0.0
    #: Different prices by source.
    read_prices: Mapping[str, float] = field(default_factory=dict)
    #: Pause between two re-checks for edits and deletions; 0: the network pushes them, or cannot be asked.
    review_seconds: float = 0.0
    #: Age in days up to which posts are re-checked.
    review_days: float = 30.0
    #: Our replies can be edited there.
    edits_replies: bool = False
    #: Our replies can be deleted there.
    deletes_replies: bool = False
    #: The explanation for people where they cannot.
    why_not: str = ""
    #: A reply that `find_reply` misses does not exist and never will, so a retry needs no confirmation.
    finds_for_certain: bool = False

    def price_of(self, source: str) -> float:
        """Return what one post of this source costs to read, in US dollars."""
        return self.read_prices.get(source, self.read_price)


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts, oldest first, and the cursor for the next poll (opaque text of the source's own)."""

    #: New posts, oldest first.
    mentions: tuple[Mention, ...] = ()
    #: Where the next poll starts.
    cursor: str = ""
    #: The source has more posts now, so the next poll need not wait.
    more: bool = False
    #: Known posts as they read now; may include posts Baton never ingested.
    edits: tuple[Mention, ...] = ()
    #: Native ids of posts that their authors or the network deleted; may include posts Baton never ingested.
    gone: tuple[str, ...] = ()
    #: Posts that the network bills as read.
    reads: int = 0
    #: Posts that need no reply, each with the reason; counted and sampled like those that a rule ignores.
    ignored: tuple[tuple[Mention, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """The result of re-checking posts, by native id. Nothing is known about a post that is in none of the sets."""

    #: Posts that are shown to us.
    seen: frozenset[str] = frozenset()
    #: Those of `seen` that read differently than before.
    edits: tuple[Mention, ...] = ()
    #: Posts that the network itself calls deleted; a post missing from an answer is not.
    gone: tuple[str, ...] = ()
    #: Posts that exist but are not shown to us.
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    #: Posts that the network bills as read.
    reads: int = 0


@dataclass(frozen=True, slots=True)
class HookLimits:
    """The limits of a webhook's requests. One that `streams` reads the body itself, chunk by chunk."""

    #: The longest body, in bytes; a longer one is answered 413.
    body_bytes: int = 0
    #: How much of a streamed body the hook keeps at most, in bytes.
    held_bytes: int = 0

    @property
    def streams(self) -> bool:
        return self.held_bytes > 0


NO_HOOK = HookLimits()


@dataclass(frozen=True, slots=True)
class HookCall:
    """A request to `/hooks/<network>/<rest>`. Header names are in lower case. `body` is as it was sent; elsewhere
    U+FFFD replaces bytes that are not text. `visitor` is the caller's network address, if known."""

    method: str
    rest: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes
    #: The body of a hook that streams, which may raise whatever ends the request; else None.
    stream: AsyncIterator[bytes] | None = None
    visitor: str = ""

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the body as it comes, once; a body that was read already is one chunk."""
        if self.stream is None:
            yield self.body
            return
        async for chunk in self.stream:
            yield chunk


@dataclass(frozen=True, slots=True)
class HookAnswer:
    """The response to a webhook request: 200 only after everything was stored."""

    status: int = 200
    text: str = "ok"
    content_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrivateMessage:
    """One message of a private conversation: the customer's, or (`ours`) an answer that went out."""

    text: str
    at: datetime
    ours: bool


@dataclass(frozen=True, slots=True)
class Proof:
    """A single-use proof that a request is genuine. `key` identifies it across networks; `about` identifies what
    the request brought, to distinguish another request with the same proof."""

    key: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A private conversation, oldest message first. `is_customer`: its author is the case's customer, or staff
    accepted them as such."""

    said: Sequence[PrivateMessage] = ()
    is_customer: bool = False


class EventSink(Protocol):
    """The receiver of events that a network pushes (by gateway, stream or webhook)."""

    async def look(self, source: str) -> None:
        """Request a poll of this source now, because something is new there."""

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        """Ingest these posts, edits and deletions; they are in the store when this returns. Moves no cursor.

        If any process has used `proof` before, ingest nothing and return what that request was `about`. While
        another request with the same proof is in progress, wait for its outcome.
        """

    async def warn(self, notice: str, text: str) -> None:
        """Post in the alert channel what was refused and how to fix it, once a day for the same `notice`."""

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        """Escalate a post to the service queue for a trusted member of the network; return a sentence for them."""


class ConversationReader(Protocol):
    """A reader of conversations, for a network that displays them itself."""

    async def talk(self, case: int, account: str, made_at: datetime | None) -> Talk | None:
        """Return the private conversation of an account (`page/...`) in a case.

        None when there is no such case, it accepts no more messages, or the link has expired or was revoked: the
        link created at `made_at`, or with None the account's own.
        """


@runtime_checkable
class Shows(Protocol):
    """A network that displays conversations itself."""

    def remember(self, memory: ConversationReader) -> None:
        """Set the reader to use from `start()` on."""


@runtime_checkable
class ReadsThreads(Protocol):
    """A network whose threads can be read free of charge."""

    async def thread(self, mention: Mention) -> Batch:
        """Return the author's other posts in the thread of `mention`, in reply to themselves or us, oldest first.
        `more` says that the thread is longer than what was read."""


class SocialNetwork(Protocol):
    """A network: posts come in through `mentions`, replies go out through `reply`.

    Every method raises NotSent (surely nothing happened), Declined (it never will) or CannotTell (it may have).
    `account` is the public name that replies are sent from; each of `sources` is polled with its own cursor. `hook`
    handles requests that others send us, if the network has any, within `hook_limits`; it works before `start()`.
    """

    name: str
    title: str
    account: str
    limits: Limits
    sources: tuple[str, ...]

    @property
    def hook(self) -> Callable[[HookCall], Awaitable[HookAnswer]] | None: ...

    @property
    def hook_limits(self) -> HookLimits: ...

    def subscribe(self, sink: EventSink) -> None:
        """Set the sink for events that the network pushes, by webhook or over an open connection."""

    async def start(self, *, listen: bool = False) -> None:
        """Sign in and learn our account's name. With `listen` (in one process only, and it has a sink) keep a
        gateway or stream open, if there is one. Raise Declined when the credentials are refused."""

    async def troubles(self) -> Sequence[str]:
        """Return what an admin should fix although the network answers, one sentence each. Call it after `start()`."""

    async def stop(self) -> None: ...

    async def mentions(self, source: str, since: str | None) -> Batch:
        """Return the posts after `since`; with None, no post and a cursor for now."""

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Post a reply, publicly or as privately as `mention` was. `key` makes it idempotent."""

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply to `mention` with this text or key, posted at `since` or later, if it exists."""

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Replace the text of our reply `native_id`. Raise Declined with `limits.why_not` where that is impossible."""

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Delete our reply `native_id`; one that is already gone counts as deleted."""

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Re-check these posts (at most 100) for edits and deletions."""

    def post_id(self, url: str) -> str | None:
        """Return the native id in the URL of a post of this network; None when the URL is not one."""

    async def fetch(self, native_id: str) -> Mention | None:
        """Return one post by its id, for a link that a person escalates; None when the network has no such post.
        Raise Declined for a post of our own."""


def sources_of(networks: Iterable[SocialNetwork]) -> list[Source]:
    """Return every source that these networks poll."""
    return [source_of(network, name) for network in networks for name in network.sources]


def source_of(network: SocialNetwork, name: str) -> Source:
    return Source(network.title, f"{network.name}/{name}", network.limits.poll_seconds)
