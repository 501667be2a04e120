"""How much of a request is read: a limit on its bytes, on its time, and on what all requests hold together."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

from aiohttp import web

# A provider on a slow line; Heroku's router gives a request up after 30 s without an answer.
BODY_SECONDS = 25.0
RETRY_SECONDS = "5"
# What aiohttp raises when the sender goes away; unhandled, each would be logged with its traceback.
BROKEN_OFF = (web.RequestPayloadError, ConnectionError)


class BodyRefused(Exception):
    """The body is not read, or not to its end. `status` is what HTTP calls the reason, `why` says it to the sender."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why

    def response(self) -> web.Response:
        """Return the answer. The connection closes: what is left of the body is not waited for."""
        retry = {"Retry-After": RETRY_SECONDS} if self.status == 503 else {}
        return web.Response(status=self.status, text=self.why, headers={"Connection": "close", **retry})


class BodyBudget:
    """The bytes that requests in flight may hold together: a flood is refused, not stored."""

    def __init__(self, most: int) -> None:
        self._left = most

    @contextmanager
    def hold(self, size: int) -> Iterator[None]:
        """Take `size` bytes for the block. Raises BodyRefused (503) when there is no room for them."""
        if size > self._left:
            raise BodyRefused(503, "Too many requests at once. Send this one again later.")
        self._left -= size
        try:
            yield
        finally:
            self._left += size


def refuse_early(request: web.Request, most: int) -> None:
    """Refuse by the headers alone what is packed or says that it is larger than `most` bytes. Raises BodyRefused.

    A packed body is refused everywhere: a megabyte of it can hold a gigabyte, and no sender of ours packs.
    """
    if request.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise BodyRefused(415, "Send the body as it is, without Content-Encoding.")
    if (request.content_length or 0) > most:
        raise _too_large(most)


async def chunks(request: web.Request, most: int, seconds: float = BODY_SECONDS) -> AsyncIterator[bytes]:
    """Yield the body as it comes. Raises BodyRefused once it is longer than `most` bytes or `seconds`."""
    clock = asyncio.get_running_loop().time
    until, read = clock() + seconds, 0
    while chunk := await _next_chunk(request, until - clock()):
        read += len(chunk)
        if read > most:
            raise _too_large(most)
        yield chunk


async def read_body(request: web.Request, most: int, seconds: float = BODY_SECONDS) -> bytes:
    """Return the whole body. Raises BodyRefused."""
    return b"".join([chunk async for chunk in chunks(request, most, seconds)])


def size_of(request: web.Request, most: int) -> int:
    """Return how many bytes the body may take: without a length its sender may go on to the limit."""
    return most if request.content_length is None else request.content_length


async def _next_chunk(request: web.Request, seconds: float) -> bytes:
    try:
        return await asyncio.wait_for(request.content.readany(), max(seconds, 0))
    except TimeoutError:
        raise BodyRefused(408, "The body took too long to arrive. Send the request again.") from None
    except BROKEN_OFF:
        raise BodyRefused(400, "The body ended before it was whole.") from None


def _too_large(most: int) -> BodyRefused:
    return BodyRefused(413, f"The body is larger than {most:,} bytes.")
