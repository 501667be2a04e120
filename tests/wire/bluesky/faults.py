"""How a Bluesky that is built for tests fails when told to: once for each failure, before or after the act."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

AFTER = "_after"
WAIT_SECONDS = 30
REFUSALS: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "refusals.json").read_text("utf-8"))


class Refused(Exception):
    """A refusal by its name in refusals.json."""

    def __init__(self, name: str, message: str = "") -> None:
        super().__init__(name)
        self.status = REFUSALS[name]["status"]
        self.body = {**REFUSALS[name]["body"], **({"message": message} if message else {})}


class Faults:
    """The failures that are armed, by the name of the call they hit (`*` stands for anything); `down` are calls that
    fail from now on; `refused` are calls
    that are refused from now on, by the name of the refusal, `busy_until` calls whose limit is used up until then (Unix
    seconds)."""

    def __init__(self) -> None:
        self.refused: dict[str, str] = {}
        self.busy_until: dict[str, float] = {}
        self.down: set[str] = set()
        self._armed: list[tuple[str, str]] = []
        self.over = asyncio.Event()

    def arm(self, call: str, kind: str) -> None:
        self._armed.append((call, kind))

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        name = request.path.removeprefix("/xrpc/")
        if name in self.refused:
            raise Refused(self.refused[name])
        if name in self.down:
            return _broken("500")
        if time.time() < (until := self.busy_until.get(name, 0.0)):
            return _busy(until)
        hit = next((fault for fault in self._armed if fnmatchcase(name, fault[0])), None)
        if hit is None:
            return await handler(request)
        self._armed.remove(hit)
        await request.read()
        answer = await handler(request) if hit[1].endswith(AFTER) else None
        return await self._fail(hit[1].removesuffix(AFTER), request, answer)

    async def _fail(
        self, kind: str, request: web.Request, answer: web.StreamResponse | None
    ) -> web.StreamResponse:
        if kind == "slow":
            await self.over.wait()
            return answer or web.Response(status=503)
        if kind == "reset":
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return _broken(kind)


def _busy(until: float) -> web.Response:
    headers = {"ratelimit-remaining": "0", "ratelimit-reset": str(int(until))}
    body = {"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}
    return web.json_response(body, status=429, headers=headers)


def _broken(kind: str) -> web.Response:
    if kind == "429":
        return _busy(time.time() + WAIT_SECONDS)
    if kind == "html":
        page = "<!DOCTYPE html><title>502</title><h1>502 Bad Gateway</h1>"
        return web.Response(status=502, text=page, content_type="text/html")
    if kind == "malformed":
        return web.Response(text='{"uri": "at://did:pl', content_type="application/json")
    assert kind == "500", kind
    body = {"error": "InternalServerError", "message": "Internal Server Error"}
    return web.json_response(body, status=500)
