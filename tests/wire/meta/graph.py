"""A small Meta: a Page and an Instagram account in a Graph API on loopback, and the deliveries it makes of them.

Built from Meta's documentation: Graph API, Webhooks, Comment, IG Comment, Mentions, Send API, Conversations.
"""

import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any, Literal
from zlib import crc32

from aiohttp import web

from bot.networks import HookCall
from tests.wire.trouble import Trouble

JSON = dict[str, Any]
APP_SECRET = "the-secret-of-the-meta-app"
VERIFY_TOKEN = "a-word-of-larkspur"
TOKEN = "the-token-of-the-page"
PAGE_ID = "100200300"
INSTAGRAM_ID = "17841400000000001"
POST_ID = f"{PAGE_ID}_5000"
MEDIA_ID = "17900000000000001"
VERSION = "v25.0"
PROOF = hmac.new(APP_SECRET.encode(), TOKEN.encode(), "sha256").hexdigest()
Kind = Literal["facebook", "instagram"]


@dataclass(slots=True)
class Item:
    """A comment: on the Page's post or the account's media, or under another comment."""

    id: str
    kind: Kind
    author: str
    author_id: str
    text: str
    at: datetime
    parent: str | None = None
    closed: bool = False


@dataclass(slots=True)
class Message:
    """A private message between a person and us."""

    id: str
    kind: Kind
    person: str
    ours: bool
    text: str
    at: datetime
    declared: JSON = field(default_factory=dict)


