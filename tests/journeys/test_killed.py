"""The worker is killed at every step between a post's arrival and its public answer: nothing is lost or done twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import aiohttp
import pytest

from bot.app import Baton, build
from bot.case import Delivery, fold
from bot.process import running
from bot.store.tx import Tx
from tests.journeys.side_by_side import side_by_side
from tests.journeys.stage import (
    CHANNELS,
    USUAL,
    Stage,
    a_sandbox,
    calm,
    migrated,
    number_of,
    settled,
    stage_settings,
    until,
)
from tests.journeys.standing import all_is_told_once, one_card_stands_open
from tests.journeys.worker_process import Worker, worker

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
ANSWER = "Sorry, the second charge is on its way back to you."
# The shortest lease; a search that finds nothing, so that posts come by the mentions alone.
SETTINGS = {"LEASE_SECONDS": "2", "X_SEARCH_QUERY": "unheard of", "X_POLL_SECONDS": "0.3"}


@dataclass(frozen=True)
class Waiting:
    """The worker waits for the answer to a call, the `nth` of its kind, when it is killed: the call is not carried out,
    or it is (`done`) and the worker never learns of it."""

    call: str
    nth: int = 1
    done: bool = False

    def prepare(self, stage: Stage) -> None:
        stage.sandbox.faults.arm(self.call, "hold_after" if self.done else "hold", times=self.nth)

    async def strike(self, stage: Stage, victim: Worker) -> None:
        faults = stage.sandbox.faults
        for _ in range(self.nth - 1):
            await faults.held()
            faults.release()
        await faults.held()
        await victim.kill()
        faults.clear()
        faults.release(drop=True)


@dataclass(frozen=True)
class Finishing:
    """The worker kills itself when what a job did is committed, and that it is done is not."""

    job: str

    def prepare(self, stage: Stage) -> None:
        """The process knows its moment itself."""

    async def strike(self, stage: Stage, victim: Worker) -> None:
        await victim.died()


Moment = Waiting | Finishing
LOOK, SEND = "GET /2/users/*/mentions", "POST /2/tweets"
POSTING, LINK, DRAWING = "chat.postMessage", "chat.getPermalink", "chat.update"
STEPS: dict[str, tuple[Moment, ...]] = {
    "the post arrives": (Waiting(LOOK, done=True), Finishing("/mentions/0/look")),
    "its card is posted": (
        Waiting(POSTING),
        Waiting(POSTING, done=True),
        Waiting(LINK, done=True),
        Finishing("/show"),
    ),
    "the claim is drawn": (Waiting(DRAWING), Waiting(DRAWING, done=True)),
    "the answer goes out": (Waiting(SEND), Waiting(SEND, done=True), Finishing("/reply")),
    "the thread hears of it": (
        Waiting(POSTING, nth=2),
        Waiting(POSTING, nth=2, done=True),
        Waiting(DRAWING, nth=3, done=True),
        Finishing("/say_again"),
    ),
}


@pytest.mark.parametrize("step", STEPS)
async def test_killed_while_there_is_one_card_one_notice_and_one_answer(
    database_url: str, tmp_path: Path, step: str
) -> None:
    """docs/architecture.md, section 6. The moments of a step play side by side: each waits for a lease to run out."""
    stories = {f"killed at {moment}": partial(_play, moment, tmp_path) for moment in STEPS[step]}
    await side_by_side(database_url, stories)


async def test_killed_while_its_card_is_posted_and_handed_over_before_the_next_worker_one_card_stands_open(
    database_url: str, tmp_path: Path
) -> None:
    async with prepared(database_url, tmp_path) as (stage, baton):
        await stage.customer("ana", POST)
        await kill(Waiting(POSTING, done=True), stage, baton)
        await stage.agent("U0AINO").command("billing", "/handover 1001 service it is the router")
        async with worker(baton.settings):
            await stage.card("service", "it is the router")
            await until(lambda: settled(baton))
        await one_card_stands_open(stage, baton)
        await all_is_told_once(stage, baton)


async def _play(moment: Moment, tmp_path: Path, database: str) -> None:
    async with prepared(database, tmp_path) as (stage, baton):
        # A group, so that nobody waits for a moment that cannot come once serving the customer has failed.
        async with asyncio.TaskGroup() as together:
            serving = together.create_task(_serve_the_customer(stage))
            await kill(moment, stage, baton)
            async with worker(baton.settings):
                await serving
                await until(lambda: settled(baton))
        await _all_is_well(stage, baton)


async def kill(moment: Moment, stage: Stage, baton: Baton) -> None:
    """A worker works until that moment, and is killed."""
    moment.prepare(stage)
    async with worker(baton.settings, moment.job if isinstance(moment, Finishing) else "") as victim:
        await moment.strike(stage, victim)


async def _serve_the_customer(stage: Stage) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")


async def _all_is_well(stage: Stage, baton: Baton) -> None:
    cards = [card for channel in CHANNELS for card in await stage.cards(channel)]
    assert [number_of(card) for card in cards] == ["#1001"]
    assert [ping.who for ping in stage.sandbox.slack.pings if ping.who != "U0AINO"] == ["S0BILLING"]
    assert await stage.public_answers() == [ANSWER]
    said = [message["text"] for message in await stage.thread(cards[0])]
    assert len(said) == 1
    assert said[0].startswith("Sent on X")
    case = await baton.context.book.case(1001)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert sorted(event.kind for event in journal) == sorted(
        ("opened", "shown", "claimed", "drafted", "sending", "sent")
    )
    assert fold(1001, journal) == case
    assert case.replies[0].state is Delivery.SENT
    assert case.stuck == ""
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []


@asynccontextmanager
async def prepared(database: str, tmp_path: Path, **more: str) -> AsyncIterator[tuple[Stage, Baton]]:
    """A stage with the web part of Baton in this process and no worker yet; X is watched from now on."""
    await migrated(database)
    async with a_sandbox() as sandbox, aiohttp.ClientSession() as http:
        settings = stage_settings(sandbox, database, tmp_path, **SETTINGS, **more)
        async with build(settings, patience=calm(USUAL)) as baton, running(baton, worker=False) as url:
            sandbox.bot_url = url
            await _watch_from_now_on(baton)
            yield Stage(sandbox, http), baton


async def _watch_from_now_on(baton: Baton) -> None:
    for network in baton.networks.values():
        for source in network.sources:
            now = await network.mentions(source, None)
            place, at = f"{network.name}/{source}", baton.context.now()
            await baton.store.transact(partial(Tx.move_cursor, source=place, cursor=now.cursor, at=at))
