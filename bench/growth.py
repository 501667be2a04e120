"""Speed of a full database against a nearly empty one: the two hot operations at a thousand and a million cases."""

import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime

from bench import posts
from bench.fill import fill
from bench.places import KINDS, Places, started
from bench.rows import Row, time_row
from bot.case import Ask, claim
from bot.services.casebook import Casebook
from bot.store.store import Store

FEW, MANY, MANY_QUICK = 1_000, 1_000_000, 100_000
AT_MOST = 2
Deed = Callable[[int], Awaitable[object]]


async def run(places: Places, quick: bool) -> list[Row]:
    """Return milliseconds with very many cases, beside those with a thousand, in turns."""
    many, times = (MANY_QUICK, 100) if quick else (MANY, 400)
    return [row for kind in KINDS for row in await _on(places, kind, many, times)]


async def _on(places: Places, kind: str, many: int, times: int) -> list[Row]:
    urls = [await places.ready(kind) for _ in range(2)]
    teams = [(await fill(url, count))[0] for url, count in zip(urls, (FEW, many), strict=True)]
    async with AsyncExitStack() as stack:
        stores = [await stack.enter_async_context(started(url)) for url in urls]
        claiming = [_claim_next(store, team) for store, team in zip(stores, teams, strict=True)]
        opening = [_open(store) for store in stores]
        return [
            await _compared(f"claim next, {many:,} cases, {kind}", claiming, times),
            await _compared(f"a post opens a case, {many:,} cases, {kind}", opening, times),
        ]


async def _compared(name: str, deeds: list[Deed], times: int) -> Row:
    took: list[list[float]] = [[], []]
    for number in range(times + 10):
        for deed, each in zip(deeds, took, strict=True):
            start = time.perf_counter()
            await deed(number)
            each.append((time.perf_counter() - start) * 1000)
    few, many = (each[10:] for each in took)
    return time_row(name, many, few, at_most=AT_MOST)


def _claim_next(store: Store, team: str) -> Deed:
    book = Casebook(store)

    async def deed(number: int) -> None:
        done = await book.do_next([team], Ask("U0PRIYA", datetime.now(UTC), f"command/{number}"), claim)
        assert done is not None, "no case waits any more"

    return deed


def _open(store: Store) -> Deed:
    intake = posts.intake(store)
    text = posts.texts()[0]

    async def deed(number: int) -> None:
        seen = await intake.take([posts.mention(f"opening-{number}", text)], datetime.now(UTC))
        assert seen[0].outcome == "opened"

    return deed
