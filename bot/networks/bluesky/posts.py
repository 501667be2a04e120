"""Conversion of a post as Bluesky shows it into a Mention."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.mention import EARLIEST, Author, MayReply, Mention, Quoted, media_with_alts
from bot.networks.bluesky.ids import COLLECTION, author_of, id_of, post_url
from bot.networks.times import read_time, utc

JSON = dict[str, Any]

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
INVALID_HANDLE = "handle.invalid"  # what Bluesky shows for a handle that no longer leads to its account

log = structlog.get_logger(__name__)

_LINK = re.compile(r"https?://[^\s<>\"]+")
_CUT_SHORT = ("...", "…")
_YES = MayReply("yes")
_CLOSED = MayReply("no", "The author has limited who may reply to this post, and our account may not.")
_BLOCKED_BY = MayReply(
    "no", ("The author has blocked our account, so Bluesky would hide our reply from everyone.")
)
_BLOCKING = MayReply(
    "no", ("Our account blocks the author. Unblock them on Bluesky, then send the reply again.")
)
_UNKNOWN = MayReply("unknown", "Bluesky does not say whether we may reply to this post.")


@dataclass(frozen=True, slots=True)
class BlueskyAccount:
    """The account that replies on Bluesky."""

    did: str


def read_posts(views: Iterable[JSON], profiles: Mapping[str, JSON], us: BlueskyAccount) -> Iterator[Mention]:
    """Yield these posts as mentions; an unreadable one is logged and skipped."""
    for view in views:
        try:
            yield read_post(view, profiles, us)
        except UNREADABLE as error:
            log.warning(
                "bluesky_post_unreadable", post=str(view.get("uri")), why=f"{type(error).__name__}: {error}"
            )


def read_post(view: JSON, profiles: Mapping[str, JSON], us: BlueskyAccount) -> Mention:
    """Return a post as a mention; `profiles` has details of authors, by DID. Raise one of UNREADABLE."""
    native_id, record = id_of(view["uri"]), view["record"]
    media, alts = media_with_alts(_media(record.get("embed"), author_of(native_id)))
    return Mention(
        network="bluesky",
        native_id=native_id,
        conversation=_conversation(native_id, record, us),
        author=_author(view["author"], profiles),
        text=whole_text(record),
        url=post_url(native_id),
        posted_at=sorted_at(view),
        may_reply=may_reply(view),
        in_reply_to=_answered(record, "parent"),
        media=media,
        alts=alts,
        quotes=_quotes(record.get("embed")),
        quoted=_quoted(record.get("embed"), view.get("embed")),
    )


def _quotes(embed: JSON | None) -> bool:
    """Return whether a post is embedded, alone or with media (lexicons app.bsky.embed.record, recordWithMedia)."""
    return isinstance(embed, dict) and str(embed.get("$type")).startswith("app.bsky.embed.record")


def _quoted(embed: JSON | None, shown: JSON | None) -> Quoted | None:
    """Return the embedded post; without text and author when it is gone or hidden from us."""
    try:
        return _read_quoted(embed, shown) if embed and _quotes(embed) else None
    except UNREADABLE:
        return None


def _read_quoted(embed: JSON, shown: JSON | None) -> Quoted | None:
    uri = str(_innermost(embed).get("uri"))
    if f"/{COLLECTION}/" not in uri:
        return None  # a feed or a list
    known = _innermost(shown) if isinstance(shown, dict) else {}
    author, value = known.get("author") or {}, known.get("value")
    if not isinstance(value, dict):
        return Quoted(post_url(id_of(uri)))
    handle = str(author.get("handle") or "")
    return Quoted(post_url(id_of(uri)), whole_text(value), handle, str(author.get("displayName") or ""))


def _innermost(embed: JSON) -> JSON:
    """Return the embedded record, or its view; beside media it is nested one level deeper."""
    record = embed.get("record") or {}
    inner = record.get("record")
    return inner if isinstance(inner, dict) and "uri" in inner else record


def sorted_at(view: JSON) -> datetime:
    """Return the time of the post: the author's claim, but no later than Bluesky saw it (Bluesky docs: Timestamps)."""
    seen, said = read_time(view["indexedAt"]), read_time((view.get("record") or {}).get("createdAt"))
    return min(seen, said) if said >= EARLIEST else seen


