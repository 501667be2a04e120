"""Customers on Mastodon: answered as publicly as they wrote, and in front of nobody else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.going_on import x_goes_on
from tests.journeys.lost_keys import keys_are_missed
from tests.journeys.stage import Stage, playing
from tests.wire.mastodon.instance import TOKEN, US, Instance, running_instance

MIRA = "mira_bakes"
ANSWER = "Sorry Mira, the second charge is on its way back to you."


@pytest.fixture
async def instance() -> AsyncIterator[Instance]:
    async with running_instance() as instance:
        yield instance


@asynccontextmanager
async def with_mastodon(
    instance: Instance, database_url: str, tmp_path: Path
) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(
        database_url,
        tmp_path,
        MASTODON_URL=instance.url,
        MASTODON_ACCESS_TOKEN=TOKEN,
        MASTODON_POLL_SECONDS="0.3",
    ) as pair:
        yield pair


def answers(instance: Instance, native_id: str) -> list[tuple[str, str]]:
    """What we wrote under this post, and who can see it."""
    return [(instance.typed[p["id"]], p["visibility"]) for p in instance.replies_to(native_id)]


async def test_a_mention_is_claimed_discussed_and_answered_in_public(
    instance: Instance, database_url: str, tmp_path: Path
) -> None:
    """Pitfall 1."""
    async with with_mastodon(instance, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        post = instance.post(MIRA, f"@{US} my bill is wrong, I was charged twice, refund please")
        card = await stage.card("billing", "charged twice")
        assert "Mastodon · PUBLIC" in card["text"]
        await aino.press("claim", card)
        await aino.say(card, "internal: the March bug again")
        window = await aino.answer(card, ANSWER)
        assert f"Mastodon · @{US}@mastodon.example → @{MIRA}" in window
        assert "Open the reply" in (await stage.said(card, "Sent on Mastodon"))["text"]
        assert answers(instance, post) == [(f"@{MIRA} {ANSWER}", "public")]
        assert "March" not in str(instance.calls)
        assert await stage.public_answers() == []


async def test_a_direct_message_is_marked_private_and_answered_directly(
    instance: Instance, database_url: str, tmp_path: Path
) -> None:
    """Pitfall 46."""
    async with with_mastodon(instance, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        post = instance.post(MIRA, f"@{US} my bill 4711 is wrong, refund please", visibility="direct")
        card = await stage.card("billing", "bill 4711")
        assert "Mastodon · PRIVATE" in card["text"]
        await aino.press("claim", card)
        assert "Mastodon · PRIVATE" in await aino.answer(card, ANSWER)
        await stage.said(card, "Sent in private (Mastodon)")
        assert answers(instance, post) == [(f"@{MIRA} {ANSWER}", "direct")]
        await aino.answer(card, "Ask @tomas_w@elsewhere.example about it.")
        assert "would also show it to" in (await stage.said(card, "Not sent"))["text"]
        assert len(answers(instance, post)) == 1


async def test_a_post_for_followers_is_marked_so_and_answered_to_its_author_alone(
    instance: Instance, database_url: str, tmp_path: Path
) -> None:
    """Pitfall 46: our followers, who would see an answer for followers, are not those of its author."""
    async with with_mastodon(instance, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        post = instance.post(MIRA, f"@{US} my bill 4711 is wrong, refund please", visibility="private")
        card = await stage.card("billing", "bill 4711")
        assert "Mastodon · FOLLOWERS" in card["text"]
        await aino.press("claim", card)
        assert "Mastodon · PRIVATE" in await aino.answer(card, ANSWER)
        await stage.said(card, "Sent in private (Mastodon)")
        assert answers(instance, post) == [(f"@{MIRA} {ANSWER}", "direct")]


async def test_a_token_that_is_revoked_is_told_once_and_stops_no_other_network(
    instance: Instance, database_url: str, tmp_path: Path
) -> None:
    async with with_mastodon(instance, database_url, tmp_path) as (stage, baton):
        post = instance.post(MIRA, f"@{US} my bill is wrong, refund please")
        card = await stage.agent("U0AINO").claim("billing", "bill is wrong")
        instance.tokens.clear()
        await keys_are_missed(stage, baton, "mastodon", card)
        assert answers(instance, post) == []
        await x_goes_on(stage)
