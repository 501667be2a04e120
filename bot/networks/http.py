"""HTTP calls of networks without a library: one session, bounded answers, and outcomes for missing ones."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp

from bot.delivery import CannotTell, NotSent
from bot.retry_after import seconds_to_wait

JSON = dict[str, Any]

ANSWER_BYTES = 1024 * 1024
CHUNK_BYTES = 64 * 1024
NO_CONNECTION = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


@dataclass(frozen=True, slots=True)
class HttpResponse:
    """An HTTP response, with its body cut at ANSWER_BYTES."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def fine(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> JSON | None:
        """Return the JSON object in the body; None for anything else."""
        found = self.data()
        return found if isinstance(found, dict) else None

    def data(self) -> Any:
        """Return the JSON in the body; None when there is none."""
        try:
            return json.loads(self.body)
        except (ValueError, RecursionError):
            return None


class Caller:
    """A client of one service, called `title` in messages. The session opens with the first call."""

    def __init__(self, title: str, timeout: float) -> None:
        self._title = title
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def call(self, method: str, url: str, **request: Any) -> HttpResponse:
        """Return the response, whatever its status. Redirects are not followed: signed requests must not go
        elsewhere.

        Raise NotSent when there was no connection, CannotTell when the response was lost. Neither chains its cause:
        aiohttp's errors contain the request, and the request contains secrets.
        """
        try:
            async with self._open().request(method, url, allow_redirects=False, **request) as response:
                return HttpResponse(
                    response.status, response.headers.copy(), await _bounded(response.content)
                )
        except NO_CONNECTION:
            raise NotSent(f"{self._title} cannot be reached.") from None
        except TimeoutError:
            raise CannotTell(f"{self._title} did not answer in time.") from None
        except (aiohttp.ClientError, OSError, ValueError):
            raise CannotTell(f"The connection to {self._title} was lost before it answered.") from None

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds an answer asks us to wait (RFC 9110, 10.2.3); None when it does not say."""
    return seconds_to_wait(headers.get("Retry-After"), now)


async def _bounded(content: aiohttp.StreamReader) -> bytes:
    body = bytearray()
    async for chunk in content.iter_chunked(CHUNK_BYTES):
        body += chunk
        if len(body) > ANSWER_BYTES:
            break
    return bytes(body[:ANSWER_BYTES])
