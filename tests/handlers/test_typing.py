"""The reply window while someone types: redrawn at Slack's pace, with the latest text and its limits."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.case import Ask, record_sent, send
from bot.delivery import Receipt
from bot.slack.views.reply import reply_modal
from tests.bot.slack.views.samples import CLAIMED
from tests.bot.slack.views.test_reply import TERMS
from tests.handlers.front import Answer, Front, Json, open_front
from tests.journeys.visitor import PUBLIC_URL

ME = "U0AINO"


@pytest.fixture
async def front(tmp_path: Path) -> AsyncIterator[Front]:
    """Run a Baton with a private page, which accepts more than a field of Slack's windows does."""
    page = {"PUBLIC_URL": PUBLIC_URL, "LINK_SECRET": "a secret for links, long enough"}
    async with open_front(tmp_path, **page) as front:
        yield front


async def mine(front: Front, network: str = "x") -> int:
    number = await front.opened(network=network)
    await front.command(f"claim {number}")
    return number


async def opened(front: Front, number: int) -> Json:
    """Return the reply window of the case, as Slack shows it."""
    await front.press("reply", str(number))
    return front.sandbox.server.views.stacks[ME][-1]


async def typed(front: Front, view: Json, text: str, stamp: int) -> Answer:
    """Send one more character: the request has the window as the client has it, with `text` in its field."""
    state = {"values": {"text": {"text": {"type": "plain_text_input", "value": text}}}}
    about = {"type": "plain_text_input", "action_id": "text", "block_id": "text", "value": text}
    action = {**about, "action_ts": f"{stamp}.2"}
    return await front.interact("block_actions", actions=[action], view=view | {"state": state})


def drawn(front: Front) -> list[Any]:
    return [call.arguments["view"] for call in front.sandbox.slack.calls("views.update")]


async def test_thirty_characters_typed_at_once_are_drawn_twice_and_the_last_count_is_shown(
    front: Front,
) -> None:
    view = dict(await opened(front, await mine(front)))
    answers = await asyncio.gather(*(typed(front, view, "a" * length, length) for length in range(1, 31)))
    assert {answer.status for answer in answers} == {200}
    assert len(drawn(front)) <= 3
    shown = front.sandbox.server.views.stacks[ME][-1]
    assert "30 of 280" in str(shown["blocks"])


async def test_another_window_does_not_wait(front: Front) -> None:
    await typed(front, dict(await opened(front, await mine(front))), "a", 1)
    await typed(front, dict(await opened(front, await mine(front))), "bb", 2)
    assert "1 of 280" in str(drawn(front)[0])
    assert "2 of 280" in str(drawn(front)[1])


@pytest.mark.parametrize(("network", "said"), [("x", False), ("page", True)])
async def test_the_window_says_what_its_field_takes_where_the_network_takes_more(
    front: Front, network: str, said: bool
) -> None:
    words = str((await opened(front, await mine(front, network)))["blocks"])
    assert ("This field accepts 3,000 characters." in words) is said


async def test_a_longer_text_is_written_in_the_thread_and_none_is_cut_in_silence(front: Front) -> None:
    number = await mine(front, "page")
    long = "ten letter" * 400
    await front.say(f"!reply {long}")
    (draft,) = (await front.case(number)).drafts
    assert draft.text == long
    book, now = front.baton.context.book, front.baton.services.now
    await book.do(number, Ask(ME, now(), "send"), send, number=draft.number)
    reply = (await front.case(number)).replies[0].number
    await book.do(number, Ask(ME, now(), "sent"), record_sent, number=reply, receipt=Receipt("9", "", now()))
    await front.press("correct", f"{number}/{reply}")
    assert "longer than the 3,000 characters that a window accepts" in front.notices()[-1]
    await front.say(f"!correct {long}!", ts="9.2")
    assert [each.text for each in (await front.case(number)).drafts] == [f"{long}!"]


def test_what_was_begun_and_does_not_fit_is_said_to_be_cut() -> None:
    view = reply_modal(CLAIMED, CLAIMED.latest, TERMS, "a" * 3_001)
    assert "Only the beginning of your text fits here." in str(view["blocks"])
    assert "Only the beginning" not in str(reply_modal(CLAIMED, CLAIMED.latest, TERMS, "a" * 3_000))
