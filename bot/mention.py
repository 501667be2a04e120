"""Mentions: one post by one author on one network."""

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
# No network that Baton reads is older; an earlier time is a zero or made up.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# Clocks may differ by this much.
AHEAD = timedelta(minutes=5)
# The time of a post whose network gives none.
NO_TIME = datetime.min.replace(tzinfo=UTC)
AUTHOR_DELETED = "The author deleted this post."
HIDDEN = "This post is hidden for now. It reappears when its network shows it again."


class Author(Struct, frozen=True, omit_defaults=True):
    """The author of a post."""

    #: Handle, as the network shows it.
    handle: str
    #: Display name.
    name: str
    #: Count of followers; None when unknown.
    followers: int | None = None
    #: The network's own id, which outlives a changed handle.
    native_id: str = ""
    #: Addresses they give as their own: links in a profile, mailto:.
    links: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the id, or the handle without one."""
        return self.native_id or self.handle.casefold()


class MayReply(Struct, frozen=True, omit_defaults=True):
    """The network's answer to whether its API accepts a reply to a post, with the reason if not.

    `until` is when the reply window closes (aware, UTC), if the network has one.
    """

    answer: Literal["yes", "no", "unknown"]
    why: str = ""
    until: datetime | None = None

    def refusal(self, at: datetime) -> str:
        """Return why the network accepts no reply at `at`, as a sentence for staff; empty when it may."""
        if self.answer == "no":
            return self.why.strip() or "The network doesn't accept a reply to this post from Baton."
        if self.until is not None and at >= self.until:
            return f"The reply window for this post closed {self.until:%d %b %Y %H:%M} UTC."
        return ""


class Quoted(Struct, frozen=True, omit_defaults=True):
    """Another post that a post quotes, as far as its network shows it."""

    url: str
    text: str = ""
    handle: str = ""
    name: str = ""


class Hidden(Struct, frozen=True, omit_defaults=True):
    """The reason we cannot see a post that was not deleted, as a sentence for staff.

    `shows_words`: everybody else still sees it, so its text may stay on display.
    """

    why: str
    shows_words: bool = False


class Mention(Struct, frozen=True, omit_defaults=True):
    """One post."""

    #: Name of its network, such as `x`.
    network: str
    #: The network's own id.
    native_id: str
    #: The network's id of its thread.
    conversation: str
    #: Its author.
    author: Author
    #: Its text.
    text: str
    #: Its public address.
    url: str
    #: When it was written (aware, UTC).
    posted_at: datetime
    #: The network's answer to whether it accepts our reply.
    may_reply: MayReply
    #: Native id of the post it answers.
    in_reply_to: str | None = None
    #: Addresses of its images and videos.
    media: tuple[str, ...] = ()
    #: A subject or headline, if there is one.
    title: str = ""
    #: Only we can read it.
    private: bool = False
    #: Another customer's answer, in a community where customers help each other.
    community: bool = False
    #: The case its link or address names; None when conversation and author decide.
    case: int | None = None
    #: It was deleted, and only its tombstone is kept.
    gone: bool = False
    #: Our account it was written to, if known.
    to_account: str = ""
    #: It quotes another post, if known.
    quotes: bool = False
    #: Only followers of its author can read it.
    followers_only: bool = False
    #: The author's descriptions of its media, in their order ("" without one); empty without any.
    alts: tuple[str, ...] = ()
    #: The quoted post, if we can see it.
    quoted: Quoted | None = None
    #: We cannot see it for now, and it may come back.
    hidden: Hidden | None = None
    #: When its current text was written (aware, UTC), if known.
    edited_at: datetime | None = None
    #: Its own time is missing or wrong; `posted_at` is when Baton received it.
    undated: bool = False
    #: When the link or address that names the case was issued; None without one.
    link_made_at: datetime | None = None
    #: It came by such a link or address, from an account not known as the case's customer.
    unverified: bool = False
    #: Address for answers if it is not the author's own (an e-mail's Reply-To).
    answer_to: str = ""

    @property
    def is_readable(self) -> bool:
        """Return true when its text may be shown: it exists, at least for everybody else."""
        return not self.gone and (self.hidden is None or self.hidden.shows_words)

    def refusal(self, at: datetime) -> str:
        """Return why the network accepts no reply to it at `at`, as a sentence for staff; empty when it may."""
        return self.hidden.why if self.hidden else self.may_reply.refusal(at)

    @property
    def key(self) -> str:
        """Return its key over all networks: `x/1234`."""
        return f"{self.network}/{self.native_id}"

    @property
    def account(self) -> str:
        """Return its author's account over all networks: `x/71`."""
        return f"{self.network}/{self.author.key}"

    @property
    def words(self) -> str:
        """Return everything its author wrote: title and text."""
        return f"{self.title}\n{self.text}" if self.title else self.text

    @property
    def place(self) -> str:
        """Return where it is answered: `x/public`, or one place per author when only they read the answer."""
        if not self.answered_alone:
            return f"{self.network}/public"
        kind = "private" if self.private else "followers"
        return f"{self.network}/{kind}/{sha256(self.author.key.encode()).hexdigest()[:12]}"

    @property
    def answered_alone(self) -> bool:
        """Return true when only its author reads our answer: a restricted post is never answered in public."""
        return self.private or self.followers_only


