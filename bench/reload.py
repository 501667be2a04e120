"""Longest pause of the event loop while the rulebook replaces ten thousand rules."""

import asyncio
import time
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.places import Places, started
from bench.routing import large_file
from bench.rows import Row, limit_row
from bot.services.rulebook import Rulebook

TICK = 0.001
UNDER_MS = 50.0


async def run(places: Places, quick: bool) -> list[Row]:
    """Return a row for the event loop's longest pause in all rounds; the yardstick is the same loop when idle."""
    rounds, text, file = 3 if quick else 5, large_file(), places.folder / "rules.yaml"
    file.write_text(text)
    async with started(await places.ready("SQLite")) as store:
        book = Rulebook(store, file, alerts="#alerts", editors="", now=lambda: datetime.now(UTC))
        await book.open()
        ours, idle = [], []
        for number in range(rounds):
            ours.append(await _longest_pause(_changed(book, file, f"{text}# {number}\n")))
            idle.append(await _longest_pause(asyncio.sleep(2.0)))
    name = f"reload of {len(book.current().rules):,} rules: longest pause of the event loop"
    return [limit_row(name, [max(ours)], [max(idle)], under=UNDER_MS, unit="ms")]


async def _changed(book: Rulebook, file: Path, text: str) -> None:
    before = book.current().version
    await asyncio.to_thread(file.write_text, text)
    await book.look(at_once=True)
    assert book.current().version != before, "the rulebook did not take the changed file"


async def _longest_pause(work: Coroutine[Any, Any, None]) -> float:
    """Return by how many milliseconds a sleep of TICK seconds was late at most while `work` ran."""
    task, longest = asyncio.create_task(work), 0.0
    while not task.done():
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        longest = max(longest, time.perf_counter() - start - TICK)
    await task
    return longest * 1_000
