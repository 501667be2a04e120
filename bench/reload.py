"""The longest pause of the event loop while the rulebook replaces all rules by as many others."""

import asyncio
import time
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.places import Places, started
from bench.routing import file_of
from bench.rows import Row, limit_row, row
from bot.services.rulebook import Rulebook
from bot.store.store import Store

TICK = 0.001
RULES, MANY_RULES = 1_000, 10_000
UNDER_MS = 50.0


async def run(places: Places, quick: bool) -> list[Row]:
    """Return a row for each size: the longest pause in all rounds, beside that of the same loop with nothing to do.

    Only RULES have a target; MANY_RULES show how the pause grows.
    """
    rounds, file = 3 if quick else 5, places.folder / "rules.yaml"
    async with started(await places.ready("SQLite")) as store:
        ours, idle = await _pauses(store, file, file_of(RULES), rounds)
        rows = [limit_row(_name(RULES), [ours], [idle], under=UNDER_MS, unit="ms")]
        ours, idle = await _pauses(store, file, file_of(MANY_RULES), rounds)
    return [*rows, row(_name(MANY_RULES), ours, "ms", idle, ours / idle, "", ok=True)]


async def _pauses(store: Store, file: Path, text: str, rounds: int) -> tuple[float, float]:
    """Return the longest pause in milliseconds, with reloads and without."""
    await asyncio.to_thread(file.write_text, text)
    book = Rulebook(store, file, alerts="#alerts", editors="", now=lambda: datetime.now(UTC))
    await book.open()
    ours, idle = [], []
    for number in range(rounds):
        ours.append(await _longest_pause(_changed(book, file, f"{text}# {number}\n")))
        idle.append(await _longest_pause(asyncio.sleep(2.0)))
    return max(ours), max(idle)


def _name(size: int) -> str:
    return f"reload of {size:,} rules: longest pause of the event loop"


async def _changed(book: Rulebook, file: Path, text: str) -> None:
    before = book.current().version
    await asyncio.to_thread(file.write_text, text)
    await book.poll(at_once=True)
    assert book.current().version != before, "the rulebook did not take the changed file"


async def _longest_pause(work: Coroutine[Any, Any, None]) -> float:
    """Return by how many milliseconds a sleep of TICK seconds was late at most while `work` went on."""
    task, longest = asyncio.create_task(work), 0.0
    while not task.done():
        start = time.perf_counter()
        await asyncio.sleep(TICK)
        longest = max(longest, time.perf_counter() - start - TICK)
    await task
    return longest * 1_000
