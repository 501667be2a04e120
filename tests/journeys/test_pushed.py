"""Posts that are brought to us, from a tool by webhook and from Meta, and the way of the answers back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import Baton, Patience
from tests.journeys.callers import FORM, ask, bring
from tests.journeys.stage import Stage, playing, settled, until
from tests.wire.meta.graph import (
    APP_SECRET,
    INSTAGRAM_ID,
    PAGE_ID,
    TOKEN,
    VERIFY_TOKEN,
    VERSION,
    SmallMeta,
    delivered,
)
from tests.wire.webhook.receiver import SECRET, Receiver

LOOKS_SOON = Patience(search_pauses=(0.05, 0.1))


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    await receiver.start()
    yield receiver
    await receiver.stop()


@pytest.fixture
async def meta() -> AsyncIterator[SmallMeta]:
    meta = SmallMeta()
    await meta.start()
    yield meta
    await meta.stop()


@asynccontextmanager
async def with_a_form(
    receiver: Receiver, database_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Stage, Baton]]:
    tool = {"WEBHOOK_SECRET": SECRET, "WEBHOOK_CALLBACK_URL": receiver.url, "WEBHOOK_NAME": "Larkspur"}
    async with playing(database_url, tmp_path, LOOKS_SOON, **tool) as pair:
        yield pair


@asynccontextmanager
async def with_meta(meta: SmallMeta, database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(
        database_url,
        tmp_path,
        META_APP_SECRET=APP_SECRET,
        META_VERIFY_TOKEN=VERIFY_TOKEN,
        META_PAGE_ID=PAGE_ID,
        META_PAGE_TOKEN=TOKEN,
        META_INSTAGRAM_ID=INSTAGRAM_ID,
        META_GRAPH_URL=meta.url.removesuffix(f"/{VERSION}"),
    ) as pair:
        yield pair


async def test_a_contact_form_becomes_a_private_case_and_is_answered_through_its_tool(
    receiver: Receiver, database_url: str, tmp_path: Path
) -> None:
    async with with_a_form(receiver, database_url, tmp_path) as (stage, baton):
        aino = stage.agent("U0AINO")
        assert [await bring(stage, FORM, later=seconds) for seconds in (0, 1)] == [200, 200]
        card = await stage.card("billing", "charged twice")
        assert "Web · PRIVATE" in card["text"]
        await aino.press("claim", card)
        await aino.say(card, "internal: double billing again")
        await aino.answer(card, "The second charge is on its way back to you.")
        await stage.said(card, "Sent in private (Web)")
        (kept,) = receiver.kept.values()
        assert (kept.letter["id"], kept.letter["text"]) == (
            "4711",
            "The second charge is on its way back to you.",
        )
        await until(lambda: settled(baton))
        assert await stage.public_answers() == []
        assert len(await stage.cards("billing")) == 1


async def test_an_answer_whose_receipt_was_lost_is_found_by_its_key_and_not_sent_twice(
    receiver: Receiver, database_url: str, tmp_path: Path
) -> None:
    async with with_a_form(receiver, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        await bring(stage, FORM)
        card = await stage.card("billing", "charged twice")
        await aino.press("claim", card)
        receiver.trouble.arm("POST /reply", "reset_after")
        await aino.answer(card, "It is on its way.")
        await stage.said(card, "Sent in private (Web)")
        assert [method for method, _ in receiver.asked] == ["POST", "GET"]


async def test_a_message_on_facebook_is_answered_in_private_and_a_comment_in_public(
    meta: SmallMeta, database_url: str, tmp_path: Path
) -> None:
    """Pitfalls 3 and 47."""
    async with with_meta(meta, database_url, tmp_path) as (stage, baton):
        aino = stage.agent("U0AINO")
        meta.message("facebook", "8001", "I was charged twice for order 4711")
        comment = meta.comment("facebook", "Tomas W", "my bill is wrong too, refund please")
        for delivery in meta.deliveries.copy():
            assert await ask(stage, "facebook", delivered(delivery)) == 200
        private, public = await stage.card("billing", "order 4711"), await stage.card("billing", "wrong too")
        assert "Facebook · PRIVATE" in private["text"]
        assert "Reply window" in private["text"]
        assert "Facebook · PUBLIC" in public["text"]
        for card, words, sent in (
            (private, "Your money is on its way.", "Sent in private (Facebook)"),
            (public, "Sorry, we look into it.", "Sent on Facebook"),
        ):
            await aino.press("claim", card)
            await aino.answer(card, words)
            await stage.said(card, sent)
        assert [message.text for message in meta.messages if message.ours] == ["Your money is on its way."]
        assert meta.replies_to(comment) == ["Sorry, we look into it."]
        for delivery in meta.deliveries:  # with the echo of our message, and all a second time
            assert await ask(stage, "facebook", delivered(delivery)) == 200
        cases = await baton.store.transact(lambda tx: tx.cases([1001, 1002, 1003]))
        assert {number: case.mention_count for number, case in cases.items()} == {1001: 1, 1002: 1}


async def test_a_comment_on_instagram_is_answered_where_it_stands(
    meta: SmallMeta, database_url: str, tmp_path: Path
) -> None:
    async with with_meta(meta, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        comment = meta.comment("instagram", "mira_bakes", "I was charged twice, refund please")
        assert await ask(stage, "instagram", delivered(meta.deliveries[-1])) == 200
        card = await stage.card("billing", "charged twice")
        await aino.press("claim", card)
        await aino.answer(card, "Sorry Mira, it is on its way back.")
        await stage.said(card, "Sent on Instagram")
        assert meta.replies_to(comment) == ["Sorry Mira, it is on its way back."]


async def test_a_token_meta_refuses_is_told_in_the_alert_channel_and_stops_no_other_network(
    meta: SmallMeta, database_url: str, tmp_path: Path
) -> None:
    meta.token = "another one"
    async with with_meta(meta, database_url, tmp_path) as (stage, _):
        await stage.alerted("META_PAGE_TOKEN")
        await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
        await stage.card("billing", "bill is wrong")
