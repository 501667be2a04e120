"""Failures that a small server on the other side of a wire is told to have, once each."""

import asyncio
from collections.abc import Awaitable, Callable
from fnmatch import fnmatchcase

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
AFTER = "_after"
LONGEST = 10.0


class Trouble:
    """What is armed: which call ("POST /reply", with * for anything) fails how: 429, 500, html, reset, malformed, slow.

    With _after the call is carried out first. `busy` makes the server's own way to say 429.
    """

    def __init__(self, busy: Callable[[], web.Response]) -> None:
        self._busy = busy
        self._armed: list[tuple[str, str]] = []
        self._over = asyncio.Event()

    def arm(self, on: str, kind: str) -> None:
        self._armed.append((on, kind))

    def end(self) -> None:
        """Let every slow answer go: the server closes."""
        self._over.set()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        call = f"{request.method} {request.path}"
        armed = next((one for one in self._armed if fnmatchcase(call, one[0])), None)
        if armed is None:
            return await handler(request)
        self._armed.remove(armed)
        await request.read()
        answer = await handler(request) if armed[1].endswith(AFTER) else None
        return await self._fail(armed[1].removesuffix(AFTER), request, answer)

    async def _fail(
        self, kind: str, request: web.Request, answer: web.StreamResponse | None
    ) -> web.StreamResponse:
        match kind:
            case "429":
                return self._busy()
            case "html":
                page = "<!DOCTYPE html><title>502</title><h1>502 Bad Gateway</h1>"
                return web.Response(status=502, text=page, content_type="text/html")
            case "malformed":
                return web.Response(text='{"id": "17', content_type="application/json")
            case "reset" if request.transport is not None:
                request.transport.abort()
            case "slow":
                await asyncio.wait_for(self._over.wait(), LONGEST)
                return answer or web.Response()
        return web.Response(status=500, text="Internal Server Error")
