"""The accounts and posts of a small Bluesky: what people do there, and how the network shows it."""

from base64 import b32encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

JSON = dict[str, Any]

COLLECTION = "app.bsky.feed.post"
OURS = "larkspur.example"
MILLISECOND = timedelta(milliseconds=1)
LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


@dataclass
class Post:
    """A record, where it stands, and when the network saw it."""

    did: str
    rkey: str
    record: JSON
    indexed_at: datetime
    closed: bool = False

    @property
    def uri(self) -> str:
        return f"at://{self.did}/{COLLECTION}/{self.rkey}"

    @property
    def cid(self) -> str:
        digest = sha256(repr(self.record).encode()).digest()
        return "bafyrei" + b32encode(digest).decode().lower().rstrip("=")


@dataclass
class Town:
    """Everybody has a handle and a DID; a post of ours is written under OURS.

    `blocked_us` and `blocked` are DIDs of people who block us and whom we block, `deactivated` those of accounts that
    are away.

    `priority` is our account's setting "only people I follow" of old, `filters` its settings by reason of today
    (`{"mention": {"include": "follows"}}`), `follows` whom it follows.
    """

    posts: dict[str, Post] = field(default_factory=dict)
    handles: dict[str, str] = field(default_factory=dict)
    followers: dict[str, int] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    blocked_us: set[str] = field(default_factory=set)
    blocked: set[str] = field(default_factory=set)
    deactivated: set[str] = field(default_factory=set)
    follows: set[str] = field(default_factory=set)
    priority: bool = False
    filters: dict[str, JSON] = field(default_factory=dict)
    likes: list[datetime] = field(default_factory=list)
    _last: datetime = datetime(2026, 1, 1, tzinfo=UTC)

    def __post_init__(self) -> None:
        self.us = self.did_of(OURS)

    def did_of(self, handle: str) -> str:
        did = "did:plc:" + b32encode(sha256(handle.encode()).digest()).decode().lower()[:24]
        self.handles[did] = handle
        return did

    def now(self) -> datetime:
        """A moment no earlier post has; the wire tells milliseconds."""
        moment = datetime.now(UTC)
        floor = moment.replace(microsecond=moment.microsecond // 1000 * 1000)
        self._last = max(floor, self._last + MILLISECOND)
        return self._last

    def post(
        self, handle: str, text: str, *, at: datetime | None = None, closed: bool = False, **more: Any
    ) -> Post:
        """Somebody writes a post; `more` goes into the record (facets, reply, embed, createdAt)."""
        moment = at or self.now()
        record = {"$type": COLLECTION, "text": text, "createdAt": zulu(moment), **more}
        return self.keep(Post(self.did_of(handle), _rkey(moment), record, moment, closed))

    def mention(self, handle: str, text: str, **more: Any) -> Post:
        """Somebody names us, as Bluesky's own app writes it."""
        named = f"@{OURS}"
        return self.post(handle, f"{named} {text}", facets=[mention_of(self.us, 0, len(named))], **more)

    def answers(self, post: Post) -> list[str]:
        """What we wrote under this post."""
        ours = [each.record for each in self.posts.values() if each.did == self.us and "reply" in each.record]
        return [record["text"] for record in ours if record["reply"]["parent"]["uri"] == post.uri]

    def keep(self, post: Post) -> Post:
        assert post.uri not in self.posts
        self.posts[post.uri] = post
        return post

    def shows(self, post: Post) -> bool:
        """Whether getPosts has it: not across a block, and of no account that is away."""
        return post.did not in self.blocked_us | self.blocked | self.deactivated

    def view(self, post: Post) -> JSON:
        """app.bsky.feed.defs#postView."""
        return {
            "uri": post.uri,
            "cid": post.cid,
            "author": self.profile(post.did),
            "record": post.record,
            "indexedAt": zulu(post.indexed_at),
            "viewer": {"threadMuted": False, "replyDisabled": True} if post.closed else {},
            **({"embed": shown} if (shown := self.embedded(post.record.get("embed"))) else {}),
        }

    def thread(self, post: Post, depth: int) -> JSON:
        """app.bsky.feed.defs#threadViewPost, with parents; what is deeper is left out."""
        parent = self.posts.get(post.record.get("reply", {}).get("parent", {}).get("uri", ""))
        above = {"parent": self.thread(parent, 0)} if parent else {}
        return {**self._below(post, depth), **above}

    def _below(self, post: Post, depth: int) -> JSON:
        answers = [
            p
            for p in self.posts.values()
            if p.record.get("reply", {}).get("parent", {}).get("uri") == post.uri
        ]
        replies = {"replies": [self._below(one, depth - 1) for one in answers]} if depth else {}
        kind = "app.bsky.feed.defs#threadViewPost"
        return {"$type": kind, "post": {**self.view(post), "replyCount": len(answers)}, **replies}

    def answer(self, handle: str, post: Post, text: str, **more: Any) -> Post:
        """Somebody answers a post, and names nobody."""
        root = post.record.get("reply", {}).get("root", ref(post))
        return self.post(handle, text, reply={"root": root, "parent": ref(post)}, **more)

    def embedded(self, embed: JSON | None) -> JSON | None:
        """What is shown of an embedded record: app.bsky.embed.record#view and recordWithMedia#view."""
        kind = (embed or {}).get("$type")
        if embed and kind == "app.bsky.embed.record":
            return {"$type": f"{kind}#view", "record": self._record_view(embed["record"]["uri"])}
        if embed and kind == "app.bsky.embed.recordWithMedia":
            inner = self.embedded(embed["record"])
            return {"$type": f"{kind}#view", "record": inner, "media": {"$type": "some#view"}}
        return None

    def _record_view(self, uri: str) -> JSON:
        post = self.posts.get(uri)
        if post is None:
            return {"$type": "app.bsky.embed.record#viewNotFound", "uri": uri, "notFound": True}
        known = {"uri": uri, "cid": post.cid, "author": self.profile(post.did), "value": post.record}
        return {"$type": "app.bsky.embed.record#viewRecord", **known, "indexedAt": zulu(post.indexed_at)}

    def notification(self, post: Post, reason: str) -> JSON:
        """app.bsky.notification.listNotifications#notification: it does not say who may answer."""
        view = self.view(post)
        del view["viewer"]
        view.pop("embed", None)
        return {**view, "reason": reason, "isRead": False}

    def profile(self, did: str) -> JSON:
        """app.bsky.actor.defs#profileViewBasic."""
        handle = self.handles[did]
        name = handle.replace("_", " ").title()
        return {
            "did": did,
            "handle": handle,
            "displayName": name,
            "viewer": {"blockedBy": did in self.blocked_us}
            | ({"blocking": f"at://{self.us}/app.bsky.graph.block/3k"} if did in self.blocked else {}),
        }

    def detailed(self, did: str) -> JSON:
        """app.bsky.actor.defs#profileViewDetailed."""
        more = {"followersCount": self.followers.get(did, 0), "description": self.about.get(did, "")}
        return {**self.profile(did), **more}

    def concerns(self, priority: bool | None = False) -> Iterator[JSON]:
        """What we are notified of, newest first: posts, and likes, which are of no use to anybody here. Asked without a
        word on priority (None), the account's setting counts."""
        followed_only = self.priority if priority is None else priority
        told = [
            self.notification(post, reason)
            for post in self.posts.values()
            if post.did != self.us and (reason := self._reason(post))
            if not (followed_only or self._follows_only(reason)) or post.did in self.follows
        ]
        liked = [
            {"reason": "like", "uri": f"at://like/{zulu(at)}", "indexedAt": zulu(at)} for at in self.likes
        ]
        yield from sorted([*told, *liked], key=lambda one: one["indexedAt"], reverse=True)

    def _follows_only(self, reason: str) -> bool:
        return self.filters.get(reason, {}).get("include") == "follows"

    def _reason(self, post: Post) -> str:
        features = [one for facet in post.record.get("facets", []) for one in facet["features"]]
        reply = post.record.get("reply")
        if any(one.get("did") == self.us for one in features):
            return "mention"
        if reply and any(self.us in reply[place]["uri"] for place in ("root", "parent")):
            return "reply"
        return "quote" if self.us in repr(post.record.get("embed")) else ""


def zulu(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def mention_of(did: str, start: int, end: int) -> JSON:
    return {
        "index": {"byteStart": start, "byteEnd": end},
        "features": [{"$type": "app.bsky.richtext.facet#mention", "did": did}],
    }


def link_to(address: str, start: int, end: int) -> JSON:
    return {
        "index": {"byteStart": start, "byteEnd": end},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": address}],
    }


def ref(post: Post) -> JSON:
    """com.atproto.repo.strongRef."""
    return {"uri": post.uri, "cid": post.cid}


def _rkey(moment: datetime) -> str:
    number = int(moment.timestamp() * 1_000_000) << 10
    return "".join(LETTERS[number >> place & 31] for place in range(60, -1, -5))
