"""The contract every network keeps: posts come in, answers go out, and what each network allows is data."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.delivery import Declined, Receipt
from bot.lag import Source
from bot.mention import Hidden, Mention

OUR_OWN = "That post is our own. Give the link of the customer's post."


def of_others(mention: Mention, our_id: str) -> Mention:
    """A post that somebody hands in. Raises Declined for one of our account: nobody waits for an answer to that."""
    if mention.author.native_id == our_id:
        raise Declined(OUR_OWN, "our_own")
    return mention


def free(_text: str) -> float:
    """What a reply costs where a network takes no money for it."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a network takes, as data the core reads.

    `length(text)` counts as the network counts, in `unit`s; `longest` is the most it takes. `poll_seconds` is the
    pause between two looks at one source, `reply_gap` the least pause between two replies from our account,
    `review_seconds` between two looks whether posts were changed or deleted (0: the network tells by itself, or cannot
    be asked), all in seconds; posts are reviewed for `review_days`. `cost(text)` is what a reply of that text costs
    (more than `cost("")` only when it has a link), `read_price` one post read, in US dollars, unless `read_prices`
    has another price for its source. `edits_replies` and `deletes_replies` say whether what we sent can still be
    changed there, and `why_not` what a person is told where it cannot. `finds_for_certain`: a reply that `find_reply`
    does not find is not there, and will not appear: it may be sent again without asking anybody.
    """

    longest: int
    length: Callable[[str], int]
    poll_seconds: float
    reply_gap: float
    unit: str = "characters"
    cost: Callable[[str], float] = free
    read_price: float = 0.0
    read_prices: Mapping[str, float] = field(default_factory=dict)
    review_seconds: float = 0.0
    review_days: float = 30.0
    edits_replies: bool = False
    deletes_replies: bool = False
    why_not: str = ""
    finds_for_certain: bool = False

    def price_of(self, source: str) -> float:
        """Return what one post of this source costs to read, in US dollars."""
        return self.read_prices.get(source, self.read_price)


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts, oldest first, and where to look from next time (opaque text of the source's own).

    `edits` are posts seen before as they read now, `gone` the native ids of posts their authors or the network took
    away; either may name posts Baton never took. `ignored` are posts nobody waits for an answer to, each with
    the reason: they are counted and sampled as posts are that a rule ignores. `more` says that the source holds further
    posts now, so that the next look need not wait. `reads` counts what the network bills as read.
    """

    mentions: tuple[Mention, ...] = ()
    cursor: str = ""
    more: bool = False
    edits: tuple[Mention, ...] = ()
    gone: tuple[str, ...] = ()
    reads: int = 0
    ignored: tuple[tuple[Mention, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """What became of posts that were looked up, by native id.

    `seen` are shown to us, of which `edits` read differently than they did. `gone` were taken away, by the network's
    own word about each of them: that a post is missing from an answer is none. `hidden` are not shown to us though they
    were not taken away. Of a post in none of these nothing was found out. `reads` counts what the network bills as
    read.
    """

    seen: frozenset[str] = frozenset()
    edits: tuple[Mention, ...] = ()
    gone: tuple[str, ...] = ()
    hidden: Mapping[str, Hidden] = field(default_factory=dict)
    reads: int = 0


@dataclass(frozen=True, slots=True)
class HookLimits:
    """What a hook takes of a request. One that `streams` reads the body itself, chunk by chunk."""

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
    """A request to `/hooks/<network>/<rest>`. Names of headers are in lower case; `body` is as it was sent, elsewhere
    U+FFFD stands for what is no text. `visitor` is the network address it came from, as far as that is known."""

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
    """What the caller is answered: 200 only after everything was taken."""

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
    """What a request is known to be genuine by, good for one request only. `key` names it over all networks; `about` is
    what the request brought, where another one with the same proof is to be told apart."""

    key: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """A private conversation, oldest message first; `is_customer`: its writer is the customer of the case, or staff
    accepted them as such."""

    said: Sequence[PrivateMessage] = ()
    is_customer: bool = False


class EventSink(Protocol):
    """Where a network that is told things by itself (a gateway, a stream, a webhook) brings them."""

    async def look(self, source: str) -> None:
        """Something is new at this source: look now and not at the next poll."""

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        """Take these posts, edits and deletions; they are in the store when this returns. Moves no cursor.

        Where `proof` was used before, by whichever process, nothing is taken and what it was `about` is returned. While
        another request with the same proof is at work this waits for its outcome.
        """

    async def warn(self, notice: str, text: str) -> None:
        """Post in the alert channel what was refused and what to do about it, once a day for the same `notice`."""

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        """A trusted person of the network hands a post to the service queue; returns a sentence for them."""


class ConversationReader(Protocol):
    """What was said, for a network that shows it itself."""

    async def talk(self, case: int, account: str, made_at: datetime | None) -> Talk | None:
        """What an account (`page/...`) wrote in private in a case and what we answered; None when there is no such
        case, it takes no further posts, or the link has expired or was revoked: one given out at `made_at`, or (None)
        the account's own."""


@runtime_checkable
class Shows(Protocol):
    """A network that shows what was said."""

    def remember(self, memory: ConversationReader) -> None:
        """Where to read it, from `start()` on."""


@runtime_checkable
class ReadsThreads(Protocol):
    """A network whose threads can be read, at no price."""

    async def thread(self, mention: Mention) -> Batch:
        """Return what the author of `mention` wrote before and after it in its thread, in answer to themselves or us,
        oldest first. `more` says that the thread goes on beyond what was read."""


class SocialNetwork(Protocol):
    """A network: posts come in by `mentions`, answers go out by `reply`.

    Every method raises NotSent (surely nothing happened), Declined (never will) or CannotTell (it may have).
    `account` is the public name replies go out from; `sources` are the places to watch, each with its own cursor.
    `hook` takes the requests others send us, where the network has any, within `hook_limits`; it works before
    `start()`.
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

    def hear(self, sink: EventSink) -> None:
        """Where to bring what the network tells by itself, by hook or while it is listened to."""

    async def start(self, *, listen: bool = False) -> None:
        """Learn who we are there; with `listen` (one process does, and it has ears) hold a gateway or stream open where
        there is one. Raises Declined when the credentials are refused."""

    async def troubles(self) -> Sequence[str]:
        """What an administrator should mend though the network answers, a sentence each. Asked after `start()`."""

    async def stop(self) -> None: ...

    async def mentions(self, source: str, since: str | None) -> Batch:
        """The posts after `since`; with None, no post at all and a cursor that means now."""

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Answer, in public or as privately as `mention` was. `key` is the act's own: it is done once."""

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Our reply to `mention` with this text or key, posted at `since` or later, if it is there."""

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        """Put `text` in place of our reply `native_id`. Declined, with `limits.why_not`, where that is not possible."""

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        """Take our reply `native_id` away; one that is gone already counts as taken away."""

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Look these posts (at most 100) up again."""

    def post_id(self, url: str) -> str | None:
        """The native id in the address of a post of this network; None when it is not one."""

    async def fetch(self, native_id: str) -> Mention | None:
        """One post by its id, for a link a person hands in; None when the network has no such post. Declined for one of
        our own."""


def sources_of(networks: Iterable[SocialNetwork]) -> list[Source]:
    """Return every place where these networks are looked at."""
    return [source_of(network, name) for network in networks for name in network.sources]


def source_of(network: SocialNetwork, name: str) -> Source:
    return Source(network.title, f"{network.name}/{name}", network.limits.poll_seconds)
