"""Mention and Author: one public post by one person on one network."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

TEXT_LIMIT = 40_000
NAME_LIMIT = 200
URL_LIMIT = 3_000


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a post. `native_id` is the network's own id, which outlives a changed handle."""

    handle: str
    name: str
    followers: int | None = None
    native_id: str = ""

    @property
    def key(self) -> str:
        return self.native_id or self.handle.casefold()


@dataclass(frozen=True, slots=True)
class MayReply:
    """Whether the network's API will take our reply to this post, and why not if it will not."""

    answer: Literal["yes", "no", "unknown"]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """One post. `conversation` is the network's id of the thread it stands in; `posted_at` is aware, UTC."""

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

    @property
    def key(self) -> str:
        return f"{self.network}/{self.native_id}"


def tidy(mention: Mention) -> Mention:
    """The same mention, fit to be stored: no NUL, no lone surrogate, everything in it bounded."""
    author = mention.author
    return Mention(
        mention.network,
        _bounded(mention.native_id, NAME_LIMIT),
        _bounded(mention.conversation, NAME_LIMIT),
        Author(
            _bounded(author.handle, NAME_LIMIT),
            _bounded(author.name, NAME_LIMIT),
            author.followers,
            _bounded(author.native_id, NAME_LIMIT),
        ),
        _bounded(mention.text, TEXT_LIMIT),
        _bounded(mention.url, URL_LIMIT),
        mention.posted_at,
        mention.may_reply,
        mention.in_reply_to,
        tuple(_bounded(link, URL_LIMIT) for link in mention.media),
    )


def storable(text: str) -> str:
    """`text` without NUL and lone surrogates, which no database takes."""
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _bounded(text: str, limit: int) -> str:
    whole = storable(text)
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