class SmallMeta:
    """The world on Meta's side: what people write, what we answer, and the API between."""

    def __init__(self) -> None:
        self.items: dict[str, Item] = {}
        self.messages: list[Message] = []
        self.deliveries: list[JSON] = []
        self.asked: list[str] = []
        self.named: dict[str, JSON] = {}
        self.subscribed = ["feed", "mention", "messages"]
        self.token = TOKEN
        self.window_is_open = True
        self.unanswered: set[str] = set()
        self.trouble = Trouble(_busy)
        self.url = ""
        self._numbers = count(1)
        self._runner: web.AppRunner | None = None

    async def start(self) -> None:
        app = web.Application(middlewares=[self.trouble.middleware, self._checked])
        app.router.add_post(f"/{VERSION}/", self._batch)
        app.router.add_get(f"/{VERSION}/{{id}}", self._node)
        app.router.add_post(f"/{VERSION}/{{id}}", self._edit)
        app.router.add_delete(f"/{VERSION}/{{id}}", self._delete)
        app.router.add_get(f"/{VERSION}/{{id}}/{{edge:comments|replies}}", self._replies)
        app.router.add_post(f"/{VERSION}/{{id}}/{{edge:comments|replies|mentions}}", self._answer)
        app.router.add_get(f"/{VERSION}/{{id}}/conversations", self._conversations)
        app.router.add_post(f"/{VERSION}/{{id}}/messages", self._send)
        app.router.add_get(f"/{VERSION}/{{id}}/subscribed_apps", self._subscribed)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/{VERSION}"

    async def stop(self) -> None:
        self.trouble.end()
        assert self._runner is not None
        await self._runner.cleanup()

    def comment(
        self, kind: Kind, author: str, text: str, *, parent: str | None = None, closed: bool = False
    ) -> str:
        """Somebody comments, and Meta tells us."""
        item = self._new(kind, author, f"77{crc32(author.encode())}", text, parent, closed=closed)
        self._tell(item, "add")
        return item.id

    def comment_as_us(self, kind: Kind, text: str) -> str:
        item = self._new(kind, *_us(kind), text, None)
        self._tell(item, "add")
        return item.id

    def edit(self, native_id: str, text: str) -> None:
        self.items[native_id].text = text
        self._tell(self.items[native_id], "edited")

    def delete(self, native_id: str) -> None:
        self._tell(self.items.pop(native_id), "remove")

    def message(self, kind: Kind, person: str, text: str, *, at: datetime | None = None) -> str:
        """Somebody writes to us in private, and Meta tells us."""
        said = Message(f"m_{next(self._numbers)}", kind, person, False, text, at or datetime.now(UTC))
        self.messages.append(said)
        event = {
            "sender": {"id": person},
            "recipient": {"id": _our_id(kind)},
            "timestamp": int(said.at.timestamp() * 1000),
            "message": {"mid": said.id, "text": text},
        }
        self.deliver(kind, messaging=[event])
        return said.id

    def deliver(self, kind: Kind, **parts: Any) -> None:
        """A delivery of one entry, as Meta batches them."""
        entry = {"id": _our_id(kind), "time": int(datetime.now(UTC).timestamp()), **parts}
        self.deliveries.append({"object": "page" if kind == "facebook" else "instagram", "entry": [entry]})

    def replies_to(self, native_id: str) -> list[str]:
        ours = {_our_id("facebook"), _our_id("instagram")}
        return [
            item.text for item in self.items.values() if item.parent == native_id and item.author_id in ours
        ]

    def _new(
        self, kind: Kind, author: str, author_id: str, text: str, parent: str | None, *, closed: bool = False
    ) -> Item:
        number = next(self._numbers)
        native_id = f"5000_{number}" if kind == "facebook" else str(17_900_000_000_000_100 + number)
        item = Item(native_id, kind, author, author_id, text, datetime.now(UTC), parent, closed)
        self.items[native_id] = item
        return item

    def _tell(self, item: Item, verb: str) -> None:
        if item.kind == "instagram":
            if verb == "add":  # Instagram tells of no edits and deletions
                self.deliver("instagram", changes=[{"field": "comments", "value": _instagram_value(item)}])
            return
        self.deliver("facebook", changes=[{"field": "feed", "value": _feed_value(item, verb)}])

    @web.middleware
    async def _checked(self, request: web.Request, handler: Any) -> web.StreamResponse:
        """Who may call: a bearer of the Page's token with the app's proof of it, in no address."""
        self.asked.append(f"{request.method} {request.path_qs}")
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            return _error(190, "Error validating access token: Session has expired.", 463, status=401)
        if request.query.get("appsecret_proof") != PROOF:
            return _error(100, "Invalid appsecret_proof provided in the API argument")
        answer: web.StreamResponse = await handler(request)
        return answer

    async def _node(self, request: web.Request) -> web.Response:
        native_id, fields = request.match_info["id"], request.query["fields"]
        if asked := re.match(r"mentioned_(comment|media)\.\1_id\((\d+)\)\{", fields):
            return self._mentioned(asked[1], asked[2])
        if native_id in (PAGE_ID, INSTAGRAM_ID):
            name = {"username": "larkspur_help"} if native_id == INSTAGRAM_ID else {}
            return web.json_response({"id": native_id, "name": "Larkspur Help", **name})
        if native_id == MEDIA_ID:
            return web.json_response({"id": MEDIA_ID, "permalink": "https://www.instagram.com/p/Larkspur1/"})
        if any(message.person == native_id for message in self.messages):
            return web.json_response({"id": native_id, "name": "Mira Bakes"})
        return (
            web.json_response(_shown(self.items[native_id]))
            if native_id in self.items
            else _not_there(native_id)
        )

    async def _batch(self, request: web.Request) -> web.Response:
        calls = json.loads((await request.json())["batch"])
        assert len(calls) <= 50
        return web.json_response([self._part(call["relative_url"].partition("?")[0]) for call in calls])

    def _part(self, native_id: str) -> JSON | None:
        """One answer of a batch; null when Meta's time ran out."""
        if native_id in self.unanswered:
            return None
        answer = (
            web.json_response(_shown(self.items[native_id]))
            if native_id in self.items
            else _not_there(native_id)
        )
        return {"code": answer.status, "body": answer.text}

    def _mentioned(self, kind: str, native_id: str) -> web.Response:
        if native_id not in self.named:
            return _error(10, "Application does not have permission for this action", status=403)
        return web.json_response({f"mentioned_{kind}": self.named[native_id], "id": INSTAGRAM_ID})

    async def _edit(self, request: web.Request) -> web.Response:
        item = self.items.get(request.match_info["id"])
        if item is None or item.kind == "instagram":
            return _not_there(request.match_info["id"])
        item.text = (await request.json())["message"]
        return web.json_response({"success": True})

    async def _delete(self, request: web.Request) -> web.Response:
        if self.items.pop(request.match_info["id"], None) is None:
            return _not_there(request.match_info["id"])
        return web.json_response({"success": True})

    async def _replies(self, request: web.Request) -> web.Response:
        if request.match_info["id"] not in self.items:
            return _not_there(request.match_info["id"])
        below = [item for item in self.items.values() if item.parent == request.match_info["id"]]
        start, size = int(request.query.get("after", "0")), int(request.query["limit"])
        page: JSON = {"data": [_shown(item) for item in below[start : start + size]]}
        if len(below) > start + size:
            page["paging"] = {
                "cursors": {"after": str(start + size)},
                "next": "https://graph.facebook.com/...",
            }
        return web.json_response(page)

    async def _answer(self, request: web.Request) -> web.Response:
        body, native_id = await request.json(), request.match_info["id"]
        if request.match_info["edge"] == "mentions":
            native_id = body.get("comment_id") or body["media_id"]
        elif native_id not in self.items:
            return _not_there(native_id)
        elif self.items[native_id].closed:
            return _error(200, "(#200) The user has restricted who can reply to this comment.", status=403)
        kind: Kind = "facebook" if request.match_info["edge"] == "comments" else "instagram"
        item = self._new(kind, *_us(kind), body["message"], native_id)
        self._tell(item, "add")
        return web.json_response({"id": item.id})

    async def _conversations(self, request: web.Request) -> web.Response:
        kind: Kind = "facebook" if request.query["platform"] == "messenger" else "instagram"
        found = [one for one in self.messages if (one.kind, one.person) == (kind, request.query["user_id"])]
        shown = [_message(one) for one in reversed(found)][:20]
        return web.json_response({"data": [{"id": "t_1", "messages": {"data": shown}}] if found else []})

    async def _send(self, request: web.Request) -> web.Response:
        body = await request.json()
        person = body["recipient"]["id"]
        written = [one for one in self.messages if one.person == person and not one.ours]
        if not self.window_is_open or not written:
            return _error(10, "(#10) This message is sent outside of allowed window.", 2018278, status=403)
        declared = {name: value for name, value in body.items() if name in ("messaging_type", "tag")}
        kind, text = written[-1].kind, body["message"]["text"]
        sent = Message(f"m_{next(self._numbers)}", kind, person, True, text, datetime.now(UTC), declared)
        self.messages.append(sent)
        echo = {"mid": sent.id, "text": sent.text, "is_echo": True, "app_id": 1}
        event = {
            "sender": {"id": _our_id(kind)},
            "recipient": {"id": person},
            "timestamp": 1,
            "message": echo,
        }
        self.deliver(kind, messaging=[event])
        return web.json_response({"recipient_id": person, "message_id": sent.id})

    async def _subscribed(self, _: web.Request) -> web.Response:
        return web.json_response(
            {"data": [{"id": "1", "name": "Baton", "subscribed_fields": self.subscribed}]}
        )


