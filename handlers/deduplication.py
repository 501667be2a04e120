"""Deduplication of events: a second delivery waits for the outcome of the first, and shares it."""

import asyncio
from collections.abc import Awaitable, Callable

from cachetools import TTLCache

# Slack waits three seconds for an answer. A 503 before that makes it send the event again.
WAIT_SECONDS = 2.0
KEPT, KEPT_SECONDS = 10_000, 600


class StillAtWork(Exception):
    """An earlier delivery has no outcome yet and may still fail, so Slack must send the request again."""


class Deduplication:
    """The requests that this process handles or has handled. The store knows those of other processes."""

    def __init__(self, wait: float = WAIT_SECONDS) -> None:
        self._wait = wait
        self._handled: TTLCache[str, bool] = TTLCache(KEPT, ttl=KEPT_SECONDS)
        self._at_work: dict[str, asyncio.Future[None]] = {}

    async def once(self, request: str, handle: Callable[[], Awaitable[None]]) -> None:
        """Handle a request unless it was handled.

        A delivery waits for one under way, and does the work when that one fails. Raise StillAtWork after `wait`
        seconds, and whatever `handle` raises.
        """
        try:
            async with asyncio.timeout(self._wait):
                while ahead := self._at_work.get(request):
                    # Shielded: our timeout must not cancel the future that other deliveries wait for.
                    await asyncio.shield(ahead)
        except TimeoutError:
            raise StillAtWork(request) from None
        if request not in self._handled:
            await self._handle(request, handle)

    async def _handle(self, request: str, handle: Callable[[], Awaitable[None]]) -> None:
        ended = self._at_work[request] = asyncio.get_running_loop().create_future()
        try:
            await handle()
            self._handled[request] = True
        finally:
            del self._at_work[request]
            ended.set_result(None)
