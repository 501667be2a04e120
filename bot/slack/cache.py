"""A cache of Slack's answers that keeps the last known one while Slack does not answer."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Generic, TypeVar

from cachetools import LRUCache, TTLCache

from bot.delivery import Declined, NotSent

KEPT = 10_000
# After a failure Slack is not asked again for this long, or every request would wait in vain.
PAUSE_SECONDS = 30
# Slack waits three seconds for our answer to a person's request, so no lookup may take longer.
SOON = 2.5
T = TypeVar("T")


class Cache(Generic[T]):
    """Values by key, each at most `seconds` old.

    `ask` raises NotSent (no answer: the last known value counts) or Declined (there is no value). Callers wait at
    most `soon` seconds; a later answer is still kept.
    """

    def __init__(
        self,
        ask: Callable[[str], Awaitable[T]],
        seconds: float,
        now: Callable[[], datetime],
        soon: float = SOON,
    ) -> None:
        self._ask = ask
        self._soon = soon
        self._fresh: TTLCache[str, T] = TTLCache(KEPT, seconds, timer=lambda: now().timestamp())
        self._last: LRUCache[str, T] = LRUCache(KEPT)
        self._failed: TTLCache[str, Declined | NotSent] = TTLCache(
            KEPT, PAUSE_SECONDS, timer=lambda: now().timestamp()
        )
        self._asking: dict[str, asyncio.Task[T]] = {}

    async def of(self, key: str) -> T:
        """Return the value. Raise Declined, or NotSent while it was never known."""
        # An entry may expire between two reads of a TTL cache, so each cache is read once.
        fresh = self._fresh.get(key)
        if fresh is not None:
            return fresh
        try:
            if failure := self._failed.get(key):
                raise failure.with_traceback(None)
            return await self._wait(key)
        except NotSent:
            if key not in self._last:
                raise
            return self._last[key]

    def forget(self, key: str) -> None:
        """Drop all that is known of a key, so that Slack is asked again."""
        for known in (self._fresh, self._last, self._failed, self._asking):
            known.pop(key, None)

    async def _wait(self, key: str) -> T:
        """Return the value that one shared call brings. Raise NotSent after `soon` seconds."""
        asking = self._asking.get(key)
        if asking is None:
            asking = self._asking[key] = asyncio.create_task(self._try(key), name="cache")
            asking.add_done_callback(partial(self._answered, key))
        # asyncio.wait, unlike wait_for, leaves a slow call running: its answer fills the cache for the next request.
        await asyncio.wait([asking], timeout=self._soon)
        if not asking.done():
            raise NotSent("Slack did not answer in time.")
        return asking.result()

    def _answered(self, key: str, asking: asyncio.Task[T]) -> None:
        if self._asking.get(key) is asking:
            del self._asking[key]
        if not asking.cancelled():
            asking.exception()  # retrieved, or asyncio warns when no caller waits any more

    async def _try(self, key: str) -> T:
        """Ask Slack, and keep the value or the failure."""
        try:
            value = self._fresh[key] = self._last[key] = await self._ask(key)
        except (Declined, NotSent) as failure:
            self._failed[key] = failure
            if isinstance(failure, Declined):
                self._last.pop(key, None)
            raise
        return value