def tidy(mention: Mention) -> Mention:
    """Return the mention fit for the store: no NUL, no lone surrogate, every part bounded."""
    if _is_tidy(mention):
        return mention
    return Mention(
        network=mention.network,
        native_id=_bounded(mention.native_id, NAME_LIMIT),
        conversation=_bounded(mention.conversation, NAME_LIMIT),
        author=_tidy_author(mention.author),
        text=_bounded(mention.text, TEXT_LIMIT),
        url=_bounded(mention.url, URL_LIMIT),
        posted_at=mention.posted_at,
        may_reply=replace(mention.may_reply, why=_bounded(mention.may_reply.why, NAME_LIMIT)),
        in_reply_to=mention.in_reply_to and _bounded(mention.in_reply_to, NAME_LIMIT),
        media=tuple(_bounded(link, URL_LIMIT) for link in mention.media),
        title=_bounded(mention.title, NAME_LIMIT),
        private=mention.private,
        community=mention.community,
        case=mention.case,
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
    """Return the mention with a plausible time: one in the future, or long ago, becomes the time it was received."""
    if EARLIEST <= mention.posted_at <= taken_at:
        return mention
    is_close = taken_at < mention.posted_at <= taken_at + AHEAD
    return replace(mention, posted_at=taken_at, undated=mention.undated or not is_close)


def without_words(mention: Mention) -> Mention:
    """Return the post without its content and its author's names; ids, times and the author's key stay."""
    nobody = Author("", "", None, mention.author.key)
    return replace(
        mention, author=nobody, text="", url="", media=(), title="", alts=(), quoted=None, answer_to=""
    )


def tombstone(mention: Mention) -> Mention:
    """Return what is kept of a deleted post: nothing to read and nothing to answer."""
    return replace(without_words(mention), may_reply=MayReply("no", AUTHOR_DELETED), gone=True, hidden=None)


def storable(text: str) -> str:
    """Replace each NUL and lone surrogate, which no database accepts, with U+FFFD; return `text` itself without any."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # Two surrogates in a row become the character they encode; a lone one becomes U+FFFD.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\0", "\ufffd")


def _is_tidy(mention: Mention) -> bool:
    """Return true for a mention that needs no change.

    Nearly all pass this one check of all texts joined: if the sum is short, each part is.
    """
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
    """Return `media` and `alts` of a mention from pairs of an address and its description."""
    shown = list(items)
    alts = tuple(alt for _, alt in shown)
    return tuple(address for address, _ in shown), alts if any(alts) else ()


def _tidy_author(author: Author) -> Author:
    return Author(
        handle=_bounded(author.handle, NAME_LIMIT),
        name=_bounded(author.name, NAME_LIMIT),
        followers=None if author.followers is None else int(author.followers),
        native_id=_bounded(author.native_id, NAME_LIMIT),
        links=tuple(_bounded(link, URL_LIMIT) for link in author.links[:LINKS_KEPT]),
    )


def _tidy_quoted(quoted: Quoted | None) -> Quoted | None:
    if quoted is None:
        return None
    return Quoted(
        url=_bounded(quoted.url, URL_LIMIT),
        text=_bounded(quoted.text, QUOTED_LIMIT),
        handle=_bounded(quoted.handle, NAME_LIMIT),
        name=_bounded(quoted.name, NAME_LIMIT),
    )


def _bounded(text: str, limit: int) -> str:
    whole = storable(text)
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
