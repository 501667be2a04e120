"""Cost of a slash command: /claim, signed and really claiming, beside a bare handler with one durable commit."""

import json
from collections.abc import Iterator
from contextlib import AsyncExitStack

from bench.children import python, settings, world
from bench.fill import fill
from bench.load import Round, claims, fire
from bench.places import KINDS, Places
from bench.rows import Row, time_row
from sandbox import Sandbox

CONNECTIONS = (1, 16)
PERCENTILES = (50, 99)
AT_MOST = 3


async def run(places: Places, quick: bool) -> list[Row]:
    """Return p50 and p99 in milliseconds, at 1 and 16 connections, on both databases."""
    rounds, requests = (3, 300) if quick else (9, 800)
    async with world() as sandbox:
        return [row for kind in KINDS for row in await _on(places, kind, sandbox, rounds, requests)]


async def _on(places: Places, kind: str, sandbox: Sandbox, rounds: int, requests: int) -> list[Row]:
    url = await places.ready(kind)
    _, waiting = await fill(url, 2 * requests * (1 + rounds * len(CONNECTIONS)))
    numbers = iter(waiting)
    async with AsyncExitStack() as stack:
        baton = await stack.enter_async_context(python("-m", "bot", "serve", **settings(sandbox, url)))
        bare = await stack.enter_async_context(python("-m", "bench.floor", places.empty(kind)))
        servers = [json.loads(await child.said("listening_on"))["listening_on"] for child in (baton, bare)]
        secret = sandbox.signing_secret
        await _round(servers, numbers, requests, max(CONNECTIONS), secret)
        rows = []
        for connections in CONNECTIONS:
            took = [await _round(servers, numbers, requests, connections, secret) for _ in range(rounds)]
            rows += [_row(kind, connections, percentile, took) for percentile in PERCENTILES]
        return rows


async def _round(
    servers: list[str], numbers: Iterator[int], requests: int, connections: int, secret: str
) -> list[Round]:
    """Send the same requests to Baton, then to the bare handler."""
    batch = claims([next(numbers) for _ in range(requests)], secret)
    return [await fire(server, batch, connections) for server in servers]


def _row(kind: str, connections: int, percentile: int, took: list[list[Round]]) -> Row:
    name = f"/claim, p{percentile}, {connections} connection{'s' if connections > 1 else ''}, {kind}"
    ours, bare = ([pair[side].percentile(percentile) for pair in took] for side in (0, 1))
    return time_row(name, ours, bare, at_most=AT_MOST)
