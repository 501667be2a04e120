"""Mention and Author: one public post by one person on one network."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

TEXT_LIMIT = 40_000
NAME_LIMIT = 200
URL_LIMIT = 3_000
ALT_LIMIT = 2_000
QUOTED_LIMIT = 4_000
ADDRESS_LIMIT = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LINKS_KEPT = 10
# No network that Baton reads is older; a time before it is a zero, or somebody's jest.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# Clocks differ by this much without anybody being wrong.
AHEAD = timedelta(minutes=5)
# What a network calls the time of a post that has none.
NO_TIME = datetime.min.replace(tzinfo=UTC)
TAKEN_AWAY = "The author took this post away."
HIDDEN = "This post is hidden for now. It shows again when its network shows it."


class Author(Struct, frozen=True, omit_defaults=True):
    """Who wrote a post. `native_id` is the network's own id, which outlives a changed handle; `links` are the addresses
    they give as their own (a profile's links, mailto:)."""

    handle: str
    name: str
    followers: int | None = None
    native_id: str = ""
    links: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.native_id or self.handle.casefold()


class MayReply(Struct, frozen=True, omit_defaults=True):
    """Whether the network's API will take our reply to this post, and why not if it will not. `until` is when it
    stops taking one (aware, UTC), where the network closes a window."""

    answer: Literal["yes", "no", "unknown"]
    why: str = ""
    until: datetime | None = None

    def refusal(self, at: datetime) -> str:
        """Why the network takes no reply at `at`, as a sentence for staff; empty when it may take one."""
        if self.answer == "no":
            return self.why.strip() or "The network takes no answer to this post from Baton."
        if self.until is not None and at >= self.until:
            return f"The network took answers to this post until {self.until:%d %b %Y %H:%M} UTC."
        return ""


class Quoted(Struct, frozen=True, omit_defaults=True):
    """Another post that a post quotes, as far as its network shows it: who wrote it, what it says, where it is."""

    url: str
    text: str = ""
    handle: str = ""
    name: str = ""


class Hidden(Struct, frozen=True, omit_defaults=True):
    """Why a post that was not deleted cannot be seen by us, as a sentence for staff. `shows_words`: everybody else
    still sees it, so that its words may stay where they are shown."""

    why: str
    shows_words: bool = False


class Mention(Struct, frozen=True, omit_defaults=True):
    """One post. `conversation` is the network's id of the thread it stands in; `posted_at` is aware, UTC.

    `title` is a subject or a headline, where there is one. `private`: only we can read it; `followers_only`: only those
    who follow its author can. `alts` are what its author says its `media` show, in their order ("" where nothing);
    empty where nothing is said of any. `community`: another
    customer's answer, in a place where customers help one another. `case` is the case the post itself names (it came by
    a link or an address of that case); None where conversation and author decide. `gone`: it was taken away, and only
    its tombstone is kept. `to_account` is which of our accounts it was written to, and `quotes` that it quotes another
    post, where the network tells; `quoted` is that post, where it is shown to us. `hidden`: we cannot see it for now,
    and it may come back. `edited_at` is when it came to read so (aware, UTC), where the network tells.
    `link_made_at` is when the link or address that names the case was given out; None when it came by neither.
    `unverified`: it came by one of these, and its writer was not known as the case's customer then.
    `undated`: its own time is missing or cannot be true, and `posted_at` is when Baton took it.
    `answer_to` is the address answers go to where that is not the author's own (an e-mail's Reply-To).
    """

    network: str
    native_id: str
    conversation: str
    author: Author
    text: str
    url: str
    posted_at: datetime
    may_reply: MayReply
    in_reply_to: str | None = None
    media: tuple[str, ...] = ()
    title: str = ""
    private: bool = False
    community: bool = False
    case: int | None = None
    gone: bool = False
    to_account: str = ""
    quotes: bool = False
    followers_only: bool = False
    alts: tuple[str, ...] = ()
    quoted: Quoted | None = None
    hidden: Hidden | None = None
    edited_at: datetime | None = None
    undated: bool = False
    link_made_at: datetime | None = None
    unverified: bool = False
    answer_to: str = ""

    @property
    def is_readable(self) -> bool:
        """Whether its words may be shown: it is there, or at least for everybody else."""
        return not self.gone and (self.hidden is None or self.hidden.shows_words)

    def refusal(self, at: datetime) -> str:
        """Why the network takes no reply to it at `at`, as a sentence for staff; empty when it may take one."""
        return self.hidden.why if self.hidden else self.may_reply.refusal(at)

    @property
    def key(self) -> str:
        return f"{self.network}/{self.native_id}"

    @property
    def account(self) -> str:
        """Who wrote it, as one name over all networks: `x/71`."""
        return f"{self.network}/{self.author.key}"

    @property
    def words(self) -> str:
        """All its author wrote: title and text."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def place(self) -> str:
        """Where it is answered: `x/public`; where only its writer reads the answer, each is a place of their own."""
        if not self.answered_alone:
            return f"{self.network}/public"
        kind = "private" if self.private else "followers"
        return f"{self.network}/{kind}/{sha256(self.author.key.encode()).hexdigest()[:12]}"

    @property
    def answered_alone(self) -> bool:
        """Whether only its author reads our answer: what not everybody can read is not answered in front of others."""
        return self.private or self.followers_only


def tidy(mention: Mention) -> Mention:
    """The same mention, fit to be stored: no NUL, no lone surrogate, everything in it bounded."""
    if _is_tidy(mention):
        return mention
    author = mention.author
    return Mention(
        mention.network,
        _bounded(mention.native_id, NAME_LIMIT),
        _bounded(mention.conversation, NAME_LIMIT),
        Author(
            _bounded(author.handle, NAME_LIMIT),
            _bounded(author.name, NAME_LIMIT),
            None if author.followers is None else int(author.followers),
            _bounded(author.native_id, NAME_LIMIT),
            tuple(_bounded(link, URL_LIMIT) for link in author.links[:LINKS_KEPT]),
        ),
        _bounded(mention.text, TEXT_LIMIT),
        _bounded(mention.url, URL_LIMIT),
        mention.posted_at,
        replace(mention.may_reply, why=_bounded(mention.may_reply.why, NAME_LIMIT)),
        mention.in_reply_to and _bounded(mention.in_reply_to, NAME_LIMIT),
        tuple(_bounded(link, URL_LIMIT) for link in mention.media),
        _bounded(mention.title, NAME_LIMIT),
        mention.private,
        mention.community,
        mention.case,
        to_account=_bounded(mention.to_account, NAME_LIMIT),
        quotes=mention.quotes,
        followers_only=mention.followers_only,
        alts=tuple(_bounded(alt, ALT_LIMIT) for alt in mention.alts),
        quoted=_tidy_quoted(mention.quoted),
        hidden=mention.hidden,
        edited_at=mention.edited_at,
        undated=mention.undated,
        link_made_at=mention.link_made_at,
        answer_to=_bounded(mention.answer_to, ADDRESS_LIMIT),
    )


def dated(mention: Mention, taken_at: datetime) -> Mention:
    """The same mention with a time that can be true: one out of the future, or of long ago, is when it was taken."""
    if EARLIEST <= mention.posted_at <= taken_at:
        return mention
    is_close = taken_at < mention.posted_at <= taken_at + AHEAD
    return replace(mention, posted_at=taken_at, undated=mention.undated or not is_close)


def without_words(mention: Mention) -> Mention:
    """The same post without what its author wrote and is called: ids and times stay, and the author's key."""
    nobody = Author("", "", None, mention.author.key)
    return replace(
        mention, author=nobody, text="", url="", media=(), title="", alts=(), quoted=None, answer_to=""
    )


def tombstone(mention: Mention) -> Mention:
    """What is kept of a post that was taken away: nothing to read, and nothing to answer."""
    return replace(without_words(mention), may_reply=MayReply("no", TAKEN_AWAY), gone=True, hidden=None)


def storable(text: str) -> str:
    """`text` with U+FFFD for each NUL and lone surrogate, which no database takes; itself when it has none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # Two halves of a pair that stand together are the one sign they mean; a half alone is U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "\ufffd")


def _is_tidy(mention: Mention) -> bool:
    """Nearly all are, and a look at all their text together tells: what is short together is short."""
    author = mention.author
    names = "".join(
        (
            mention.native_id,
            mention.conversation,
            mention.title,
            author.handle,
            author.name,
            author.native_id,
            mention.in_reply_to or "",
            mention.to_account,
            mention.may_reply.why,
            mention.answer_to,
        )
    )
    quoted = mention.quoted
    of_quoted = (quoted.url, quoted.text, quoted.handle, quoted.name) if quoted else ()
    words = "".join((mention.text, mention.url, *author.links, *mention.media, *mention.alts, *of_quoted))
    if len(names) > NAME_LIMIT or len(words) > URL_LIMIT or len(author.links) > LINKS_KEPT or mention.gone:
        return False
    is_count = author.followers is None or type(author.followers) is int
    return is_count and storable(words) is words and storable(names) is names


def media_with_alts(items: Iterable[tuple[str, str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return `media` and `alts` of a mention from pairs of an address and what its author says it shows."""
    shown = list(items)
    alts = tuple(alt for _, alt in shown)
    return tuple(address for address, _ in shown), alts if any(alts) else ()


def _tidy_quoted(quoted: Quoted | None) -> Quoted | None:
    if quoted is None:
        return None
    return Quoted(
        _bounded(quoted.url, URL_LIMIT),
        _bounded(quoted.text, QUOTED_LIMIT),
        _bounded(quoted.handle, NAME_LIMIT),
        _bounded(quoted.name, NAME_LIMIT),
    )


def _bounded(text: str, limit: int) -> str:
    whole = storable(text)
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
