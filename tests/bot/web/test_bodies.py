"""What a server reads of a request, and how many connections it keeps: a real server, real connections."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import aiohttp
import pytest
from aiohttp import web

from bot.web.bodies import BodyBudget, BodyRefused, chunks, refuse_early, size_of
from bot.web.connections import Connections

MOST_CONNECTIONS, MOST_BYTES = 20, 100_000
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def listening(handler: Handler) -> AsyncIterator[tuple[str, int]]:
    """A server with one path that `handler` answers; its host and port."""
    connections = Connections(MOST_CONNECTIONS)
    app = web.Application(middlewares=[connections.middleware])
    app.router.add_post("/", handler)
    runner = web.AppRunner(app, access_log=None, auto_decompress=False, lingering_time=0.1)
    app.cleanup_ctx.append(connections.watched(runner))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][:2]
    finally:
        await runner.cleanup()


def reading(room: BodyBudget, seconds: float = 5.0) -> Handler:
    async def handler(request: web.Request) -> web.StreamResponse:
        try:
            refuse_early(request, MOST_BYTES)
            with room.hold(size_of(request, MOST_BYTES)):
                return web.Response(
                    text=str(sum([len(chunk) async for chunk in chunks(request, MOST_BYTES, seconds)]))
                )
        except BodyRefused as refusal:
            return refusal.response()

    return handler


async def posted(
    place: tuple[str, int], body: bytes | AsyncIterator[bytes], headers: dict[str, str]
) -> tuple[int, str]:
    """The status and the text of the answer."""
    url = f"http://{place[0]}:{place[1]}/"
    async with aiohttp.ClientSession() as http, http.post(url, data=body, headers=headers) as answer:
        assert answer.headers.get("Retry-After") == ("5" if answer.status == 503 else None)
        return answer.status, await answer.text()


async def letters(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * 10_000


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"x" * MOST_BYTES, {}, 200),
        (b"x" * (MOST_BYTES + 1), {}, 413),
        (b"x", {"Content-Encoding": "gzip"}, 415),
        (b"x", {"Content-Encoding": "Identity"}, 200),
        (b"", {}, 200),
    ],
)
async def test_a_body_is_read_to_its_limit_and_never_unpacked(
    body: bytes, headers: dict[str, str], status: int
) -> None:
    async with listening(reading(BodyBudget(MOST_BYTES * 2))) as place:
        found, said = await posted(place, body, headers)
    assert found == status
    assert found != 200 or said == str(len(body))


@pytest.mark.parametrize(("count", "status"), [(10, 200), (11, 413)])
async def test_a_body_without_a_length_is_counted_as_it_comes(count: int, status: int) -> None:
    async with listening(reading(BodyBudget(MOST_BYTES))) as place:
        assert (await posted(place, letters(count), {}))[0] == status


async def test_a_body_that_does_not_come_is_given_up() -> None:
    async with listening(reading(BodyBudget(MOST_BYTES), seconds=0.05)) as (host, port):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nhalf")
        assert b" 408 " in await asyncio.wait_for(reader.readline(), 5)
        writer.close()


async def test_what_requests_in_flight_hold_together_is_limited_and_given_back() -> None:
    room = BodyBudget(MOST_BYTES)
    async with listening(reading(room)) as (host, port):
        _, writer = await asyncio.open_connection(host, port)
        writer.write(f"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: {MOST_BYTES}\r\n\r\n".encode())
        await writer.drain()
        async with asyncio.timeout(5):
            while await status_of(host, port) != 503:
                pass
            writer.close()
            while await status_of(host, port) != 200:
                pass


async def status_of(host: str, port: int) -> int:
    return (await posted((host, port), b"x", {}))[0]


async def test_half_requests_are_closed_when_there_are_too_many_and_whole_ones_never() -> None:
    arrived, released = asyncio.Event(), asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        arrived.set()
        await released.wait()
        return web.Response()

    async with listening(handler) as (host, port):
        reader, writer = await asyncio.open_connection(host, port)
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")
        await asyncio.wait_for(arrived.wait(), 5)
        half = [await asyncio.open_connection(host, port) for _ in range(MOST_CONNECTIONS * 2)]
        for _, line in half:
            line.write(b"POST / HTTP/1.1\r\nA: ")
        # The oldest are closed: reading from them ends.
        closed = half[:MOST_CONNECTIONS]
        assert await asyncio.wait_for(asyncio.gather(*(line.read(1) for line, _ in closed)), 10) == [
            b""
        ] * len(closed)
        released.set()
        assert b" 200 " in await asyncio.wait_for(reader.readline(), 5)
        for _, line in half:
            line.close()
        writer.close()
