"""A comment or a message of Meta's, turned into a Mention."""

import base64
import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from bot.mention import AHEAD, EARLIEST, NO_TIME, Author, MayReply, Mention
from bot.networks.http import JSON
from bot.networks.meta.deliveries import MetaChange
from bot.networks.meta.platforms import FACEBOOK, Side
from bot.networks.meta.reply_window import may_reply
from bot.networks.times import read_time

NOT_SHOWN = "[{title} does not show us the text. Open it there.]"
MILLISECONDS_FROM = 100_000_000_000
NAMED = "named/"
_FACEBOOK_HOST = re.compile(r"(?:(?:www|m|web|mobile)\.)?facebook\.com", re.I)


def comment_of(node: JSON, side: Side, now: datetime, media: str = "") -> Mention:
    """Return a public post as the Graph API shows it. `media`: another user's post that mentions us."""
    native_id = str(node["id"])
    parent = _parent(node, side)
    conversation = f"{NAMED}{media}" if media else parent or native_id
    author = _author(node)
    written = moment(node.get(side.time), now)
    shown = {kind: node[kind] for kind in ("photo", "video") if isinstance(node.get(kind), str)}
    return Mention(
        network=side.name,
        native_id=native_id,
        conversation=conversation,
        author=author,
        text=words_of(node, side)
        or " ".join(f"[{kind}]" for kind in shown)
        or NOT_SHOWN.format(title=side.title),
        url=_url(node, side),
        posted_at=written or now,
        may_reply=MayReply("yes"),
        in_reply_to=parent,
        media=tuple(shown.values()),
        undated=written is None,
    )


def words_of(node: JSON, side: Side) -> str:
    """Return the text; empty when Meta does not show it, or only an image was sent."""
    return str(node.get(side.words) or node.get("caption") or "")


def message_of(told: MetaChange, person: JSON, side: Side, now: datetime, human_agent: bool) -> Mention:
    """Return a private message; `person` has Meta's data about its sender, if any."""
    sender = str(told.node["from"]["id"])
    said = moment(told.node.get("time"), now)
    written = said or now
    name = str(person.get("name") or person.get("username") or sender)
    return Mention(
        network=side.name,
        native_id=told.id,
        conversation=f"messages/{sender}",
        author=Author(str(person.get("username") or name), name, native_id=sender),
        text=str(told.node.get("words") or ""),
        url="",
        posted_at=written,
        may_reply=may_reply(written, now, human_agent),
        in_reply_to=told.node.get("in_reply_to"),
        media=tuple(told.node.get("links") or ()),
        private=True,
        undated=said is None,
    )


def moment(value: object, now: datetime) -> datetime | None:
    """Return a time as Meta writes it, seconds or milliseconds since 1970 or ISO 8601, at most `now`. None when it
    is invalid or implausible."""
    at = _from_epoch(value) if isinstance(value, int) else read_time(value)
    if not EARLIEST <= at <= now + AHEAD:
        return None
    return min(at, now)


def _from_epoch(value: int) -> datetime:
    try:
        return datetime.fromtimestamp(value / 1000 if value > MILLISECONDS_FROM else value, UTC)
    except (ArithmeticError, OSError, ValueError):
        return NO_TIME


def facebook_url(native_id: str) -> str:
    """Return the public URL of a post or comment of a Page: Facebook redirects from its id."""
    return f"https://www.facebook.com/{native_id}"


def facebook_id(url: str, page_id: str) -> str | None:
    """Return the id in the URL of a post or comment; None when there is none that the API accepts."""
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    except ValueError:
        return None
    if not _FACEBOOK_HOST.fullmatch(parts.netloc):
        return None
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if direct := re.fullmatch(r"/(\d+_\d+)/?", parts.path, re.A):
        return direct[1]
    in_path = re.fullmatch(r"/[^/]+/posts/(?:[^/]+/)?(\d+)/?", parts.path, re.A)
    post = in_path[1] if in_path else asked.get("story_fbid", "")
    if comment := _comment(asked.get("reply_comment_id") or asked.get("comment_id") or "", post):
        return comment
    return f"{asked.get('id') or page_id}_{post}" if _is_number(post) else None


def _comment(written: str, post: str) -> str | None:
    """Return the id of a comment in a URL: its number, or "comment:post_number" in Base64."""
    if _is_number(written) and _is_number(post):
        return f"{post}_{written}"
    try:
        plain = base64.b64decode(written, validate=True).decode("ascii")
    except ValueError:
        return None
    found = re.fullmatch(r"comment:(\d+_\d+)", plain, re.A)
    return found[1] if found else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _author(node: JSON) -> Author:
    known = node.get("from") or {}
    native_id = str(known.get("id") or "")
    handle = known.get("username") or node.get("username") or known.get("name")
    # Without an author each post is separate: two strangers must not become one person.
    shown = str(handle or native_id or f"author-of-{node['id']}")
    return Author(shown, str(known.get("name") or shown), native_id=native_id)


def _parent(node: JSON, side: Side) -> str | None:
    found = (node.get("parent") or {}).get("id") if side is FACEBOOK else node.get("parent_id")
    return str(found) if found else None


def _url(node: JSON, side: Side) -> str:
    if side is FACEBOOK:
        return facebook_url(str(node["id"]))
    return str(node.get("permalink") or (node.get("media") or {}).get("permalink") or "")
