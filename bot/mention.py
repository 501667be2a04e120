"""Mention and Author: one public post by one person on one network."""

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

TEXT_LIMIT = 40_000
NAME_LIMIT = 200
URL_LIMIT = 3_000
ADDRESS_LIMIT = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LINKS_KEPT = 10
# No network that Baton reads is older; a time before it is a zero, or somebody's jest.
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
# Clocks differ by this much without anybody being wrong.
AHEAD = timedelta(minutes=5)
# What a network calls the time of a post that has none.
NO_TIME = datetime.min.replace(tzinfo=UTC)
TAKEN_AWAY = "The author took this post away."


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


class Mention(Struct, frozen=True, omit_defaults=True):
    """One post. `conversation` is the network's id of the thread it stands in; `posted_at` is aware, UTC.

    `title` is a subject or a headline, where there is one. `private`: only we can read it. `community`: another
    customer's answer, in a place where customers help one another. `case` is the case the post itself names (it came by
    a link or an address of that case); None where conversation and author decide. `gone`: it was taken away, and only
    its tombstone is kept. `to_account` is which of our accounts it was written to, and `quotes` that it quotes another
    post, where the network tells. `edited_at` is when it came to read so (aware, UTC), where the network tells.
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
    edited_at: datetime | None = None
    undated: bool = False
    link_made_at: datetime | None = None
    unverified: bool = False
    answer_to: str = ""

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
        """Where it is answered: `x/public`; in private each writer is a place of their own."""
        if not self.private:
            return f"{self.network}/public"
        return f"{self.network}/private/{sha256(self.author.key.encode()).hexdigest()[:12]}"


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
    return replace(mention, author=nobody, text="", url="", media=(), title="", answer_to="")


def tombstone(mention: Mention) -> Mention:
    """What is kept of a post that was taken away: nothing to read, and nothing to answer."""
    return replace(without_words(mention), may_reply=MayReply("no", TAKEN_AWAY), gone=True)


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
    words = "".join((mention.text, mention.url, *author.links, *mention.media))
    if len(names) > NAME_LIMIT or len(words) > URL_LIMIT or len(author.links) > LINKS_KEPT or mention.gone:
        return False
    is_count = author.followers is None or type(author.followers) is int
    return is_count and storable(words) is words and storable(names) is names


def _bounded(text: str, limit: int) -> str:
    whole = storable(text)
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
