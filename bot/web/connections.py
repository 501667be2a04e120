"""Open connections: unfinished requests must not use up all of them."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from aiohttp import web

# Heroku's smallest dynos and most shells give a process 1,024 files.
MOST_CONNECTIONS = 400
SWEEP_SECONDS = 0.5
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Connections:
    """Closes the oldest idle connections when more than `most` are open, but never one that is being answered."""

    def __init__(self, most: int = MOST_CONNECTIONS) -> None:
        self._most = most
        self._busy: set[Any] = set()

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Note that a connection has a whole request, as long as that is answered."""
        self._busy.add(request.protocol)
        try:
            return await handler(request)
        finally:
            self._busy.discard(request.protocol)

    def watched(self, runner: web.AppRunner) -> Callable[[web.Application], AsyncIterator[None]]:
        """Return the context in which the runner's connections are swept."""

        async def context(_: web.Application) -> AsyncIterator[None]:
            task = asyncio.create_task(self._watch(runner), name="connections")
            yield
            task.cancel()

        return context

    async def _watch(self, runner: web.AppRunner) -> None:
        while True:
            await asyncio.sleep(SWEEP_SECONDS)
            if runner.server is not None:
                self._sweep(runner.server)

    def _sweep(self, server: web.Server) -> None:
        """Close surplus connections. aiohttp lists connections in the order in which they were opened."""
        idle = [each for each in server.connections if each not in self._busy]
        for connection in idle[: max(0, len(server.connections) - self._most)]:
            connection.force_close()
