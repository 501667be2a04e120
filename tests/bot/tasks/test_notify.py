"""A card is posted although Slack cannot say whom to notify; they are notified once, as soon as it can."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton, Patience
from bot.case import Ask, claim, resolve
from bot.case.model import Case, Resolution
from tests.journeys.stage import Stage, Wall, playing, until

POST = "@larkspur_help my bill is wrong, refund please"
SOON = Patience(slack=2.0, lookup=0.3)
LISTS = ("usergroups.list", "users.list")


class Away:
    """Slack's lists of groups and people, which stop answering and answer again."""

    def __init__(self, stage: Stage) -> None:
        self.faults = stage.sandbox.faults

    def stop(self) -> None:
        for method in LISTS:
            self.faults.arm(method, "hold", times=999)

    def answer(self) -> None:
        self.faults.armed.clear()
        self.faults.release()


def pinged(stage: Stage, group: str) -> int:
    return sum(ping.who == group for ping in stage.sandbox.slack.pings)


async def case_1001(baton: Baton) -> Case:
    return await baton.context.book.case(1001)


async def jobs(baton: Baton) -> list[dict[str, Any]]:
    rows = "select lane, kind from jobs where kind = 'notify' and buried = 0"
    return await baton.store.transact(lambda tx: tx.sql.rows(rows))


async def notified(baton: Baton) -> bool:
    """Say whether nobody is left to notify: a job ends a moment after Slack shows its message."""
    return not await jobs(baton)


async def test_a_group_list_that_does_not_answer_blocks_no_card_and_the_group_is_notified_later(
    tmp_path: Path,
) -> None:
    wall = Wall()
    async with playing(f"sqlite:///{tmp_path / 'b.db'}", tmp_path, SOON, wall) as (stage, baton):
        away = Away(stage)
        away.stop()
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        assert "@billing-team (not notified yet)" in json.dumps(card["blocks"])
        assert pinged(stage, "S0BILLING") == 0
        away.answer()
        wall.put_forward(baton, timedelta(seconds=31))
        said = await stage.said(card, "is unassigned")
        assert "<!subteam^S0BILLING>" in said["text"]
        wall.put_forward(baton, timedelta(minutes=5))
        await until(lambda: notified(baton))
        assert pinged(stage, "S0BILLING") == 1


@pytest.mark.parametrize("end", ["claimed", "resolved"])
async def test_nobody_is_notified_of_a_case_that_was_taken_meanwhile(tmp_path: Path, end: str) -> None:
    wall = Wall()
    async with playing(f"sqlite:///{tmp_path / 'b.db'}", tmp_path, SOON, wall) as (stage, baton):
        away = Away(stage)
        away.stop()
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        ask = Ask("U0AINO", baton.context.now(), end)
        if end == "claimed":
            await baton.context.book.do(1001, ask, claim)
        else:
            await baton.context.book.do(1001, ask, resolve, resolution=Resolution.SPAM)
        await stage.card("billing", end.capitalize())
        away.answer()
        wall.put_forward(baton, timedelta(seconds=31))

        await until(lambda: notified(baton))
        assert pinged(stage, "S0BILLING") == 0
        assert not [message for message in await stage.thread(card) if "is unassigned" in message["text"]]


async def test_a_card_that_was_posted_without_an_answer_still_notifies_later(tmp_path: Path) -> None:
    """Slack posted the card and its answer was lost: the next try finds it, and whom it could not notify."""
    wall = Wall()
    async with playing(f"sqlite:///{tmp_path / 'b.db'}", tmp_path, SOON, wall) as (stage, baton):
        away = Away(stage)
        away.stop()
        stage.sandbox.faults.arm("chat.postMessage", "reset_after")
        await stage.customer("ana", POST)
        await stage.card("billing")

        async def shown() -> bool:
            return (await case_1001(baton)).thread is not None

        await until(shown)
        away.answer()
        wall.put_forward(baton, timedelta(seconds=31))
        (card,) = await stage.cards("billing")
        await stage.said(card, "is unassigned")
        assert pinged(stage, "S0BILLING") == 1


async def test_who_was_known_before_is_notified_at_once(tmp_path: Path) -> None:
    wall = Wall()
    async with playing(f"sqlite:///{tmp_path / 'b.db'}", tmp_path, SOON, wall) as (stage, baton):
        await stage.customer("ana", POST)
        await stage.card("billing")
        assert pinged(stage, "S0BILLING") == 1
        away = Away(stage)
        away.stop()
        wall.put_forward(baton, timedelta(minutes=11))
        await stage.customer("ben", POST)

        async def both() -> bool:
            return len(await stage.cards("billing")) == 2

        await until(both)
        assert pinged(stage, "S0BILLING") == 2
        assert await jobs(baton) == []
        away.answer()