def moment(text: str) -> datetime:
    """Return a timestamp of Bluesky's own. Raise ValueError when it is invalid."""
    return utc(datetime.fromisoformat(text))


def may_reply(view: JSON) -> MayReply:
    """Return whether readers would see our reply. Bluesky accepts every reply, then hides those that are not
    allowed."""
    known = (view.get("author") or {}).get("viewer") or {}
    if known.get("blockedBy"):
        return _BLOCKED_BY
    if known.get("blocking") or known.get("blockingByList"):
        return _BLOCKING
    if not isinstance(view.get("viewer"), dict):
        return _UNKNOWN
    return _CLOSED if view["viewer"].get("replyDisabled") else _YES


def whole_text(record: JSON) -> str:
    """Return the author's text, with the targets of links where the text does not show them."""
    written = str(record.get("text") or "")
    shown = written.encode("utf-8", "replace")
    try:
        for start, end, address in sorted(_links(record), reverse=True):
            shown = shown[:start] + _spelt_out(shown[start:end], address) + shown[end:]
        return shown.decode("utf-8")
    except UNREADABLE:
        return written


def _links(record: JSON) -> Iterator[tuple[int, int, str]]:
    """Return start and end of each link in the text, in bytes of UTF-8 (lexicon app.bsky.richtext.facet)."""
    for facet in record.get("facets") or []:
        start, end = int(facet["index"]["byteStart"]), int(facet["index"]["byteEnd"])
        addresses = [str(one["uri"]) for one in facet["features"] if one.get("uri")]
        if addresses and 0 <= start < end:
            yield start, end, addresses[0]


def _spelt_out(shown: bytes, address: str) -> bytes:
    words = shown.decode("utf-8")
    if _bare(words) == _bare(address):
        return shown
    return (address if words.endswith(_CUT_SHORT) else f"{words} ({address})").encode()


def _bare(address: str) -> str:
    return re.sub(r"^https?://", "", address).rstrip("/")


def _author(author: JSON, profiles: Mapping[str, JSON]) -> Author:
    did = str(author["did"])
    profile = profiles.get(did, {})
    handle = str(author.get("handle") or INVALID_HANDLE)
    handle = did if handle == INVALID_HANDLE else handle
    followers = profile.get("followersCount")
    links = tuple(dict.fromkeys(_LINK.findall(str(profile.get("description") or ""))))
    return Author(
        handle=handle,
        name=str(author.get("displayName") or handle),
        followers=followers if isinstance(followers, int) else None,
        native_id=did,
        links=links,
    )


def _conversation(native_id: str, record: JSON, us: BlueskyAccount) -> str:
    """Return the root post of the thread; under a post of ours each customer has a separate conversation."""
    root = _answered(record, "root") or native_id
    return f"{root}/{author_of(native_id)}" if author_of(root) == us.did else root


def _answered(record: JSON, which: str) -> str | None:
    reply = record.get("reply")
    return id_of(reply[which]["uri"]) if reply else None


def _media(embed: JSON | None, did: str) -> Iterator[tuple[str, str]]:
    """Return the URLs of a post's media (images, video thumbnails, a link), each with its alt text."""
    if not isinstance(embed, dict):
        return
    for image in embed.get("images") or []:
        address = f"https://cdn.bsky.app/img/feed_fullsize/plain/{did}/{_blob(image['image'])}@jpeg"
        yield address, str(image.get("alt") or "")
    if "video" in embed:
        thumbnail = f"https://video.bsky.app/watch/{did}/{_blob(embed['video'])}/thumbnail.jpg"
        yield thumbnail, str(embed.get("alt") or "")
    if "external" in embed:
        yield str(embed["external"]["uri"]), str(embed["external"].get("title") or "")
    yield from _media(embed.get("media"), did)


def _blob(blob: JSON) -> str:
    return str(blob["ref"]["$link"])
