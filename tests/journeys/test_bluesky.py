"""A customer on Bluesky: from a mention to a thread in Slack, and back in public."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.going_on import x_goes_on
from tests.journeys.lost_keys import keys_are_missed
from tests.journeys.stage import Stage, playing
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import OURS

ANSWER = "Sorry Mira, the second charge is on its way back to you."


@pytest.fixture
async def pds() -> AsyncIterator[Pds]:
    async with small_bluesky() as pds:
        yield pds


@asynccontextmanager
async def with_bluesky(pds: Pds, database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with playing(
        database_url,
        tmp_path,
        BLUESKY_HANDLE=OURS,
        BLUESKY_APP_PASSWORD=APP_PASSWORD,
        BLUESKY_SERVICE_URL=pds.url,
        BLUESKY_POLL_SECONDS="0.3",
        BLUESKY_SEARCH="larkspur broadband",
    ) as pair:
        yield pair


async def test_a_mention_is_claimed_discussed_and_answered_under_it(
    pds: Pds, database_url: str, tmp_path: Path
) -> None:
    """Pitfall 1."""
    async with with_bluesky(pds, database_url, tmp_path) as (stage, _):
        aino = stage.agent("U0AINO")
        post = pds.town.mention("mira.bakes.example", "my bill is wrong, I was charged twice, refund please")
        card = await stage.card("billing", "charged twice")
        assert "Bluesky · PUBLIC" in card["text"]
        await aino.press("claim", card)
        await aino.say(card, "internal: the March bug again")
        window = await aino.answer(card, ANSWER)
        assert f"Bluesky · @{OURS} → @" in window
        assert "Open the reply" in (await stage.said(card, "Sent on Bluesky"))["text"]
        assert pds.town.answers(post) == [ANSWER]
        assert "March" not in str(pds.asked)
        assert await stage.public_answers() == []


async def test_an_app_password_that_was_revoked_is_told_once_and_stops_no_other_network(
    pds: Pds, database_url: str, tmp_path: Path
) -> None:
    async with with_bluesky(pds, database_url, tmp_path) as (stage, baton):
        post = pds.town.mention("mira.bakes.example", "my bill is wrong, refund please")
        card = await stage.agent("U0AINO").claim("billing", "bill is wrong")
        pds.revoke()
        await keys_are_missed(stage, baton, "bluesky", card)
        assert pds.town.answers(post) == []
        await x_goes_on(stage)
