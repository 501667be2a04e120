"""One event, however often it is delivered: a later delivery waits for the first one's outcome, and shares it."""

import asyncio
from collections.abc import Awaitable, Callable

from cachetools import TTLCache

# Slack gives three seconds; what is answered 5xx by then it sends again.
WAIT_SECONDS = 2.0
KEPT, KEPT_SECONDS = 10_000, 600


class StillAtWork(Exception):
    """An earlier delivery of the same request has no outcome yet, and it may still fail: it must come again."""


class Deduplication:
    """The requests this process is at work on, and those it has heard. What another process heard, the store knows."""

    def __init__(self, wait: float = WAIT_SECONDS) -> None:
        self._wait = wait
        self._heard: TTLCache[str, bool] = TTLCache(KEPT, ttl=KEPT_SECONDS)
        self._at_work: dict[str, asyncio.Future[None]] = {}

    async def once(self, request: str, hear: Callable[[], Awaitable[None]]) -> None:
        """Hear a request, unless it was heard. One that is being heard is waited for; when that fails, this delivery
        does the work. Raises StillAtWork after `wait` seconds, and what `hear` raises."""
        try:
            async with asyncio.timeout(self._wait):
                while ahead := self._at_work.get(request):
                    await asyncio.shield(ahead)
        except TimeoutError:
            raise StillAtWork(request) from None
        if request not in self._heard:
            await self._hear(request, hear)

    async def _hear(self, request: str, hear: Callable[[], Awaitable[None]]) -> None:
        ended = self._at_work[request] = asyncio.get_running_loop().create_future()
        try:
            await hear()
            self._heard[request] = True
        finally:
            del self._at_work[request]
            ended.set_result(None)
