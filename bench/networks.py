"""Cost of each network for a running Baton: memory and start, alone and all together."""

import asyncio
import json
import time
from collections.abc import Mapping

import aiohttp

from bench.children import python, settings, world
from bench.places import Places
from bench.rows import Row, limit_row
from sandbox import Sandbox
from tests.wire.everywhere import everywhere

# A dyno must be up within 60 seconds; a network that takes a sixth of that would be noticed.
ONE_MB, ALL_MB, READY_SECONDS = 120, 220, 10
REST = 1.0
PATIENCE = 30.0
CONNECTED = "not connected"
Environment = Mapping[str, str]


async def run(places: Places, quick: bool) -> list[Row]:
    """Return megabytes at rest and seconds until `python -m bot run` is connected, beside a Baton without networks."""
    starts = 1 if quick else 5
    async with world() as sandbox, everywhere(sandbox) as networks:
        together = {name: value for one in networks.values() for name, value in one.items()}
        sides = {**networks, "all networks": together}
        return [
            row for name, given in sides.items() for row in await _cost(places, sandbox, name, given, starts)
        ]


async def _cost(places: Places, sandbox: Sandbox, name: str, given: Environment, starts: int) -> list[Row]:
    url = await places.ready("SQLite")
    pairs = [[await _started(sandbox, url, side) for side in (given, {})] for _ in range(starts)]
    seconds, memory = ([[pair[side][place] for pair in pairs] for side in (0, 1)] for place in (0, 1))
    most = ALL_MB if name == "all networks" else ONE_MB
    return [
        limit_row(f"start to connected, {name}", *seconds, under=READY_SECONDS, unit="s"),
        limit_row(f"memory at rest, {name}", *memory, under=most, unit="MB"),
    ]


async def _started(sandbox: Sandbox, url: str, given: Environment) -> tuple[float, float]:
    """Return the seconds until every network is connected, and the megabytes a moment later."""
    start = time.perf_counter()
    environment = {**settings(sandbox, url), **given}
    async with python("-m", "bot", "run", **environment) as child, aiohttp.ClientSession() as http:
        sandbox.bot_url = json.loads(await child.said("listening_on"))["listening_on"]
        await _connected(http, f"{sandbox.bot_url}/readyz")
        seconds = time.perf_counter() - start
        await asyncio.sleep(REST)
        return seconds, child.resident()


async def _connected(http: aiohttp.ClientSession, address: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            async with http.get(address) as answer:
                if CONNECTED not in (await answer.json())["networks"].values():
                    return
            await asyncio.sleep(0.02)
