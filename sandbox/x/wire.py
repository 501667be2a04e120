"""Posts, people and images in the JSON of X's v2 API."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sandbox.x.problems import JSON
from sandbox.x.records import Account, Media, Post
from sandbox.x.words import HANDLE, HASHTAG, LINK, short_link

if TYPE_CHECKING:
    from sandbox.x.town import Town

LONG_POST = 280
SHOWN_OF_LONG_POST = 274
SHOWN_OF_RETWEET = 140


@dataclass(frozen=True, slots=True)
class Wanted:
    """The fields and expansions a request asks for."""

    tweet: frozenset[str]
    user: frozenset[str]
    media: frozenset[str]
    expansions: frozenset[str]


def answer(town: Town, posts: Iterable[Post], wanted: Wanted) -> JSON:
    """Return `data` and `includes` for a list of posts."""
    shown = list(posts)
    body: JSON = {"data": [tweet(town, post, wanted) for post in shown]} if shown else {}
    included = includes(town, shown, wanted)
    return body | ({"includes": included} if included else {})


def tweet(town: Town, post: Post, wanted: Wanted) -> JSON:
    """Return one post: the three default fields and the requested ones that have a value."""
    text, urls = _published(post)
    fields: JSON = {"id": post.id, "text": _shown(post, text), "edit_history_tweet_ids": list(post.history)}
    asked = wanted.tweet | {_FIELD_OF[name] for name in wanted.expansions}
    for name in sorted(asked & _OPTIONAL.keys()):
        value = _OPTIONAL[name](town, post)
        if value is not None:
            fields[name] = value
    if "entities" in asked and (entities := _entities(town, fields["text"], urls)):
        fields["entities"] = entities
    if "note_tweet" in asked and _is_long(text):
        fields["note_tweet"] = {"text": text, "entities": _entities(town, text, urls)}
    return fields


def user(account: Account, wanted: Wanted, tweets: int = 0) -> JSON:
    """Return one account."""
    extra: JSON = {
        "created_at": iso(account.created_at),
        "description": "",
        "protected": False,
        "verified": account.is_brand,
        "public_metrics": {
            "followers_count": account.followers,
            "following_count": 0,
            "tweet_count": tweets,
            "listed_count": 0,
        },
    }
    always = {"id": account.id, "name": html.escape(account.name, quote=False), "username": account.handle}
    return always | {name: extra[name] for name in sorted(wanted.user & extra.keys())}


def includes(town: Town, posts: list[Post], wanted: Wanted) -> JSON:
    """Return the `includes` of an answer: people, referenced posts, images; each once."""
    found: JSON = {}
    people = [account for post in posts for account in _people(town, post, wanted)]
    if people:
        unique = {account.id: account for account in people}
        found["users"] = [user(account, wanted, len(town.by(account))) for account in unique.values()]
    if "attachments.media_keys" in wanted.expansions:
        pictures = [_media(item, wanted) for post in posts for item in post.media]
        found |= {"media": pictures} if pictures else {}
    if "referenced_tweets.id" in wanted.expansions:
        referred = [town.posts[one["id"]] for post in posts for one in _referenced(town, post) or []]
        tweets = [tweet(town, post, wanted) for post in referred if not post.deleted]
        found |= {"tweets": tweets} if tweets else {}
    return found


def iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def _published(post: Post) -> tuple[str, list[str]]:
    """Return the text with t.co links and HTML entities, as X serves it, and the links in order."""
    urls = LINK.findall(post.text) + [item.url for item in post.media]
    text = LINK.sub(lambda found: short_link(found.group()), post.text)
    text = " ".join([text, *(short_link(item.url) for item in post.media)])
    return html.escape(text, quote=False), urls


def _is_long(text: str) -> bool:
    return len(html.unescape(text)) > LONG_POST


def _shown(post: Post, text: str) -> str:
    plain = html.unescape(text)
    if post.retweeted:
        return text if len(plain) <= SHOWN_OF_RETWEET else _cut(plain, SHOWN_OF_RETWEET) + "…"
    if not _is_long(text):
        return text
    link = short_link(f"https://x.com/i/web/status/{post.id}")
    return f"{_cut(plain, SHOWN_OF_LONG_POST)}… {link}"


def _cut(plain: str, length: int) -> str:
    return html.escape(plain[:length], quote=False)


def _entities(town: Town, text: str, urls: list[str]) -> JSON:
    named = [
        {"start": hit.start(), "end": hit.end(), "username": hit.group(1), **_id_of(town, hit.group(1))}
        for hit in HANDLE.finditer(text)
    ]
    tags = [{"start": hit.start(), "end": hit.end(), "tag": hit.group(1)} for hit in HASHTAG.finditer(text)]
    links = [
        {"start": at, "end": at + len(short), "url": short, "expanded_url": url, "display_url": _display(url)}
        for url in dict.fromkeys(urls)
        if (at := text.find(short := short_link(url))) >= 0
    ]
    found = {"mentions": named, "hashtags": tags, "urls": links}
    return {name: entries for name, entries in found.items() if entries}


def _id_of(town: Town, handle: str) -> JSON:
    account = town.find_account(handle)
    return {"id": account.id} if account else {}


def _display(url: str) -> str:
    bare = url.split("://", 1)[1].removeprefix("www.")
    return bare if len(bare) <= 27 else bare[:26] + "…"


def _people(town: Town, post: Post, wanted: Wanted) -> list[Account]:
    found = [post.author] if "author_id" in wanted.expansions else []
    parent = town.posts.get(post.in_reply_to or "")
    if parent and "in_reply_to_user_id" in wanted.expansions:
        found.append(parent.author)
    if "referenced_tweets.id.author_id" in wanted.expansions:
        found += [town.posts[one["id"]].author for one in _referenced(town, post) or []]
    if "entities.mentions.username" in wanted.expansions:
        named = (town.find_account(handle) for handle in HANDLE.findall(post.text))
        found += [account for account in named if account]
    return found


def _media(item: Media, wanted: Wanted) -> JSON:
    extra = {"url": item.url, "alt_text": item.alt_text, "width": 1200, "height": 800}
    chosen = {name: extra[name] for name in sorted(wanted.media & extra.keys()) if extra[name]}
    return {"media_key": item.key, "type": item.kind} | chosen


def _referenced(_: Town, post: Post) -> list[dict[str, str]] | None:
    kinds = {"replied_to": post.in_reply_to, "quoted": post.quoted, "retweeted": post.retweeted}
    return [{"type": kind, "id": post_id} for kind, post_id in kinds.items() if post_id] or None


def _reply_to_user(town: Town, post: Post) -> str | None:
    return town.posts[post.in_reply_to].author.id if post.in_reply_to else None


def _attachments(_: Town, post: Post) -> JSON | None:
    return {"media_keys": [item.key for item in post.media]} if post.media else None


def _metrics(_: Town, __: Post) -> dict[str, Any]:
    names = (
        "retweet_count",
        "reply_count",
        "like_count",
        "quote_count",
        "bookmark_count",
        "impression_count",
    )
    return dict.fromkeys(names, 0)


_OPTIONAL: dict[str, Callable[[Town, Post], Any]] = {
    "attachments": _attachments,
    "author_id": lambda _, post: post.author.id,
    "conversation_id": lambda _, post: post.conversation_id,
    "created_at": lambda _, post: iso(post.created_at),
    "in_reply_to_user_id": _reply_to_user,
    "lang": lambda _, __: "und",
    "possibly_sensitive": lambda _, __: False,
    "public_metrics": _metrics,
    "referenced_tweets": _referenced,
    "reply_settings": lambda _, post: post.reply_settings,
}
_FIELD_OF = {
    "author_id": "author_id",
    "attachments.media_keys": "attachments",
    "entities.mentions.username": "entities",
    "in_reply_to_user_id": "in_reply_to_user_id",
    "referenced_tweets.id": "referenced_tweets",
    "referenced_tweets.id.author_id": "referenced_tweets",
}
TWEET_FIELDS = frozenset(_OPTIONAL) | {
    "id", "text", "edit_history_tweet_ids", "entities", "note_tweet",
    "context_annotations", "edit_controls", "geo", "source", "withheld",
}  # fmt: skip
USER_FIELDS = frozenset({
    "id", "name", "username", "created_at", "description", "entities", "location", "pinned_tweet_id",
    "profile_image_url", "protected", "public_metrics", "url", "verified", "verified_type", "withheld",
})  # fmt: skip
MEDIA_FIELDS = frozenset({
    "media_key", "type", "url", "alt_text", "width", "height", "preview_image_url", "duration_ms",
    "public_metrics", "variants",
})  # fmt: skip
EXPANSIONS = frozenset(_FIELD_OF)
