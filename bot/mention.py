"""Mention and Author: one public post by one person on one network."""

from datetime import datetime
from hashlib import sha256
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

TEXT_LIMIT = 40_000
NAME_LIMIT = 200
URL_LIMIT = 3_000
ADDRESS_LIMIT = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
LINKS_KEPT = 10
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
    a link or an address of that case); None where conversation and author decide. `gone`: it was
    taken away, and only its tombstone is kept. `to_account` is which of our accounts it was written to, and `quotes`
    that it quotes another post, where the network tells. `answer_to` is the address answers go to where that is not the
    author's own (an e-mail's Reply-To).
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
        mention.may_reply,
        mention.in_reply_to,
        tuple(_bounded(link, URL_LIMIT) for link in mention.media),
        _bounded(mention.title, NAME_LIMIT),
        mention.private,
        mention.community,
        mention.case,
        to_account=_bounded(mention.to_account, NAME_LIMIT),
        quotes=mention.quotes,
        answer_to=_bounded(mention.answer_to, ADDRESS_LIMIT),
    )


def without_words(mention: Mention) -> Mention:
    """The same post without what its author wrote and is called: ids and times stay, and the author's key."""
    nobody = Author("", "", None, mention.author.key)
    return replace(mention, author=nobody, text="", url="", media=(), title="", answer_to="")


def tombstone(mention: Mention) -> Mention:
    """What is kept of a post that was taken away: nothing to read, and nothing to answer."""
    return replace(without_words(mention), may_reply=MayReply("no", TAKEN_AWAY), gone=True)


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates, which no database takes; itself when it has none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-8", "replace").decode("utf-8")
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
