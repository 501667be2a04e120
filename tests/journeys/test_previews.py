"""The private previews of what somebody typed in a thread: there while they can be used, gone afterwards."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.app import Baton
from sandbox.slack.responses import PATH
from tests.journeys.stage import Agent, Json, Stage, playing, until

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
UNSENT = "Nothing has been sent yet"


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as pair:
        yield pair


@pytest.fixture
def stage(played: tuple[Stage, Baton]) -> Stage:
    return played[0]


@pytest.fixture
async def card(stage: Stage) -> Json:
    await stage.customer("ana", POST)
    return await stage.agent("U0AINO").claim("billing")


async def preview(agent: Agent, card: Json, said: str) -> Json:
    """The preview of a reply typed in the thread."""
    await agent.say(card, f"!reply {said}")
    return {**await agent.told(said, card), "channel": card["channel"], "thread_ts": card["ts"]}


async def previews(agent: Agent, card: Json) -> list[str]:
    return [each["text"] for each in await agent.seen_alone(card) if UNSENT in each["text"]]


async def test_the_preview_goes_when_the_reply_does(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("review_reply", await preview(aino, card, "It goes back today."))
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await previews(aino, card) == []


async def test_the_preview_stays_until_its_reply_is_sent(stage: Stage, card: Json) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("review_reply", await preview(aino, card, "It goes back today."))
    assert len(await previews(aino, card)) == 1


async def test_an_older_preview_says_that_it_was_replaced_when_it_is_pressed(
    stage: Stage, card: Json
) -> None:
    aino = stage.agent("U0AINO")
    first = await preview(aino, card, "It goes back.")
    await preview(aino, card, "It goes back today, sorry.")
    await aino.press("review_reply", first)
    await aino.told("replaced", card)
    assert len(await previews(aino, card)) == 1


async def test_the_question_of_a_takeover_is_answered_in_its_place(stage: Stage, card: Json) -> None:
    ruth = stage.agent("U0RUTH")
    await ruth.say(card, "!takeover")
    asked = {**await ruth.told("Take it over?", card), "channel": card["channel"], "thread_ts": card["ts"]}
    await ruth.press("take_over", asked)
    await ruth.told("You've taken over #1001", card)
    assert not [each for each in await ruth.seen_alone(card) if "Take it over?" in each["text"]]


async def test_the_address_that_deletes_a_preview_is_kept_in_no_store(
    stage: Stage, card: Json, tmp_path: Path
) -> None:
    aino = stage.agent("U0AINO")
    await aino.press("review_reply", await preview(aino, card, "It goes back today."))
    window = await aino.modal("confirm_reply")
    assert PATH in window["private_metadata"]
    await aino.submit(window)

    async def sent() -> bool:
        return bool(await stage.public_answers())

    await until(sent)
    with closing(sqlite3.connect(tmp_path / "baton.db")) as database:
        assert PATH not in "\n".join(database.iterdump())
