"""Redraws of a window while someone types in it, at a rate that Slack accepts.

Slack sends a request for every character, and accepts about a hundred calls of views.update a minute from the whole
app: https://docs.slack.dev/reference/methods/views.update
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from slack_sdk.web.async_client import AsyncWebClient

# Slack waits three seconds for the answer to the request, which comes only after the redraw.
SECONDS = 1.0
WINDOWS = 1_000


@dataclass(slots=True)
class _Window:
    """The state of one window.

    `asked` counts requests; `free_at` is when it may be drawn again, in seconds of the event loop's clock. `hash`
    is Slack's hash of the last drawing, since a request that was sent before carries an older one.
    """

    asked: int = 0
    free_at: float = 0.0
    hash: str = ""


class Redrawing:
    """A rate limiter that draws each window at most once in `seconds`, and only the latest of the requests between."""

    def __init__(self, client: AsyncWebClient, seconds: float = SECONDS) -> None:
        self._client = client
        self._seconds = seconds
        self._windows: LRUCache[str, _Window] = LRUCache(WINDOWS)

    async def draw(self, shown: Mapping[str, Any], view: dict[str, Any]) -> None:
        """Draw `view` in place of the window `shown`, as the request has it. Raises SlackApiError."""
        name = str(shown["id"])
        window = self._windows.setdefault(name, _Window())
        window.asked += 1
        if not await self._is_latest(window, window.asked):
            return
        answer = await self._client.views_update(view_id=name, hash=window.hash or shown["hash"], view=view)
        window.hash = str((answer.get("view") or {}).get("hash") or "")

    async def _is_latest(self, window: _Window, mine: int) -> bool:
        """Wait for the window's turn. Return whether nothing later was asked for meanwhile."""
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, window.free_at - now))
        # A later request slept through the same pause: it draws, with newer text, and this one gives way.
        if window.asked != mine:
            return False
        window.free_at = asyncio.get_running_loop().time() + self._seconds
        return True
