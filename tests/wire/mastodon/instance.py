"""A small Mastodon instance on loopback: what its people write, and its API as the documentation describes it."""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aiohttp import web

from tests.wire.mastodon.rendering import rendered

JSON = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ENTITIES: JSON = json.loads((Path(__file__).parent / "entities.json").read_text("utf-8"))
TOKEN = "token-of-larkspur"
US = "larkspur_help"
NOT_FOUND = {"error": "Record not found"}
NO_PARENT = {"error": "The post you are trying to reply to does not appear to exist."}
TOO_LONG = {"error": "Validation failed: Text character limit of 500 exceeded"}


class Instance:
    """The instance. Its people act by `post`, `edit`, `delete`, `block`; what fails next is armed by `fail`.

    `outside_scopes` are calls that our token may not make.

    `missing` are calls it does not know ("GET /api/v1/statuses"), as an older one or another kind of server: it answers
    them with a page, and with JSON where that is asked for, unless it has `pages_only`.
    """

    def __init__(self) -> None:
        self.url = ""
        self.about: JSON = deepcopy(ENTITIES["instance"])
        self.policy: JSON | None = deepcopy(ENTITIES["policy"])
        self.privacy = "public"
        self.tokens = {TOKEN}
        self.accounts: dict[str, JSON] = {}
        self.posts: dict[str, JSON] = {}
        self.typed: dict[str, str] = {}
        self.notifications: list[JSON] = []
        self.hidden: set[str] = set()
        self.blocked_by: set[str] = set()
        self.suspended: set[str] = set()
        self.closed: set[str] = set()
        self.elsewhere: dict[str, str] = {}
        self.keys: dict[str, str] = {}
        self.calls: list[tuple[str, str, JSON]] = []
        self.asked_as: set[str] = set()
        self.missing: set[str] = set()
        self.pages_only = False
        self.outside_scopes: set[str] = set()
        self.remembers_keys = True
        self.lists_direct = True
        self.over = asyncio.Event()
        self._faults: list[tuple[str, str]] = []
        self._post_ids = itertools.count(115_590_000_000_000_001)
        self._notification_ids = itertools.count(34_975_001)
        self.us = self.account(US)

    # what people do

    def account(self, acct: str, **more: Any) -> JSON:
        """Somebody, here ("name") or elsewhere ("name@host"); made when they are not known yet."""
        if acct not in self.accounts:
            native_id, username = str(7001 + len(self.accounts)), acct.partition("@")[0]
            own = {"id": native_id, "acct": acct, "username": username, "display_name": username.title()}
            self.accounts[acct] = deepcopy(ENTITIES["account"]) | own
        self.accounts[acct] |= more
        return self.accounts[acct]

    def post(self, acct: str, text: str, **more: Any) -> str:
        """Somebody posts; our account is told when it is named."""
        native_id = str(next(self._post_ids))
        own = {
            "id": native_id,
            "created_at": _iso(datetime.now(UTC)),
            "account": self.account(acct),
            "content": rendered(text),
            "url": f"https://mastodon.example/@{acct}/{native_id}",
        }
        self.posts[native_id] = deepcopy(ENTITIES["status"]) | own | more
        self.typed[native_id] = text
        if f"@{US}" in text and acct != US:
            self.notify("mention", native_id)
        return native_id

    def notify(self, kind: str, native_id: str) -> str:
        """Our account is told of a post."""
        post = self.posts[native_id]
        told = {"id": str(next(self._notification_ids)), "type": kind, "created_at": post["created_at"]}
        self.notifications.append(told | {"account": post["account"], "status": native_id})
        return str(told["id"])

    def edit(self, native_id: str, text: str) -> None:
        self.typed[native_id] = text
        self.posts[native_id] |= {"content": rendered(text), "edited_at": _iso(datetime.now(UTC))}

    def delete(self, native_id: str) -> None:
        """The post goes, and every notification of it."""
        del self.posts[native_id]
        self.notifications = [told for told in self.notifications if told["status"] != native_id]

    def hide(self, native_id: str) -> None:
        """The post is not shown to us, though we were told of it, and nothing says why."""
        self.hidden.add(native_id)

    def block_us(self, acct: str, *, ended: bool = False) -> None:
        """Somebody blocks our account, or no longer does."""
        (self.blocked_by.discard if ended else self.blocked_by.add)(self.account(acct)["id"])

    def suspend(self, acct: str, *, ended: bool = False) -> None:
        """The instance suspends an account, or lets it back in."""
        (self.suspended.discard if ended else self.suspended.add)(self.account(acct)["id"])

    def close(self, acct: str) -> None:
        """Somebody deletes their account, and everything in it."""
        self.closed.add(self.account(acct)["id"])

    def replies_to(self, native_id: str) -> list[JSON]:
        ours = (post for post in self.posts.values() if post["account"]["acct"] == US)
        return [post for post in ours if post["in_reply_to_id"] == native_id]

    def fail(self, call: str, kind: str) -> None:
        """Fail the next call that begins so ("POST /api/v1/statuses"), with _after when it has been carried out."""
        self._faults.append((call, kind))

    def asked(self, call: str) -> list[JSON]:
        """What was sent with each call of this name, oldest first."""
        return [sent for method, path, sent in self.calls if f"{method} {path}" == call]

    # the API

    def app(self) -> web.Application:
        app = web.Application(middlewares=[self._keep, self._break, self._route, self._let_in])
        get, one = app.router.add_get, "/api/v1/statuses/{id}"
        get("/api/v1/accounts/verify_credentials", self._me)
        get("/api/v1/accounts/relationships", self._relationships)
        get("/api/v1/accounts/{id}", self._account)
        get("/api/v2/instance/", self._about)
        get("/api/v1/instance/", self._about_itself_as_before)
        get("/api/v2/notifications/policy", self._policy)
        get("/api/v1/notifications", self._notifications)
        get("/api/v1/timelines/tag/{tag}", self._tagged)
        get("/api/v1/accounts/{id}/statuses", self._posts_by)
        get("/api/v1/statuses", self._several)
        get("/api/v2/search", self._search)
        get(one, self._one)
        get(f"{one}/context", self._context)
        get(f"{one}/source", self._source)
        app.router.add_post("/api/v1/statuses", self._create)
        app.router.add_put(one, self._update)
        app.router.add_delete(one, self._remove)
        return app

    async def _me(self, _: web.Request) -> web.Response:
        return web.json_response(self.us | {"source": {"privacy": self.privacy, "fields": []}})

    async def _account(self, request: web.Request) -> web.Response:
        """Mastodon docs: suspended accounts are shown with nothing in them."""
        wanted = request.match_info["id"]
        account = next((one for one in self.accounts.values() if one["id"] == wanted), None)
        if account is None or wanted in self.closed:
            return _not_found()
        return web.json_response(account | ({"suspended": True} if wanted in self.suspended else {}))

    async def _relationships(self, request: web.Request) -> web.Response:
        wanted = request.query.getall("id[]", [])
        told = [
            {"id": one, "following": False, "blocking": False, "blocked_by": one in self.blocked_by}
            for one in wanted
            if one not in self.closed
        ]
        return web.json_response(told)

    async def _about(self, _: web.Request) -> web.Response:
        return web.json_response(self.about)

    async def _about_itself_as_before(self, _: web.Request) -> web.Response:
        """The first version of the entity: no domain, but `uri`."""
        about = {name: value for name, value in self.about.items() if name not in ("domain", "api_versions")}
        return web.json_response(about | {"uri": "mastodon.example"})

    async def _policy(self, _: web.Request) -> web.Response:
        return web.json_response(self.policy)

    async def _notifications(self, request: web.Request) -> web.Response:
        kinds = request.query.getall("types[]", [])
        told = [one for one in self.notifications if not kinds or one["type"] in kinds]
        page = _page(told, request.query)
        return web.json_response([one | {"status": self.posts[one["status"]]} for one in page])

    async def _tagged(self, request: web.Request) -> web.Response:
        mark = f"#{request.match_info['tag']}".casefold()
        tagged = (post for post in self.posts.values() if post["visibility"] == "public")
        found = [post for post in tagged if mark in self.typed[post["id"]].casefold().split()]
        return web.json_response(_page(found, request.query))

    async def _posts_by(self, request: web.Request) -> web.Response:
        account = request.match_info["id"]
        theirs = [post for post in self.posts.values() if post["account"]["id"] == account]
        if not self.lists_direct:
            theirs = [post for post in theirs if post["visibility"] != "direct"]
        return web.json_response(_page(theirs, request.query))

    async def _several(self, request: web.Request) -> web.Response:
        wanted = request.query.getall("id[]", [])
        if len(wanted) > 20:
            return web.json_response({"error": "Too many statuses"}, status=422)
        return web.json_response([self.posts[one] for one in wanted if self._shown(one)])

    async def _one(self, request: web.Request) -> web.Response:
        native_id = request.match_info["id"]
        return web.json_response(self.posts[native_id]) if self._shown(native_id) else _not_found()

    async def _context(self, request: web.Request) -> web.Response:
        native_id = request.match_info["id"]
        if not self._shown(native_id):
            return _not_found()
        ancestors = list(self._ancestors(native_id))[::-1]
        return web.json_response({"ancestors": ancestors, "descendants": self._descendants(native_id)})

    async def _source(self, request: web.Request) -> web.Response:
        native_id = request.match_info["id"]
        if not self._shown(native_id):
            return _not_found()
        return web.json_response({"id": native_id, "text": self.typed[native_id], "spoiler_text": ""})

    async def _search(self, request: web.Request) -> web.Response:
        native_id = self.elsewhere.get(request.query["q"])
        found = [self.posts[native_id]] if native_id and request.query.get("resolve") == "1" else []
        return web.json_response({"accounts": [], "statuses": found, "hashtags": []})

    async def _create(self, request: web.Request) -> web.Response:
        form, key = await request.post(), request.headers.get("Idempotency-Key", "")
        if key in self.keys and self.remembers_keys:
            return web.json_response(self.posts[self.keys[key]])
        text, parent = str(form["status"]), str(form.get("in_reply_to_id") or "")
        if parent and not self._shown(parent):
            return web.json_response(NO_PARENT, status=404)
        if len(text) > int(self.about["configuration"]["statuses"]["max_characters"]):
            return web.json_response(TOO_LONG, status=422)
        visibility = str(form.get("visibility") or self.privacy)
        native_id = self.post(US, text, in_reply_to_id=parent or None, visibility=visibility)
        if key:
            self.keys[key] = native_id
        return web.json_response(self.posts[native_id])

    async def _update(self, request: web.Request) -> web.Response:
        native_id, form = request.match_info["id"], await request.post()
        if not self._is_ours(native_id):
            return _not_found()
        self.edit(native_id, str(form["status"]))
        return web.json_response(self.posts[native_id])

    async def _remove(self, request: web.Request) -> web.Response:
        native_id = request.match_info["id"]
        if not self._is_ours(native_id):
            return _not_found()
        gone = self.posts[native_id] | {"text": self.typed[native_id]}
        self.delete(native_id)
        return web.json_response(gone)

    def _shown(self, native_id: str) -> bool:
        if native_id not in self.posts or native_id in self.hidden:
            return False
        return self.posts[native_id]["account"]["id"] not in self.blocked_by | self.suspended | self.closed

    def _is_ours(self, native_id: str) -> bool:
        return native_id in self.posts and self.posts[native_id]["account"]["acct"] == US

    def _ancestors(self, native_id: str) -> Iterator[JSON]:
        while (parent := self.posts[native_id]["in_reply_to_id"]) in self.posts:
            yield self.posts[parent]
            native_id = parent

    def _descendants(self, native_id: str) -> list[JSON]:
        """All below a post that we are shown, depth first, as Mastodon sorts them."""
        below: list[JSON] = []
        for post in self.posts.values():
            if post["in_reply_to_id"] == native_id and self._shown(post["id"]):
                below += [post, *self._descendants(post["id"])]
        return below

    # who gets in, and what fails

    @web.middleware
    async def _route(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """A call nobody knows is answered with a page, or with JSON where that is asked for."""
        pattern = request.match_info.route.resource.canonical if request.match_info.route.resource else ""
        known = pattern and f"{request.method} {pattern}" not in self.missing
        if known and not (pattern == "/api/v2/notifications/policy" and self.policy is None):
            return await handler(request)
        if "application/json" in request.headers.get("Accept", "") and not self.pages_only:
            return web.json_response({"error": "Not Found"}, status=404)
        page = "<!DOCTYPE html><title>The page you are looking for isn't here.</title>"
        return web.Response(status=404, text=page, content_type="text/html")

    @web.middleware
    async def _keep(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        sent = dict(request.query) | {name: str(value) for name, value in (await request.post()).items()}
        sent |= {"key": request.headers.get("Idempotency-Key", "")}
        self.calls.append((request.method, request.path, sent))
        self.asked_as.add(request.headers.get("Accept", ""))
        return await handler(request)

    @web.middleware
    async def _let_in(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return web.json_response({"error": "The access token is invalid"}, status=401)
        if f"{request.method} {request.path}" in self.outside_scopes:
            return web.json_response({"error": "This action is outside the authorized scopes"}, status=403)
        return await handler(request)

    @web.middleware
    async def _break(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = f"{request.method} {request.path}"
        fault = next((one for one in self._faults if call.startswith(one[0])), None)
        if fault is None:
            return await handler(request)
        self._faults.remove(fault)
        if fault[1].endswith("_after"):
            await handler(request)
        return await self._broken(fault[1].removesuffix("_after"), request)

    async def _broken(self, kind: str, request: web.Request) -> web.StreamResponse:
        if kind == "slow":
            await self.over.wait()
        if kind in ("slow", "reset"):
            if request.transport:
                request.transport.abort()
            return web.Response()
        if kind == "429":
            left = {"X-RateLimit-Limit": "300", "X-RateLimit-Remaining": "0"}
            left["X-RateLimit-Reset"] = _iso(datetime.fromtimestamp(time.time() + 30, UTC))
            return web.json_response({"error": "Too many requests"}, status=429, headers=left)
        if kind == "html":
            page = "<!DOCTYPE html><title>502</title><h1>502 Bad Gateway</h1>"
            return web.Response(status=502, text=page, content_type="text/html")
        if kind == "malformed":
            return web.Response(text='{"id": "1155', content_type="application/json")
        return web.json_response({"error": "Something went wrong"}, status=500)


@asynccontextmanager
async def running_instance() -> AsyncIterator[Instance]:
    """An instance that listens while the block runs."""
    instance = Instance()
    runner = web.AppRunner(instance.app())
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    instance.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield instance
    finally:
        instance.over.set()
        await runner.cleanup()


def _page(things: list[JSON], query: Any) -> list[JSON]:
    """A page as Mastodon makes it, newest first: with `min_id` the oldest after it, else the newest before `max_id`."""
    limit, low, high = int(query.get("limit", 20)), query.get("min_id"), query.get("max_id")
    rising = sorted(things, key=lambda thing: int(thing["id"]))
    rising = [thing for thing in rising if high is None or int(thing["id"]) < int(high)]
    if low is not None:
        return [thing for thing in rising if int(thing["id"]) > int(low)][:limit][::-1]
    return rising[::-1][:limit]


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _not_found() -> web.Response:
    return web.json_response(NOT_FOUND, status=404)
