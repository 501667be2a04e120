"""Put faults in the way of Slack and repair them: outages, tokens, channels without Baton."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.app import Baton
from sandbox.slack import conversation
from sandbox.slack.seed import BOT_USER
from tests.journeys.stage import Stage, number_of, settled, until

# Every method of Slack's Web API, and nothing of the other networks.
SLACK = "[a-z]*.*"
ALWAYS = 10**6
CHANNELS = ("C0SOCIAL", "C0SERVICE", "C0BILLING", "C0OUTAGE", "C0PRESS", "C0ALERTS")
COMPLAINT = "@larkspur_help my bill number {} is wrong, refund please"


def nothing_invited(stage_or_sandbox: Any) -> None:
    """Remove Baton from every channel, as before its first invitation."""
    for name in CHANNELS:
        stage_or_sandbox.slack.channels[name].members.remove(BOT_USER)


def invite(stage: Stage, channel: str) -> None:
    """Invite Baton to a channel."""
    slack = stage.sandbox.slack
    conversation.join(slack, slack.channels[channel], BOT_USER)


async def complain(stage: Stage, numbers: range) -> None:
    """Post one complaint per number, each by another customer."""
    for number in numbers:
        await stage.customer(f"customer{number}", COMPLAINT.format(number))


async def cases_opened(baton: Baton, count: int) -> None:
    async def opened() -> bool:
        (row,) = await baton.store.transact(lambda tx: tx.sql.rows("select count(*) as cases from cases"))
        return bool(row["cases"] == count)

    await until(opened)


async def carded(stage: Stage, channels: tuple[str, ...] = ("billing", "baton-alerts")) -> set[str]:
    """Return the numbers of the cards in these channels. Fails if a case has two."""
    found = [number_of(card) for channel in channels for card in await stage.cards(channel)]
    assert len(found) == len(set(found)), f"a case has two cards: {sorted(found)}"
    return set(found)


async def every_card_appears(stage: Stage, baton: Baton, count: int, seconds: float) -> float:
    """Wait up to `seconds` until `count` cases have a card. Return how many seconds it took."""
    began = asyncio.get_running_loop().time()

    async def all_there() -> bool:
        return len(await carded(stage)) == count

    await until(all_there, seconds)
    took = asyncio.get_running_loop().time() - began
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []
    return took


async def nothing_on_hold(baton: Baton) -> None:
    """Wait until nothing is on hold, and check that no job failed permanently. Clocks may still run."""

    async def none() -> bool:
        return not await baton.store.transact(lambda tx: tx.holds())

    await until(none)
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []


async def nothing_waits(baton: Baton) -> None:
    """Wait until no job is left, and check that none failed permanently or is on hold."""
    await until(lambda: settled(baton))
    assert await baton.store.transact(lambda tx: (tx.dead_letters(), tx.holds())) == ([], [])


@asynccontextmanager
async def a_receiver() -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the address of a server, and the list of the JSON posted to it."""
    taken: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(await request.json())
        return web.Response()

    async with serving(take) as url:
        yield url, taken


@asynccontextmanager
async def serving(answer: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    """Yield the address of a server that answers every path this way."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
