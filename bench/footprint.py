"""Footprint of a running Baton: memory at rest and after very many cases, and the time to ready."""

import asyncio
import json
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

from bench import posts
from bench.children import Child, python, settings, world
from bench.places import KINDS, SQLITE, Places
from bench.rows import Row, limit_row
from sandbox import Sandbox

IDLE_MB, WORKED_MB, START_SECONDS = 120, 150, 2
LIBRARIES = "import aiohttp, slack_bolt.async_app, time; print('ready', flush=True); time.sleep(600)"
CASES, CASES_QUICK = 100_000, 3_000
# What X shows of an account's mentions is its newest 800: never more than one look can take.
WAVE = 700
REST = 1.0
PATIENCE = 300.0


async def run(places: Places, quick: bool) -> list[Row]:
    """Return megabytes and seconds of `python -m bot run` with Slack and X, beside a process that only imports."""
    starts = 3 if quick else 7
    async with world() as sandbox:
        rows = [row for kind in KINDS for row in await _at_rest(places, kind, sandbox, starts)]
        return [*rows, await _after_work(places, sandbox, CASES_QUICK if quick else CASES)]


async def _at_rest(places: Places, kind: str, sandbox: Sandbox, starts: int) -> list[Row]:
    url = await places.ready(kind)
    ours, bare = [], []
    for _ in range(starts):
        ours.append(await _baton_started(sandbox, url))
        bare.append(await _libraries_started())
    seconds, memory = ([[run[place] for run in side] for side in (ours, bare)] for place in (0, 1))
    return [
        limit_row(f"start to /readyz ok, {kind}", *seconds, under=START_SECONDS, unit="s"),
        limit_row(f"memory at rest, {kind}", *memory, under=IDLE_MB, unit="MB"),
    ]


async def _baton_started(sandbox: Sandbox, url: str) -> tuple[float, float]:
    start = time.perf_counter()
    async with _baton(sandbox, url) as child:
        seconds = time.perf_counter() - start
        await asyncio.sleep(REST)
        return seconds, child.resident()


async def _libraries_started() -> tuple[float, float]:
    start = time.perf_counter()
    async with python("-c", LIBRARIES) as child:
        await child.said("ready")
        return time.perf_counter() - start, child.resident()


async def _after_work(places: Places, sandbox: Sandbox, cases: int) -> Row:
    """Ingest posts on the simulated X in waves, as fast as Baton can, while cards are posted."""
    url = await places.ready("SQLite")
    async with _baton(sandbox, url) as child:
        await _watching(url)
        texts = posts.texts()
        for first in range(0, cases, WAVE):
            for number in range(first, min(first + WAVE, cases)):
                sandbox.x.post(f"customer{number}", f"@larkspur_help {texts[number % len(texts)]}")
            await _counted(url, "mentions", min(first + WAVE, cases))
        memory = child.resident()
        async with python("-c", LIBRARIES) as libraries:
            await libraries.said("ready")
            bare = libraries.resident()
    name = f"memory after {cases:,} cases, SQLite"
    return limit_row(name, [memory], [bare], under=WORKED_MB, unit="MB")


@asynccontextmanager
async def _baton(sandbox: Sandbox, url: str) -> AsyncIterator[Child]:
    """Run `python -m bot run` and return once /readyz says it is ready."""
    keys = ("X_CONSUMER_KEY", "X_CONSUMER_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET")
    x = {**dict.fromkeys(keys, "sandbox-key"), "X_API_URL": sandbox.url, "X_POLL_SECONDS": "0.05"}
    async with (
        python("-m", "bot", "run", **settings(sandbox, url, **x)) as child,
        aiohttp.ClientSession() as http,
    ):
        listening_on = json.loads(await child.said("listening_on"))["listening_on"]
        async with http.get(f"{listening_on}/readyz") as answer:
            answer.raise_for_status()
        yield child


async def _watching(url: str) -> None:
    await _counted(url, "cursors", 1)


async def _counted(url: str, table: str, count: int) -> None:
    """Wait until the table has that many rows."""
    connection = sqlite3.connect(url.removeprefix(SQLITE))
    async with asyncio.timeout(PATIENCE):
        while connection.execute(f"select count(*) from {table}").fetchone()[0] < count:  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    connection.close()
