"""A post as Mastodon sends it, turned into a Mention; and who may read an answer to it."""

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
    """Our account: its id, its name on its instance, the instance's address, the widest our answers may go."""

    id: str
    handle: str
    instance: str
    widest: str = "public"


def read_post(post: JSON, us: MastodonAccount, conversation: str) -> Mention:
    """The mention a post is. Raises one of UNREADABLE."""
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
        # Whatever another kind of server calls it: it is not public.
        followers_only=visibility not in (*PUBLIC, "direct"),
        quotes=bool(post.get("quote")),
        quoted=_quoted(post, us),
        edited_at=written_at(edited) if (edited := post.get("edited_at")) else None,
    )


def _quoted(post: JSON, us: MastodonAccount) -> Quoted | None:
    """The post that is quoted, where the instance shows it (Mastodon docs: Quote); some servers put it in plainly."""
    try:
        shown = post["quote"].get("quoted_status") or post["quote"]
        author = read_author(shown["account"])
        url = post_url(us.instance, author.handle, required(shown, "id"))
        return Quoted(url, plain_text(required(shown, "content")), author.handle, author.name)
    except UNREADABLE:
        return None


def read_author(account: JSON) -> Author:
    """Who wrote a post; of the links in a profile, those that lead back to it come first."""
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
    """Neither our own nor somebody's boost."""
    return required(post["account"], "id") != us.id and not post.get("reblog")


def required(thing: JSON, name: str) -> str:
    """What must be there. Raises ValueError when it is not: Mastodon.py fills what is missing with None."""
    if thing[name] is None:
        raise ValueError(f"no {name}")
    return str(thing[name])


def moment(at: Any) -> datetime:
    """A time of Mastodon, UTC. Raises ValueError when it is none."""
    if not isinstance(at, datetime):
        raise ValueError(f"not a time: {type(at).__name__}")
    return utc(at)


def written_at(at: Any) -> datetime:
    """The time of a post, UTC; NO_TIME when it has none. Federated servers may write any."""
    return utc(at) if isinstance(at, datetime) else NO_TIME


def written_since(post: JSON, since: datetime) -> bool:
    """Whether a post was written at `since` or later. Raises ValueError where that cannot be read."""
    return moment(post["created_at"]) >= since


def answered_as(written: str, widest: str) -> str:
    """Return the visibility of our answer to a post `written` so: never wider than `widest`, our account's own.

    What is not public is answered directly: `private` would show the answer to our followers, who are not its author's.
    """
    if written not in PUBLIC or widest not in _NARROWER:
        return "direct"
    return max(written, widest, key=_NARROWER.index)


def addressed(handle: str, text: str) -> str:
    """`text` with the name of the one it answers before it: Mastodon tells nobody who is not named."""
    named = {_full(found) for found in MENTION.finditer(text)}
    return text if handle.casefold() in named else f"@{handle} {text}"


def others_named(handle: str, text: str) -> list[str]:
    """Whom else a text names; each of them can read it, however private it is."""
    return [found[0] for found in MENTION.finditer(text) if _full(found) != handle.casefold()]


def _full(found: Any) -> str:
    return str(found[0]).removeprefix("@").casefold()


def _media(post: JSON) -> list[tuple[str, str]]:
    """Addresses of what a post shows, each with what its author says of it."""
    items = [item for item in post.get("media_attachments") or [] if isinstance(item, dict)]
    shown = [(item.get("url") or item.get("preview_url"), item.get("description")) for item in items]
    return [(str(address), str(alt or "")) for address, alt in shown if address]
