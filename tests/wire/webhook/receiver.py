"""A small tool behind a callback: it takes our replies as docs/webhook.md asks, keeps keys, and is asked for them."""

import hmac
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import web
from multidict import CIMultiDictProxy

from tests.wire.trouble import Trouble

SECRET = "a-long-random-secret-of-larkspur"


@dataclass(slots=True)
class Kept:
    """A reply the tool has posted."""

    letter: dict[str, Any]
    native_id: str
    at: datetime


@dataclass(slots=True)
class Receiver:
    """The tool: `gone` and `closed` are ids it takes no reply to, `knows_us` whether our signature is right."""

    secret: str = SECRET
    kept: dict[str, Kept] = field(default_factory=dict)
    asked: list[tuple[str, CIMultiDictProxy[str]]] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    knows_us: bool = True
    looks_up: bool = True
    trouble: Trouble = field(default_factory=lambda: Trouble(_busy))
    runner: web.AppRunner | None = None
    url: str = ""

    async def start(self) -> None:
        app = web.Application(middlewares=[self.trouble.middleware])
        app.router.add_post("/reply", self._take)
        app.router.add_get("/reply", self._look_up)
        app.router.add_post("/moved", _moved)
        self.runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", 0).start()
        host, port = self.runner.addresses[0][:2]
        self.url = f"http://{host}:{port}/reply"

    async def stop(self) -> None:
        self.trouble.end()
        assert self.runner is not None
        await self.runner.cleanup()

    def replies(self, native_id: str) -> list[str]:
        """What stands under a post, by the id its source gave it."""
        return [kept.letter["text"] for kept in self.kept.values() if kept.letter["id"] == native_id]

    async def _take(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.asked.append((request.method, request.headers))
        if not self._is_signed(request, body):
            return web.json_response({"error": "The signature is not right."}, status=401)
        letter, key = json.loads(body), request.headers["Idempotency-Key"]
        if letter["id"] in self.gone:
            return web.json_response({"error": "No such post."}, status=410)
        if letter["id"] in self.closed:
            return web.json_response({"error": "The customer has closed this form."}, status=422)
        kept = self.kept.setdefault(key, Kept(letter, f"r{len(self.kept) + 1}", datetime.now(UTC)))
        return web.json_response(_known(kept), status=201)

    async def _look_up(self, request: web.Request) -> web.Response:
        self.asked.append((request.method, request.headers))
        key = request.query["key"]
        if not self._is_signed(request, key.encode()):
            return web.json_response({"error": "The signature is not right."}, status=401)
        if not self.looks_up:
            return web.Response(status=405)
        kept = self.kept.get(key)
        return web.json_response({"key": key, **_known(kept)} if kept else {}, status=200 if kept else 404)

    def _is_signed(self, request: web.Request, body: bytes) -> bool:
        text = b"v1:" + request.headers["X-Baton-Timestamp"].encode() + b":" + body
        right = "v1=" + hmac.new(self.secret.encode(), text, "sha256").hexdigest()
        return self.knows_us and hmac.compare_digest(right, request.headers["X-Baton-Signature"])


def _known(kept: Kept) -> dict[str, str]:
    return {
        "id": kept.native_id,
        "url": f"https://forms.larkspur.example/replies/{kept.native_id}",
        "posted_at": kept.at.isoformat(),
    }


def _busy() -> web.Response:
    return web.json_response({"error": "Slow down."}, status=429, headers={"Retry-After": "30"})


async def _moved(_: web.Request) -> web.Response:
    raise web.HTTPTemporaryRedirect("/reply")
