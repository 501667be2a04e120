"""Limits on request bodies: bytes, time, and the total that all requests in flight may use."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from aiohttp import web

# A provider on a slow line; Heroku's router gives a request up after 30 s without an answer.
BODY_SECONDS = 25.0
RETRY_SECONDS = "5"
# Raised by aiohttp when the sender disconnects; unhandled, each would be logged with its traceback.
BROKEN_OFF = (web.RequestPayloadError, ConnectionError)


class BodyRefused(Exception):
    """A body that was refused, or cut off. `status` is the HTTP status, `why` the reason given to the sender."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why

    def response(self) -> web.Response:
        """Return the response. It closes the connection, so that the rest of the body is not waited for."""
        retry = {"Retry-After": RETRY_SECONDS} if self.status == 503 else {}
        return web.Response(status=self.status, text=self.why, headers={"Connection": "close", **retry})


class BodyBudget:
    """The bytes that all requests in flight may use together: a flood is refused, not buffered."""

    def __init__(self, most: int) -> None:
        self._left = most

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Reserve `size` bytes for the block. Raise BodyRefused (503) when there is no room for them."""
        if size > self._left:
            raise BodyRefused(503, "Too many requests at once. Send this one again later.")
        self._left -= size
        try:
            yield
        finally:
            self._left += size


def refuse_early(request: web.Request, most: int) -> None:
    """Refuse by its headers a body that is compressed or declares more than `most` bytes. Raise BodyRefused.

    A compressed body is always refused: a megabyte can expand to a gigabyte, and no legitimate sender compresses.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise BodyRefused(415, "Compressed bodies are not accepted. Send the body without Content-Encoding.")
    if (request.content_length or 0) > most:
        raise _too_large(most)


async def chunks(request: web.Request, most: int, seconds: float = BODY_SECONDS) -> AsyncIterator[bytes]:
    """Yield the body in chunks. Raise BodyRefused once it exceeds `most` bytes or takes longer than `seconds`."""
    clock = asyncio.get_running_loop().time
    until, read = clock() + seconds, 0
    while chunk := await _next_chunk(request, until - clock()):
        read += len(chunk)
        if read > most:
            raise _too_large(most)
        yield chunk


async def read_body(request: web.Request, most: int, seconds: float = BODY_SECONDS) -> bytes:
    """Return the whole body. Raise BodyRefused when it is too long or too slow."""
    return b"".join([chunk async for chunk in chunks(request, most, seconds)])


def size_of(request: web.Request, most: int) -> int:
    """Return how many bytes the body may take; without a Content-Length, the limit."""
    return most if request.content_length is None else request.content_length


async def _next_chunk(request: web.Request, seconds: float) -> bytes:
    try:
        return await asyncio.wait_for(request.content.readany(), max(seconds, 0))
    except TimeoutError:
        raise BodyRefused(408, "The body took too long to arrive. Send the request again.") from None
    except BROKEN_OFF:
        raise BodyRefused(400, "The body was incomplete. Send the request again.") from None


def _too_large(most: int) -> BodyRefused:
    return BodyRefused(413, f"The body is larger than {most:,} bytes.")
