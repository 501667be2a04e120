"""An agent is notified as they chose, works from the direct message, and types commands beside it."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.stage import Stage, playing, settled, until

AINO = "U0AINO"


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """What is sent does not differ by database, so one will do."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as pair:
        yield pair


def calls(stage: Stage, channel: str, user: str = AINO) -> int:
    """Count the messages of a channel that mentioned the person."""
    return sum(ping.channel == channel and ping.who == user for ping in stage.sandbox.slack.pings)


async def test_the_owner_chooses_is_notified_answers_and_resolves_from_direct_messages(
    played: tuple[Stage, Baton],
) -> None:
    stage, baton = played
    aino = stage.agent(AINO)
    await stage.customer("ana", "@larkspur_help my bill is wrong, refund")
    card = await aino.claim("billing")

    await aino.write("notify thread also off shift")
    await aino.direct("Baton notifies you in the case's thread, also while you are off shift.")
    await stage.customer("ana", "@larkspur_help are you there?")
    await stage.said(card, "are you there?")
    await until(partial(settled, baton))
    assert calls(stage, card["channel"]) == 1

    await aino.write("notify dm also off shift")
    await aino.direct("Baton notifies you by direct message")
    await stage.customer("ana", "@larkspur_help hello???")
    told = await aino.direct("#1001 · The customer wrote again on X.")
    await stage.said(card, "hello???")
    await until(partial(settled, baton))
    assert calls(stage, card["channel"]) == 1
    assert "hello" not in told["text"]

    await aino.press("reply", told)
    await aino.submit(await aino.modal("reply"), text="We are refunding it today.")
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == ["We are refunding it today."]

    await aino.write("resolv 1001 answered")
    await aino.direct("Did you mean `resolve`?")
    await aino.write("resolve 1001 answered")
    await stage.card("billing", "Resolved")
    assert calls(stage, card["channel"]) == 1
