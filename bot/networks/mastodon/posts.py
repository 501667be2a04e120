"""Conversion of a post as Mastodon sends it into a Mention; and who may read a reply to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.mention import NO_TIME, Author, MayReply, Mention, Quoted, media_with_alts
from bot.networks.mastodon.ids import post_url
from bot.networks.mastodon.length import MENTION
from bot.networks.mastodon.text import links_in, plain_text
from bot.networks.times import utc

JSON = Mapping[str, Any]

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)

PUBLIC = ("public", "unlisted")
PRIVATE = ("private", "direct")
_NARROWER = (*PUBLIC, *PRIVATE)


@dataclass(frozen=True, slots=True)
class MastodonAccount:
    """The account that replies: its id, its name, its instance's URL, and the widest visibility of its replies."""

    id: str
    handle: str
    instance: str
    widest: str = "public"


def read_post(post: JSON, us: MastodonAccount, conversation: str) -> Mention:
    """Return a post as a mention. Raise one of UNREADABLE."""
    native_id, author = required(post, "id"), read_author(post["account"])
    media, alts = media_with_alts(_media(post))
    visibility = str(post.get("visibility") or "public")
    return Mention(
        network="mastodon",
        native_id=native_id,
        conversation=conversation,
        author=author,
        text=plain_text(str(post.get("content") or "")),
        url=post_url(us.instance, author.handle, native_id),
        posted_at=written_at(post.get("created_at")),
        may_reply=MayReply("yes"),
        in_reply_to=str(post["in_reply_to_id"]) if post.get("in_reply_to_id") else None,
        media=media,
        alts=alts,
        title=str(post.get("spoiler_text") or ""),
        private=visibility == "direct",
        # Other kinds of servers have other values: treat every unknown one as not public.
        followers_only=visibility not in (*PUBLIC, "direct"),
        quotes=bool(post.get("quote")),
        quoted=_quoted(post, us),
        edited_at=written_at(edited) if (edited := post.get("edited_at")) else None,
    )


def _quoted(post: JSON, us: MastodonAccount) -> Quoted | None:
    """Return the quoted post, if the instance shows it (Mastodon docs: Quote); some servers embed it directly."""
    try:
        shown = post["quote"].get("quoted_status") or post["quote"]
        author = read_author(shown["account"])
        url = post_url(us.instance, author.handle, required(shown, "id"))
        return Quoted(url, plain_text(required(shown, "content")), author.handle, author.name)
    except UNREADABLE:
        return None


def read_author(account: JSON) -> Author:
    """Return the author of a post; links in the profile that link back to it come first."""
    fields = [field for field in account.get("fields") or [] if isinstance(field, dict)]
    fields.sort(key=lambda field: not field.get("verified_at"))
    links = [link for field in fields for link in links_in(str(field.get("value") or ""))]
    followers = account.get("followers_count")
    handle = required(account, "acct")
    return Author(
        handle,
        str(account.get("display_name") or handle),
        followers if isinstance(followers, int) else None,
        required(account, "id"),
        tuple(dict.fromkeys(links)),
    )


def is_wanted(post: JSON, us: MastodonAccount) -> bool:
    """Return whether a post is neither our own nor a boost."""
    return required(post["account"], "id") != us.id and not post.get("reblog")


def required(thing: JSON, name: str) -> str:
    """Return the value of a key. Raise ValueError when it is missing, for which Mastodon.py puts None."""
    if thing[name] is None:
        raise ValueError(f"no {name}")
    return str(thing[name])


def moment(at: Any) -> datetime:
    """Return a timestamp of Mastodon, UTC. Raise ValueError when it is invalid."""
    if not isinstance(at, datetime):
        raise ValueError(f"not a time: {type(at).__name__}")
    return utc(at)


def written_at(at: Any) -> datetime:
    """Return the time of a post, UTC; NO_TIME when it has none. Federated servers may send any."""
    return utc(at) if isinstance(at, datetime) else NO_TIME


def written_since(post: JSON, since: datetime) -> bool:
    """Return whether a post was written at `since` or later. Raise ValueError when its time is unreadable."""
    return moment(post["created_at"]) >= since


def answered_as(written: str, widest: str) -> str:
    """Return the visibility of our reply to a post of visibility `written`: never wider than `widest`, our
    account's own.

    A post that is not public gets a direct reply: `private` would show it to our followers, who are not its
    author's.
    """
    if written not in PUBLIC or widest not in _NARROWER:
        return "direct"
    return max(written, widest, key=_NARROWER.index)


def addressed(handle: str, text: str) -> str:
    """Return `text` with its addressee's name before it: Mastodon notifies only people who are named."""
    named = {_full(found) for found in MENTION.finditer(text)}
    return text if handle.casefold() in named else f"@{handle} {text}"


def others_named(handle: str, text: str) -> list[str]:
    """Return the other people a text names; each of them can read it, however private it is."""
    return [found[0] for found in MENTION.finditer(text) if _full(found) != handle.casefold()]


def _full(found: Any) -> str:
    return str(found[0]).removeprefix("@").casefold()


def _media(post: JSON) -> list[tuple[str, str]]:
    """Return the URLs of a post's media, each with its alt text."""
    items = [item for item in post.get("media_attachments") or [] if isinstance(item, dict)]
    shown = [(item.get("url") or item.get("preview_url"), item.get("description")) for item in items]
    return [(str(address), str(alt or "")) for address, alt in shown if address]
