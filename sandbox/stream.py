"""Server-sent events that say which data open pages should fetch again."""

import asyncio
import json
from typing import Any

from aiohttp import web

QUIET_SECONDS = 15.0


class Stream:
    """Sends every notice to all open pages; a page that was away fetches everything on return."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[str | None]] = set()

    def publish(self, kind: str, **data: Any) -> None:
        """Send ``{"kind": kind, ...ids}`` to every open page."""
        notice = json.dumps({"kind": kind, **data})
        for listener in self._listeners:
            listener.put_nowait(notice)

    def close(self) -> None:
        """End every open connection, so that the server can stop at once."""
        for listener in self._listeners:
            listener.put_nowait(None)

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Handle GET /page/stream (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"},
        )
        await response.prepare(request)
        listener: asyncio.Queue[str | None] = asyncio.Queue()
        self._listeners.add(listener)
        try:
            await response.write(b": welcome\n\n")
            await _copy(listener, response)
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._listeners.discard(listener)
        return response


async def _copy(listener: asyncio.Queue[str | None], response: web.StreamResponse) -> None:
    while True:
        try:
            notice = await asyncio.wait_for(listener.get(), QUIET_SECONDS)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if notice is None:
            return
        await response.write(f"data: {notice}\n\n".encode())