def delivered(delivery: Any, secret: str = APP_SECRET) -> HookCall:
    """The request Meta makes of a delivery."""
    body = json.dumps(delivery).encode()
    signature = "sha256=" + hmac.new(secret.encode(), body, "sha256").hexdigest()
    return HookCall("POST", "", {}, {"x-hub-signature-256": signature}, body)


def _us(kind: Kind) -> tuple[str, str]:
    return ("Larkspur Help" if kind == "facebook" else "larkspur_help"), _our_id(kind)


def _our_id(kind: Kind) -> str:
    return PAGE_ID if kind == "facebook" else INSTAGRAM_ID


def _feed_value(item: Item, verb: str) -> JSON:
    value = {
        "from": {"id": item.author_id, "name": item.author},
        "item": "comment",
        "verb": verb,
        "comment_id": item.id,
        "post_id": POST_ID,
        "parent_id": item.parent or POST_ID,
        "created_time": int(item.at.timestamp()),
    }
    return value if verb == "remove" else {**value, "message": item.text}


def _instagram_value(item: Item) -> JSON:
    parent = {"parent_id": item.parent} if item.parent else {}
    author = {"id": item.author_id, "username": item.author}
    return {
        "id": item.id,
        "from": author,
        "text": item.text,
        "media": {"id": MEDIA_ID, "media_product_type": "FEED"},
        **parent,
    }


def _shown(item: Item) -> JSON:
    at = item.at.strftime("%Y-%m-%dT%H:%M:%S+0000")
    if item.kind == "instagram":
        return {**_instagram_value(item), "username": item.author, "timestamp": at}
    parent = {"parent": {"id": item.parent}} if item.parent else {}
    author = {"id": item.author_id, "name": item.author}
    return {"id": item.id, "message": item.text, "created_time": at, "from": author, **parent}


def _message(message: Message) -> JSON:
    author = _our_id(message.kind) if message.ours else message.person
    at = message.at.strftime("%Y-%m-%dT%H:%M:%S+0000")
    return {"id": message.id, "message": message.text, "from": {"id": author}, "created_time": at}


def _error(code: int, message: str, subcode: int = 0, *, status: int = 400) -> web.Response:
    error = {
        "message": message,
        "type": "OAuthException",
        "code": code,
        "error_subcode": subcode,
        "fbtrace_id": "A",
    }
    return web.json_response({"error": error}, status=status)


def _not_there(native_id: str) -> web.Response:
    said = f"Unsupported request. Object with ID '{native_id}' does not exist, cannot be loaded, or lacks permissions"
    return _error(100, said, 33)


def _busy() -> web.Response:
    use = {PAGE_ID: [{"type": "pages", "call_count": 100, "estimated_time_to_regain_access": 2}]}
    answer = _error(32, "(#32) Page request limit reached")
    answer.headers["X-Business-Use-Case-Usage"] = json.dumps(use)
    return answer
