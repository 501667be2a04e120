"""Time from a mention's commit to its card in Slack, beside the time the simulated Slack takes to get a message."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

from bench import posts
from bench.children import settings, world
from bench.places import KINDS, Places
from bench.rows import Row, time_row
from bot.app import Baton, build
from bot.process import running
from bot.settings import read_settings
from sandbox import Sandbox
from sandbox.slack.records import Json
from sandbox.stream import Stream

AT_MOST = 3
PATIENCE = 10.0
WARM_UP = 20


class Ear(Stream):
    """Listens to the sandbox's page events for the moment a message appears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def publish(self, kind: str, **data: Any) -> None:
        if kind == "message" and not self.heard.done():
            self.heard.set_result(time.perf_counter())

    async def next_after(self, start: float) -> float:
        """Return the milliseconds from `start` to the next message."""
        async with asyncio.timeout(PATIENCE):
            heard = await self.heard
        return (heard - start) * 1000

    def listen(self) -> None:
        self.heard = asyncio.get_running_loop().create_future()


async def run(places: Places, quick: bool) -> list[Row]:
    """Return milliseconds on both databases, of single mentions that find the bot idle; nothing is paced."""
    times = 60 if quick else 300
    return [await _on(kind, await places.ready(kind), times) for kind in KINDS]


async def _on(kind: str, url: str, times: int) -> Row:
    async with world() as sandbox:
        ear = sandbox.slack.stream = Ear()
        chosen = read_settings(settings(sandbox, url), env_file=None)
        async with build(chosen) as baton, running(baton, web=False):
            feed = posts.mentions()
            took, bare = [], []
            for _ in range(WARM_UP + times):
                took.append(await _card(baton, ear, [next(feed)]))
                await _at_rest(baton)
                bare.append(await _same_call(baton, sandbox))
    name = f"a mention's commit to its card, {kind}"
    return time_row(name, took[WARM_UP:], bare[WARM_UP:], at_most=AT_MOST)


async def _card(baton: Baton, ear: Ear, mentions: list[Any]) -> float:
    ear.listen()
    await baton.intake.take(mentions, datetime.now(UTC))
    return await ear.next_after(time.perf_counter())


async def _same_call(baton: Baton, sandbox: Sandbox) -> float:
    """Repeat the card's own call until it is answered."""
    call = _last_post(sandbox)
    start = time.perf_counter()
    await baton.client.chat_postMessage(**call)
    return (time.perf_counter() - start) * 1000


def _last_post(sandbox: Sandbox) -> Json:
    return next(
        dict(call.arguments) for call in reversed(sandbox.slack.journal) if call.method == "chat.postMessage"
    )


async def _at_rest(baton: Baton) -> None:
    async with asyncio.timeout(PATIENCE):
        while await baton.store.transact(lambda tx: tx.jobs_waiting()):  # noqa: ASYNC110
            await asyncio.sleep(0.002)
