"""Conversion of a post as X sends it into a Mention."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog

from bot.mention import EARLIEST, Author, MayReply, Mention, Quoted, media_with_alts
from bot.networks.times import read_time
from bot.networks.x.errors import NOT_SUMMONED
from bot.networks.x.ids import post_url, time_of

JSON = dict[str, Any]

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

log = structlog.get_logger(__name__)

_SHORT_LINK = re.compile(r"https?://t\.co/\w+", re.A)
_YES = MayReply("yes")
_NO = MayReply("no", NOT_SUMMONED)
_UNKNOWN = MayReply(
    "unknown", ("X does not show us the post that this one quotes, so it may refuse our reply.")
)


@dataclass(frozen=True, slots=True)
class XAccount:
    """The account that replies on X."""

    id: str
    handle: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The objects included with an answer, by id: authors, referenced posts, media."""

    users: dict[str, JSON]
    posts: dict[str, JSON]
    media: dict[str, JSON]


def mentions_in(answer: JSON, us: XAccount) -> Iterator[Mention]:
    """Yield the posts of an answer as mentions, without our own and retweets; an unreadable one is logged."""
    beside = _beside(answer)
    for post in answer.get("data") or []:
        try:
            if not _is_ours(post, us) and not _is_retweet(post):
                yield read_post(post, beside, us)
        except UNREADABLE as error:
            log.warning("x_post_unreadable", post=_id_of(post), why=f"{type(error).__name__}: {error}")


def one_mention(answer: JSON, us: XAccount) -> Mention:
    """Return the single post of an answer."""
    return read_post(answer["data"], _beside(answer), us)


def read_post(post: JSON, beside: Beside, us: XAccount) -> Mention:
    """Return a post as a mention; what X omits stays empty. Raise one of UNREADABLE."""
    native_id = first_id(post)
    author = _author(post, beside)
    media, alts = media_with_alts(_media(post, beside))
    return Mention(
        network="x",
        native_id=native_id,
        conversation=_conversation(post, beside, us),
        author=author,
        text=whole_text(post),
        url=post_url(_known_handle(post, beside), native_id),
        posted_at=written_at(post),
        may_reply=_may_reply(post, beside, us),
        in_reply_to=_referred(post, "replied_to"),
        media=media,
        alts=alts,
        quotes=_referred(post, "quoted") is not None,
        quoted=_quoted(post, beside),
    )


def _quoted(post: JSON, beside: Beside) -> Quoted | None:
    """Return the quoted post, if X shows it; its author's name would be another billed read, so it may be missing."""
    shown = beside.posts.get(_referred(post, "quoted") or "", {})
    user = beside.users.get(str(shown.get("author_id")), {})
    handle = str(user.get("username") or "")
    try:
        return Quoted(post_url(handle, first_id(shown)), whole_text(shown), handle, _plain(user.get("name")))
    except UNREADABLE:
        return None


def first_id(post: JSON) -> str:
    """Return the id a post had before any edit (X docs: Edit Posts): every edit creates another id."""
    history = post.get("edit_history_tweet_ids") or [post["id"]]
    return str(int(history[0]))


def latest_id(post: JSON) -> str:
    """Return the id of a post's newest version."""
    history = post.get("edit_history_tweet_ids") or [post["id"]]
    return str(int(history[-1]))


def whole_text(post: JSON) -> str:
    """Return the author's text: long posts whole, X's escapes undone, short links resolved."""
    written = _written(post)
    known = _entities(post, "urls") + _entities(written, "urls")
    links = {link["url"]: str(link.get("expanded_url") or link["url"]) for link in known}
    return _SHORT_LINK.sub(lambda found: links.get(found[0], found[0]), _plain(written.get("text")))


def replied_to(post: JSON) -> str | None:
    """Return the id of the post this one answers."""
    return _referred(post, "replied_to")


def written_at(post: JSON) -> datetime:
    """Return the time of the post, from its id if X does not say."""
    said = read_time(post.get("created_at"))
    return time_of(int(post["id"])) if said < EARLIEST else said


