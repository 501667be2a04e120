"""Switches that make the outside world fail on purpose: busy, broken, slow, or silent after a write."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from aiohttp import web

from sandbox.discord.problems import too_many_requests

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

KINDS = frozenset({"429", "500", "reset", "html", "slow", "malformed", "hold"})
AFTER = "_after"
ERROR = "error:"
DISCORD = "/discord/api/"


@dataclass(slots=True)
class Fault:
    """One armed failure: the call it hits, its kind, and how many times are left."""

    on: str
    kind: str
    times: int = 1
    seconds: float = 1.0

    @property
    def write_first(self) -> bool:
        """Return whether the call is carried out before it fails, so that the caller cannot know."""
        return self.kind.endswith(AFTER)


class Faults:
    """The failures that are armed and that fired, and how often and in what order events reach the bot."""

    def __init__(self) -> None:
        self.armed: list[Fault] = []
        self.fired: list[Fault] = []
        self.copies = 1
        self.shuffle = False
        self._held: asyncio.Queue[str] = asyncio.Queue()
        self._let_go = asyncio.Event()
        self._drop = False

    def arm(self, on: str, kind: str, *, times: int = 1, seconds: float = 1.0) -> None:
        """Fail the next ``times`` calls of ``on``.

        ``on`` is a Slack method ("chat.postMessage") or a verb and path ("POST /2/tweets"); ``*`` means any call.
        ``kind`` is one of 429, 500, reset, html, slow, malformed, hold, each also with ``_after`` to carry out the
        call first, or ``error:<code>``. ``seconds`` is the Retry-After or the delay; a call on hold waits for
        ``release()``.

        Raise ValueError for an unknown kind.
        """
        if kind.removesuffix(AFTER) not in KINDS and not kind.startswith(ERROR):
            raise ValueError(f"unknown fault {kind!r}: use one of {sorted(KINDS)}, or error:<code>")
        self.armed.append(Fault(on, kind, times, seconds))

    def delivery(self, *, copies: int = 1, shuffle: bool = False) -> None:
        """Send every event ``copies`` times from now on, and out of order if ``shuffle``."""
        self.copies, self.shuffle = copies, shuffle

    def clear(self) -> None:
        """Disarm everything and forget what fired."""
        self.armed.clear()
        self.fired.clear()
        self.delivery()

    async def held(self) -> str:
        """Wait until a call is on hold and return its name. With ``hold_after`` it has been carried out by then."""
        return await self._held.get()

    def release(self, *, drop: bool = False) -> None:
        """Let every call on hold continue; with ``drop`` abort them without carrying them out."""
        self._drop = drop
        self._let_go.set()
        self._let_go = asyncio.Event()

    def take(self, call: str) -> Fault | None:
        """Return the fault that hits this call, and count it down; None when the call may pass."""
        for fault in self.armed:
            if fnmatchcase(call, fault.on):
                return self._fire(fault, call)
        return None

    def _fire(self, fault: Fault, call: str) -> Fault:
        fault.times -= 1
        if fault.times <= 0:
            self.armed.remove(fault)
        self.fired.append(Fault(call, fault.kind, 1, fault.seconds))
        return fault

    def as_json(self) -> dict[str, Any]:
        """Return the armed and fired faults, and the delivery setting."""
        return {
            "armed": [_line(fault) for fault in self.armed],
            "fired": [_line(fault) for fault in self.fired],
            "delivery": {"copies": self.copies, "shuffle": self.shuffle},
        }

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Fail the armed calls before they reach the APIs."""
        call = call_name(request)
        fault = self.take(call) if call else None
        if fault is None:
            return await handler(request)
        if fault.kind.removesuffix(AFTER) == "hold":
            return await self._hold(fault, request, handler)
        return await _fail(fault, request, handler)

    async def _hold(self, fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
        await request.read()
        answer = await handler(request) if fault.write_first else None
        self._held.put_nowait(call_name(request) or "")
        await self._let_go.wait()
        if self._drop:
            return _reset(request)
        return answer or await handler(request)

    def add_routes(self, app: web.Application) -> None:
        """Serve the switches over HTTP, for the page and for tests in another process."""
        app.router.add_get("/faults", self._show)
        app.router.add_post("/faults", self._arm)
        app.router.add_delete("/faults", self._clear)
        app.router.add_post("/faults/delivery", self._delivery)

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(self.as_json())

    async def _arm(self, request: web.Request) -> web.Response:
        wish = await request.json()
        try:
            self.arm(wish["on"], wish["kind"], times=wish.get("times", 1), seconds=wish.get("seconds", 1.0))
        except (KeyError, ValueError) as trouble:
            return web.json_response({"error": str(trouble)}, status=400)
        return web.json_response(self.as_json())

    async def _clear(self, request: web.Request) -> web.Response:
        self.clear()
        return web.json_response(self.as_json())

    async def _delivery(self, request: web.Request) -> web.Response:
        wish = await request.json()
        self.delivery(copies=int(wish.get("copies", 1)), shuffle=bool(wish.get("shuffle", False)))
        return web.json_response(self.as_json())


def call_name(request: web.Request) -> str | None:
    """Return a call's name in a fault: the Slack method, or verb and path of the other APIs; None elsewhere."""
    if request.path.startswith("/api/"):
        return request.path.removeprefix("/api/")
    if request.path.startswith(("/2/", DISCORD)):
        return f"{request.method} {request.path}"
    return None


async def _fail(fault: Fault, request: web.Request, handler: Handler) -> web.StreamResponse:
    kind = fault.kind.removesuffix(AFTER)
    answer = await handler(request) if fault.write_first else None
    if kind == "slow":
        await request.read()  # a caller who hangs up meanwhile takes an unread body along
        await asyncio.sleep(fault.seconds)
        return answer or await handler(request)
    if kind == "reset":
        return _reset(request)
    return _broken_answer(kind, fault.seconds, request)


def _reset(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _broken_answer(kind: str, seconds: float, request: web.Request) -> web.Response:
    slack = request.path.startswith("/api/")
    if kind.startswith(ERROR):
        return _named_error(kind.removeprefix(ERROR), slack)
    if kind == "429":
        return _discord_is_busy(seconds) if request.path.startswith(DISCORD) else _too_many(seconds, slack)
    if kind == "html":
        page = "<!DOCTYPE html><title>502</title><h1>502 Bad Gateway</h1>"
        return web.Response(status=502, text=page, content_type="text/html")
    if kind == "malformed":
        return web.Response(text='{"ok": true, "ts": "17', content_type="application/json")
    return web.Response(status=500, text="Internal Server Error")


def _named_error(code: str, slack: bool) -> web.Response:
    if slack:
        return web.json_response({"ok": False, "error": code})
    problem = {"title": "Forbidden", "detail": code, "type": "about:blank", "status": 403}
    return web.json_response(problem, status=403)


def _too_many(seconds: float, slack: bool) -> web.Response:
    if slack:
        headers = {"Retry-After": str(max(1, round(seconds)))}
        return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
    problem = {
        "title": "Too Many Requests",
        "detail": "Too Many Requests",
        "type": "about:blank",
        "status": 429,
    }
    headers = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(time.time() + seconds))}
    return web.json_response(problem, status=429, headers=headers)


def _discord_is_busy(seconds: float) -> web.Response:
    """Return Discord's 429 (Discord docs: Exceeding a rate limit), without a charset: its libraries insist on that."""
    problem = too_many_requests(seconds)
    body = json.dumps(problem.body).encode()
    return web.Response(
        body=body, status=problem.status, headers=problem.headers, content_type="application/json"
    )


def _line(fault: Fault) -> dict[str, Any]:
    return {"on": fault.on, "kind": fault.kind, "times": fault.times, "seconds": fault.seconds}
