"""A small Bluesky on loopback: the calls Baton makes, built from the lexicons of AT Protocol and Bluesky's pages.

What it refuses, it refuses in the words of the exchanges in refusals.json beside it.
"""

import json
import re
import time
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import regex
from aiohttp import WSMsgType, web

from tests.wire.bluesky.faults import Faults, Refused
from tests.wire.bluesky.town import COLLECTION, Post, Town

JSON = dict[str, Any]
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]

APP_PASSWORD = "abcd-efgh-ijkl-mnop"
TID = re.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")  # AT Protocol: TID


class Pds:
    """Bluesky as our account reaches it: its own server, and behind it what the whole network shows."""

    def __init__(self) -> None:
        self.town = Town()
        self.faults = Faults()
        self.url = ""
        self.lives_at = ""  # where the account is kept, when that is elsewhere
        self.asked: list[tuple[str, JSON]] = []
        self.shows_nothing = False  # getPosts answers with an empty list
        self.knows_nothing = False  # and no record, no account is found either
        self.deepest = 1_000  # how many answers below one another a thread shows
        self.password = APP_PASSWORD
        self.scope = "com.atproto.appPass"
        self.token_seconds = 7200.0
        self.filtered_at_once = 1000
        self.streams: list[web.WebSocketResponse] = []
        self._tokens: dict[str, str] = {}
        self._issued = 0

    def asked_for(self, name: str) -> list[JSON]:
        return [wanted for call, wanted in self.asked if call == name]

    def end_sessions(self) -> None:
        """Every token so far is refused as expired; the password still opens a new session."""
        self._tokens.clear()

    @property
    def handle(self) -> str:
        """What our account is called now."""
        return self.town.handles[self.town.us]

    def rename(self, handle: str) -> None:
        self.town.handles[self.town.us] = handle

    def revoke(self) -> None:
        """The app password is taken back, which ends its sessions too."""
        self.end_sessions()
        self.password = ""

    async def tell_stream(self, post: Post, seq: int) -> None:
        """A frame of network.bsky.jetstream.subscribeEvents about a new post, to all who listen."""
        payload = {
            "$type": "network.bsky.jetstream.subscribeEvents#commit",
            "did": post.did,
            "seq": seq,
            "time": "2026-11-22T05:00:00.000000Z",
            "rev": post.rkey,
            "operation": "create",
            "collection": COLLECTION,
            "rkey": post.rkey,
            "cid": post.cid,
            "record": post.record,
        }
        for stream in self.streams:
            await stream.send_json({"$type": "message", "payload": payload})

    def app(self) -> web.Application:
        calls: dict[str, Answer] = {
            "com.atproto.server.createSession": self._create_session,
            "com.atproto.server.refreshSession": self._refresh_session,
            "com.atproto.server.getSession": self._guarded(self._get_session),
            "com.atproto.identity.resolveHandle": self._guarded(self._resolve_handle),
            "com.atproto.repo.createRecord": self._guarded(self._create_record),
            "com.atproto.repo.getRecord": self._guarded(self._get_record),
            "com.atproto.repo.deleteRecord": self._guarded(self._delete_record),
            "app.bsky.notification.listNotifications": self._guarded(self._list_notifications),
            "app.bsky.notification.getPreferences": self._guarded(self._get_preferences),
            "app.bsky.feed.searchPosts": self._guarded(self._search_posts),
            "app.bsky.feed.getPosts": self._guarded(self._get_posts),
            "app.bsky.feed.getPostThread": self._guarded(self._get_post_thread),
            "app.bsky.actor.getProfiles": self._guarded(self._get_profiles),
            "network.bsky.jetstream.subscribeEvents": self._subscribe,
        }
        app = web.Application(middlewares=[self._refusals, self.faults.middleware])
        for name, answer in calls.items():
            app.router.add_route("*", f"/xrpc/{name}", answer)
        return app

    @web.middleware
    async def _refusals(self, request: web.Request, handler: Answer) -> web.StreamResponse:
        wanted = await request.json() if request.method == "POST" and request.can_read_body else {}
        self.asked.append((request.path.removeprefix("/xrpc/"), {**wanted, **request.query}))
        try:
            return await handler(request)
        except Refused as refusal:
            return web.json_response(refusal.body, status=refusal.status)

    def _guarded(self, answer: Answer) -> Answer:
        async def guarded(request: web.Request) -> web.StreamResponse:
            kind = self._tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
            if kind != "access":
                raise Refused("expired token")
            return await answer(request)

        return guarded

    async def _create_session(self, request: web.Request) -> web.StreamResponse:
        wanted = await request.json()
        if wanted["identifier"] not in (self.handle, self.town.us) or wanted["password"] != self.password:
            raise Refused("wrong password")
        return self._session()

    async def _refresh_session(self, request: web.Request) -> web.StreamResponse:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if self._tokens.pop(token, "") != "refresh":
            raise Refused("expired token")
        return self._session()

    async def _get_session(self, _: web.Request) -> web.StreamResponse:
        return web.json_response({"did": self.town.us, "handle": self.handle, "active": True})

    def _session(self) -> web.Response:
        home = self.lives_at or self.url
        service = {"id": "#atproto_pds", "type": "AtprotoPersonalDataServer", "serviceEndpoint": home}
        return web.json_response(
            {
                "did": self.town.us,
                "handle": self.handle,
                "accessJwt": self._token("access", self.scope, self.token_seconds),
                "refreshJwt": self._token("refresh", "com.atproto.refresh", 60 * 86400),
                "active": True,
                "didDoc": {"id": self.town.us, "service": [service]},
            }
        )

    def _token(self, kind: str, scope: str, seconds: float) -> str:
        self._issued += 1
        claims = {
            "scope": scope,
            "sub": self.town.us,
            "exp": int(time.time() + seconds),
            "jti": str(self._issued),
        }
        token = ".".join([_encoded({"alg": "HS256", "typ": "at+jwt"}), _encoded(claims), "c2ln"])
        self._tokens[token] = kind
        return token

    async def _resolve_handle(self, request: web.Request) -> web.StreamResponse:
        known = {handle: did for did, handle in self.town.handles.items()}
        if request.query["handle"] not in known:
            raise Refused("unknown handle")
        return web.json_response({"did": known[request.query["handle"]]})

    async def _create_record(self, request: web.Request) -> web.StreamResponse:
        wanted = await request.json()
        record, rkey = wanted["record"], wanted["rkey"]
        _check_place(wanted, self.town.us)
        self._check(record)
        post = Post(self.town.us, rkey, record, self.town.now())
        if post.uri in self.town.posts:
            raise Refused("key taken")
        self.town.keep(post)
        return web.json_response({"uri": post.uri, "cid": post.cid, "validationStatus": "valid"})

    def _check(self, record: JSON) -> None:
        """What lexicon app.bsky.feed.post asks, and that the thread is the answered post's own."""
        text = record["text"]
        if len(regex.findall(r"\X", text)) > 300 or len(text.encode()) > 3000:
            raise Refused("text too long")
        datetime.fromisoformat(record["createdAt"])
        for facet in record.get("facets", []):
            text.encode()[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode()
        parent = self.town.posts[record["reply"]["parent"]["uri"]]
        above = parent.record.get("reply", {}).get("root", {"uri": parent.uri, "cid": parent.cid})
        assert record["reply"] == {"parent": {"uri": parent.uri, "cid": parent.cid}, "root": above}

    async def _get_record(self, request: web.Request) -> web.StreamResponse:
        wanted = request.query
        uri = f"at://{wanted['repo']}/{wanted['collection']}/{wanted['rkey']}"
        if wanted["repo"] in self.town.deactivated:
            raise Refused("no repository", f"Could not find repo: {wanted['repo']}")
        if uri not in self.town.posts or self.knows_nothing:
            raise Refused("no record", f"Could not locate record: {uri}")
        post = self.town.posts[uri]
        return web.json_response({"uri": uri, "cid": post.cid, "value": post.record})

    async def _delete_record(self, request: web.Request) -> web.StreamResponse:
        wanted = await request.json()
        _check_place(wanted, self.town.us)
        self.town.posts.pop(f"at://{self.town.us}/{COLLECTION}/{wanted['rkey']}", None)
        return web.json_response({})

    async def _list_notifications(self, request: web.Request) -> web.StreamResponse:
        """With reasons, Bluesky reads on for a while and then answers with what it found, be it nothing."""
        reasons, limit = request.query.getall("reasons", []), int(request.query.get("limit", 50))
        start = int(request.query.get("cursor", 0))
        word = request.query.get("priority")
        every = list(self.town.concerns(None if word is None else word == "true"))
        found, end = [], start
        for end, one in enumerate(every[start : start + self.filtered_at_once], start + 1):  # noqa: B007
            if not reasons or one["reason"] in reasons:
                found.append(one)
            if len(found) == limit:
                break
        return web.json_response(
            {"notifications": found, **({"cursor": str(end)} if end < len(every) else {})}
        )

    async def _get_preferences(self, _: web.Request) -> web.StreamResponse:
        """app.bsky.notification.defs#preferences, as far as they are of posts."""
        usual = {"include": "all", "list": True, "push": True}
        told = {reason: usual | self.town.filters.get(reason, {}) for reason in ("mention", "reply", "quote")}
        return web.json_response({"preferences": told})

    async def _search_posts(self, request: web.Request) -> web.StreamResponse:
        query, limit = request.query, int(request.query.get("limit", 25))
        assert query["sort"] == "latest"
        start, since = int(query.get("cursor", 0)), datetime.fromisoformat(query["since"])
        every = [
            post
            for post in sorted(self.town.posts.values(), key=lambda post: post.indexed_at, reverse=True)
            if query["q"].casefold() in post.record["text"].casefold() and post.indexed_at >= since
        ]
        views = [self.town.view(post) for post in every[start : start + limit]]
        more = {"cursor": str(start + limit)} if start + limit < len(every) else {}
        return web.json_response({"posts": views, **more})

    async def _get_posts(self, request: web.Request) -> web.StreamResponse:
        """Posts that are gone or hidden from us are left out without a word."""
        uris = request.query.getall("uris")
        assert len(uris) <= 25
        posts = [self.town.posts[uri] for uri in reversed(uris) if uri in self.town.posts]
        shown = [self.town.view(post) for post in posts if self.town.shows(post) and not self.shows_nothing]
        return web.json_response({"posts": shown})

    async def _get_post_thread(self, request: web.Request) -> web.StreamResponse:
        post = self.town.posts.get(request.query["uri"])
        if post is None or not self.town.shows(post):
            raise Refused("no thread")
        return web.json_response(
            {"thread": self.town.thread(post, min(self.deepest, int(request.query["depth"])))}
        )

    async def _get_profiles(self, request: web.Request) -> web.StreamResponse:
        dids = request.query.getall("actors")
        assert len(dids) <= 25
        found = [did for did in dids if did not in self.town.deactivated]
        return web.json_response({"profiles": [self.town.detailed(did) for did in found]})

    async def _subscribe(self, request: web.Request) -> web.StreamResponse:
        assert request.query.getall("collections") == [COLLECTION]
        stream = web.WebSocketResponse(protocols=("xrpc.v1.json",))
        await stream.prepare(request)
        self.streams.append(stream)
        while (await stream.receive()).type not in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.ERROR):
            pass
        self.streams.remove(stream)
        return stream


@asynccontextmanager
async def small_bluesky() -> AsyncIterator[Pds]:
    """Serve a small Bluesky while the block runs."""
    pds = Pds()
    runner = web.AppRunner(pds.app(), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    pds.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield pds
    finally:
        pds.faults.over.set()
        for stream in list(pds.streams):
            await stream.close()
        await runner.cleanup()


def _check_place(wanted: JSON, us: str) -> None:
    if wanted["repo"] != us:
        raise Refused("not our repository")
    if wanted["collection"] != COLLECTION or not TID.fullmatch(wanted["rkey"]):
        raise Refused("bad record key")


def _encoded(claims: JSON) -> str:
    return urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
