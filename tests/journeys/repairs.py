"""What stands in the way of Slack, put there and taken away: outages, tokens, channels Baton is not in."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.app import Baton
from bot.sandbox.slack import conversation
from bot.sandbox.slack.seed import BOT_USER
from tests.journeys.stage import Stage, settled, until

# Every method of Slack's Web API, and nothing of the other networks.
SLACK = "[a-z]*.*"
ALWAYS = 10**6
CHANNELS = ("C0SOCIAL", "C0SERVICE", "C0BILLING", "C0OUTAGE", "C0PRESS", "C0ALERTS")
COMPLAINT = "@larkspur_help my bill number {} is wrong, refund please"


def nothing_invited(stage_or_sandbox: Any) -> None:
    """Take Baton out of every channel, as before anybody invited it."""
    for name in CHANNELS:
        stage_or_sandbox.slack.channels[name].members.remove(BOT_USER)


def invite(stage: Stage, channel: str) -> None:
    """Say /invite @Baton there."""
    slack = stage.sandbox.slack
    conversation.join(slack, slack.channels[channel], BOT_USER)


async def complain(stage: Stage, numbers: range) -> None:
    """One post for each number, each by a customer of their own."""
    for number in numbers:
        await stage.customer(f"customer{number}", COMPLAINT.format(number))


async def cases_opened(baton: Baton, count: int) -> None:
    async def opened() -> bool:
        (row,) = await baton.store.transact(lambda tx: tx.sql.rows("select count(*) as cases from cases"))
        return bool(row["cases"] == count)

    await until(opened)


async def carded(stage: Stage, channels: tuple[str, ...] = ("billing", "baton-alerts")) -> set[str]:
    """The numbers of the cards that stand in these channels. Fails where one stands twice."""
    found = [card["text"].split()[0] for channel in channels for card in await stage.cards(channel)]
    assert len(found) == len(set(found)), f"a card stands twice: {sorted(found)}"
    return set(found)


async def every_card_stands(stage: Stage, baton: Baton, count: int, seconds: float) -> float:
    """Wait until that many cases have their card, at most so many seconds; how many it took."""
    began = asyncio.get_running_loop().time()

    async def all_there() -> bool:
        return len(await carded(stage)) == count

    await until(all_there, seconds)
    took = asyncio.get_running_loop().time() - began
    assert await baton.store.transact(lambda tx: tx.buried()) == []
    return took


async def nothing_on_hold(baton: Baton) -> None:
    """Nothing is given up, and nothing waits for anything that is in trouble. Clocks may still run."""

    async def none() -> bool:
        return not await baton.store.transact(lambda tx: tx.holds())

    await until(none)
    assert await baton.store.transact(lambda tx: tx.buried()) == []


async def nothing_waits(baton: Baton) -> None:
    """Nothing is left to do, nothing is given up, nothing is on hold."""
    await until(lambda: settled(baton))
    assert await baton.store.transact(lambda tx: (tx.buried(), tx.holds())) == ([], [])


@asynccontextmanager
async def a_receiver() -> AsyncIterator[tuple[str, list[dict[str, Any]]]]:
    """A server that takes what is posted to it: its address, and what came."""
    taken: list[dict[str, Any]] = []

    async def take(request: web.Request) -> web.Response:
        taken.append(await request.json())
        return web.Response()

    async with serving(take) as url:
        yield url, taken


@asynccontextmanager
async def serving(answer: Callable[[web.Request], Any]) -> AsyncIterator[str]:
    """A server on this machine that answers every path so, and its address."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()
