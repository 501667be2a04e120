"""Jetstream, the stream of all posts: a notification that something concerns us, which triggers a poll."""

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from atproto_client.models.utils import get_model_as_json
from atproto_jetstream.jetstream import AsyncJetstreamClient

from bot.networks import EventSink
from bot.networks.bluesky.ids import COLLECTION

# The stream is faster than the notifications: wait a moment, or the poll would miss the post.
INDEXING_SECONDS = 2.0
PAUSE_SECONDS = 30.0
STOP_SECONDS = 3.0
PROBE_SECONDS = 8.0
# A lost stream is logged once, then every so many attempts (the library makes one a minute).
LOGGED_EVERY = 30

log = structlog.get_logger(__name__)


class JetstreamClient(AsyncJetstreamClient):  # type: ignore[misc]
    """The library's client, which reconnects silently: each failure is counted, and some are logged."""

    failures = 0

    def _handle_websocket_error_or_stop(self, exception: Exception) -> bool:
        """Count a failed or ended connection, and let the library go on or stop."""
        if self.failures % LOGGED_EVERY == 0:
            log.warning("bluesky_stream_lost", why=_words(exception), failures=self.failures + 1)
        self.failures += 1
        return bool(super()._handle_websocket_error_or_stop(exception))

    def heard(self) -> None:
        """Note that an event arrived, so the stream works."""
        if self.failures:
            log.info("bluesky_stream_back", failures=self.failures)
        self.failures = 0


async def trouble_with(url: str) -> str:
    """Return why no stream can be read at this URL; empty when one can."""
    stream = JetstreamClient({"collections": [COLLECTION]}, base_uri=url, compress=False)
    try:
        async with asyncio.timeout(PROBE_SECONDS):
            async with stream._get_async_client():
                return ""
    except Exception as error:
        return _words(error)


class JetstreamListener:
    """The listener of the stream, from `start` to `stop`. The next poll finds what it misses, so no failure is
    critical."""

    def __init__(
        self,
        url: str,
        did: str,
        sink: EventSink,
        *,
        indexing: float = INDEXING_SECONDS,
        pause: float = PAUSE_SECONDS,
    ) -> None:
        self._url = url
        self._did = did
        self._sink = sink
        self._indexing = indexing
        self._pause = pause
        self._concerned = asyncio.Event()
        self._stream: JetstreamClient | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def failures(self) -> int:
        """Return how often the stream failed since its last event."""
        return self._stream.failures if self._stream else 0

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
        """Read the stream; the library reconnects automatically, except after a refusal or an orderly close.

        A cancellation can get lost while the library waits (in Python 3.11's `wait_for`), so it is checked for.
        """
        task = asyncio.current_task()
        while task is not None and not task.cancelling():
            # To compress, the library fetches a dictionary through an HTTP client that it never closes.
            self._stream = JetstreamClient({"collections": [COLLECTION]}, base_uri=self._url, compress=False)
            try:
                await self._stream.start(self._hear)
            except Exception as error:
                log.warning("bluesky_stream_refused", why=_words(error), again_in=self._pause)
            if not task.cancelling():
                await asyncio.sleep(self._pause)

    async def _hear(self, event: Any) -> None:
        """Handle an event. The stream filters by author only: whom a post names is in its facets, its reply, its
        embed."""
        if self._stream is not None:
            self._stream.heard()
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
                await self._sink.look("notifications")
            except Exception as error:
                log.warning("bluesky_nudge_lost", why=type(error).__name__)


def _words(error: BaseException) -> str:
    """Return a short description of an error. Its own text may contain a URL, and the URL a key."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    reason = getattr(error, "strerror", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    return f"{type(error).__name__} ({reason})" if reason else type(error).__name__
