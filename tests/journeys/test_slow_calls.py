"""A call is slower than the lease of its job: there is still one card, and one reply."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.app import Baton, Patience
from tests.journeys.repairs import nothing_waits
from tests.journeys.stage import Stage, Wall, playing, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
ANSWER = "Sorry, the second charge is on its way back to you."
# Seconds: the shortest lease there is, and calls that take far longer, yet less than Baton waits for an answer.
LEASE, SLOW = "2", 6.0


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(database_url, tmp_path, LEASE_SECONDS=LEASE) as pair:
        yield pair


@pytest.mark.parametrize("kind", ["slow", "slow_after"])
async def test_a_card_whose_posting_outlasts_its_lease_is_posted_once(
    stage: Stage, baton: Baton, kind: str
) -> None:
    stage.sandbox.faults.arm("chat.postMessage", kind, times=3, seconds=SLOW)
    await stage.customer("ana", POST)
    await stage.card("billing", "charged twice")
    assert calls(stage, "chat.postMessage") == 1
    stage.sandbox.faults.clear()
    await nothing_waits(baton)
    assert len(await stage.cards("billing")) == 1


async def test_a_reply_whose_sending_outlasts_its_lease_goes_out_once(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await aino.claim("billing", "charged twice")
    stage.sandbox.faults.arm("POST /2/tweets", "slow", times=3, seconds=SLOW)
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    assert calls(stage, "POST /2/tweets") == 1
    stage.sandbox.faults.clear()
    await nothing_waits(baton)
    assert await stage.public_answers() == [ANSWER]


async def test_a_long_look_for_a_reply_outlasts_its_lease_and_sends_nothing_twice(
    stage: Stage, baton: Baton
) -> None:
    """The answer to the send is lost, and X takes its time to show what we posted."""
    aino, faults = stage.agent("U0AINO"), stage.sandbox.faults
    await stage.customer("ana", POST)
    card = await aino.claim("billing", "charged twice")
    faults.arm("POST /2/tweets", "500_after")
    faults.arm("GET /2/users/*/tweets", "slow", seconds=SLOW)
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    assert calls(stage, "POST /2/tweets") == 1
    await nothing_waits(baton)
    assert await stage.public_answers() == [ANSWER]


async def test_a_second_card_that_slack_posts_late_is_deleted(database_url: str, tmp_path: Path) -> None:
    """The call is cut off, the next try finds nothing and posts; then the first one is carried out all the same."""
    wall = Wall()
    async with playing(database_url, tmp_path, Patience(slack=1.0), wall) as (stage, baton):
        stage.sandbox.faults.arm("chat.postMessage", "slow", seconds=SLOW)
        await stage.customer("ana", POST)
        await until(lambda: _cards(stage, 2))
        await nothing_waits(baton)
        wall.put_forward(baton, timedelta(minutes=1))
        await until(lambda: _cards(stage, 1))
        case = await baton.context.book.case(1001)
        assert case.thread is not None
        assert case.thread.ts == (await stage.cards("billing"))[0]["ts"]


async def _cards(stage: Stage, count: int) -> bool:
    return len(await stage.cards("billing")) == count


def calls(stage: Stage, name: str) -> int:
    """Return how many calls of that name met a fault."""
    return sum(fault.on == name for fault in stage.sandbox.faults.fired)
