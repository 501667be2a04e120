"""Jetstream, the stream of all posts: it only says that something concerns us, so look now."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from atproto_client.models.utils import get_model_as_json
from atproto_jetstream.jetstream import AsyncJetstreamClient

from bot.networks import Ears
from bot.networks.bluesky.ids import COLLECTION

# The stream is ahead of what notifications show.
INDEXING_SECONDS = 2.0
PAUSE_SECONDS = 30.0
STOP_SECONDS = 3.0

log = structlog.get_logger(__name__)


class Nudges:
    """Listens from `start` to `stop`. What it misses the next poll brings, so no trouble of it matters for long."""

    def __init__(
        self,
        url: str,
        did: str,
        ears: Ears,
        *,
        indexing: float = INDEXING_SECONDS,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._url = url
        self._did = did
        self._ears = ears
        self._indexing = indexing
        self._pause = pause
        self._concerned = asyncio.Event()
        self._stream: AsyncJetstreamClient | None = None
        self._tasks: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._pass_on())]

    async def stop(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self._stream is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stream.stop(), STOP_SECONDS)
        await asyncio.wait(self._tasks, timeout=STOP_SECONDS)

    async def _listen(self) -> None:
        """Read the stream; the library connects again by itself, except where it was refused or bidden farewell.

        A cancellation can get lost while the library waits (in Python 3.11's `wait_for`), so it is asked for.
        """
        task = asyncio.current_task()
        while task is not None and not task.cancelling():
            # To compress, the library fetches a dictionary through an HTTP client that it never closes.
            self._stream = AsyncJetstreamClient(
                {"collections": [COLLECTION]}, base_uri=self._url, compress=False
            )
            try:
                await self._stream.start(self._hear)
            except Exception as error:
                log.warning("bluesky_stream_refused", why=type(error).__name__, again_in=self._pause)
            if not task.cancelling():
                await asyncio.sleep(self._pause)

    async def _hear(self, event: Any) -> None:
        """A filter of the stream knows authors only: whom a post names stands in its facets, its reply, its embed."""
        record = getattr(event, "record", None)
        if record is None or event.did == self._did:
            return
        if self._did in get_model_as_json(record):
            self._concerned.set()

    async def _pass_on(self) -> None:
        while True:
            await self._concerned.wait()
            await asyncio.sleep(self._indexing)
            self._concerned.clear()
            try:
                await self._ears.look("notifications")
            except Exception as error:
                log.warning("bluesky_nudge_lost", why=type(error).__name__)
