"""While many cards queue, what people wait for goes first. No times are measured here; bench/storm.py does that."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.app import Baton
from bot.mention import Author, MayReply, Mention
from tests.journeys.stage import Stage, playing

# Seconds between two messages in a channel: slow enough that nothing passes by luck.
GAP = "0.3"
MANY = 60
# Posts of one author: enough for a flood, and all of them can be shown within the patience of a busy machine.
FLOOD = 30


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(database_url, tmp_path, SLACK_POST_SECONDS=GAP) as pair:
        yield pair


def bills(names: list[str]) -> list[Mention]:
    """Posts about bills: one in a conversation of its own by each name, as often as the name is given."""
    at = datetime.now(UTC)
    return [
        Mention(
            "x",
            f"{name}-{place}",
            name,
            Author(name, name, 10, name),
            f"my bill is wrong, {name} {place}",
            f"https://x.example/{name}-{place}",
            at,
            MayReply("yes"),
        )
        for place, name in enumerate(names)
    ]


async def posted(stage: Stage) -> int:
    return len(await stage.cards("billing"))


async def test_an_answer_and_the_customers_next_post_do_not_wait_behind_new_cards(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent("U0AINO")
    post = await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
    card = await aino.claim("billing", "refund please")
    await baton.intake.take(bills([f"stranger{n}" for n in range(MANY)]), datetime.now(UTC))
    await aino.answer(card, "It goes back today.")
    await stage.said(card, "Sent on X")
    await stage.customer("ana", "@larkspur_help and when?", in_reply_to=post)
    await stage.said(card, "and when?")
    assert await posted(stage) < MANY, "all cards were posted before the conversation went on"


async def test_a_pressed_button_changes_its_card_before_new_cards_are_posted(
    stage: Stage, baton: Baton
) -> None:
    await baton.intake.take(bills([f"stranger{n}" for n in range(MANY)]), datetime.now(UTC))
    await stage.agent("U0AINO").claim("billing", "stranger0 0")
    await stage.card("billing", "Claimed by")
    assert await posted(stage) < MANY


async def test_one_authors_flood_does_not_hold_up_the_next_customers_card(stage: Stage, baton: Baton) -> None:
    await baton.intake.take(bills(["loud"] * FLOOD), datetime.now(UTC))
    await baton.intake.take(bills(["quiet"]), datetime.now(UTC))
    await stage.card("billing", "quiet 0")
    loud = await stage.card("billing", "loud")
    assert len(await stage.thread(loud)) < FLOOD - 1, "everything the loud one wrote was shown first"
    await stage.said(loud, f"loud {FLOOD - 1}")
    assert len(await stage.thread(loud)) == FLOOD - 1, "and in the end all of it is shown"