def _beside(answer: JSON) -> Beside:
    includes = answer.get("includes")
    includes = includes if isinstance(includes, dict) else {}
    return Beside(
        users=_by(includes.get("users"), "id"),
        posts=_by(includes.get("tweets"), "id"),
        media=_by(includes.get("media"), "media_key"),
    )


def _by(things: Any, name: str) -> dict[str, JSON]:
    known = things if isinstance(things, list) else []
    return {str(thing[name]): thing for thing in known if isinstance(thing, dict) and name in thing}


def _is_ours(post: JSON, us: XAccount) -> bool:
    return str(post.get("author_id")) == us.id


def _is_retweet(post: JSON) -> bool:
    return _referred(post, "retweeted") is not None


def _id_of(post: Any) -> str:
    return str(post.get("id")) if isinstance(post, dict) else "none"


def _plain(escaped: Any) -> str:
    # X escapes these three only; "&amp;" comes last, so that a written "&lt;" stays one.
    return str(escaped or "").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _author(post: JSON, beside: Beside) -> Author:
    native_id = str(post.get("author_id") or "")
    user = beside.users.get(native_id, {})
    # Without an author each post is separate: two strangers must not become one person.
    handle = str(user.get("username") or native_id or f"author-of-{post['id']}")
    followers = (user.get("public_metrics") or {}).get("followers_count")
    count = followers if isinstance(followers, int) else None
    return Author(handle, _plain(user.get("name")) or handle, count, native_id)


def _known_handle(post: JSON, beside: Beside) -> str | None:
    return beside.users.get(str(post.get("author_id")), {}).get("username")


def _conversation(post: JSON, beside: Beside, us: XAccount) -> str:
    """Return X's conversation id; under a post of ours each customer who answers has a separate conversation."""
    conversation = str(post.get("conversation_id") or first_id(post))
    root = beside.posts.get(conversation, {})
    if _referred(post, "replied_to") == conversation and root and _is_ours(root, us):
        return f"{conversation}/{post.get('author_id')}"
    return conversation


def _may_reply(post: JSON, beside: Beside, us: XAccount) -> MayReply:
    """Apply the rule of 2026-02-23 (X docs: Manage Posts): the author mentioned our account, or quoted a post of
    ours."""
    if _names(post, us) or _is_ours(post, us):
        return _YES
    quoted = _referred(post, "quoted")
    if quoted is None:
        return _NO
    if quoted not in beside.posts:
        return _UNKNOWN
    return _YES if _is_ours(beside.posts[quoted], us) else _NO


def _names(post: JSON, us: XAccount) -> bool:
    written = _written(post)
    named = _entities(written, "mentions") + _entities(post, "mentions")
    if any(str(one.get("id")) == us.id or _same(one.get("username"), us.handle) for one in named):
        return True
    text = str(written.get("text") or "")
    return re.search(rf"(?<![\w@])[@＠]{re.escape(us.handle)}(?!\w)", text, re.A | re.I) is not None


def _same(name: Any, handle: str) -> bool:
    return str(name).casefold() == handle.casefold()


def _written(post: JSON) -> JSON:
    """Return where the whole text and its entities are: long posts have a separate object for them."""
    note = post.get("note_tweet")
    return note if isinstance(note, dict) and note.get("text") else post


def _entities(written: JSON, kind: str) -> list[JSON]:
    return (written.get("entities") or {}).get(kind) or []


def _referred(post: JSON, kind: str) -> str | None:
    references = post.get("referenced_tweets") or []
    return next((str(one["id"]) for one in references if one.get("type") == kind), None)


def _media(post: JSON, beside: Beside) -> Iterator[tuple[str, str]]:
    for key in (post.get("attachments") or {}).get("media_keys") or []:
        item = beside.media.get(key, {})
        if address := item.get("url") or item.get("preview_image_url"):
            yield str(address), str(item.get("alt_text") or "")
