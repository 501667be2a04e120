"""All networks in one process: each goes its own way, and what is wrong with one is told and stops no other."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Patience
from bot.cli.doctor import examine
from tests.journeys.going_on import (
    QUESTION,
    discord_goes_on,
    mail_goes_on,
    mastodon_goes_on,
    meta_goes_on,
    the_tool_goes_on,
    x_goes_on,
)
from tests.journeys.lost_keys import LOST, keys_are_missed
from tests.journeys.stage import at_work, stage_environ, until, watching
from tests.journeys.world import World, a_world
from tests.wire.mastodon import instance as mastodon

TITLES = {"X", "Web", "Discord", "Facebook", "Instagram", "E-mail", "Mastodon", "Bluesky", "Private page"}
SOON = Patience(restart=0.5, search_pauses=(0.05, 0.1))


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with a_world() as world:
        yield world


async def test_one_network_starts_late_and_one_loses_its_keys_while_all_others_go_on(
    world: World, database_url: str, tmp_path: Path
) -> None:
    world.instance.tokens.clear()
    settings = world.settings()
    async with at_work(world.sandbox, database_url, tmp_path, settings, SOON, shut_out="mastodon") as (
        stage,
        baton,
    ):
        aino = stage.agent("U0AINO")
        assert {network.title for network in baton.networks.values()} == TITLES
        assert LOST in await stage.alerted("Mastodon is not connected")
        world.pds.town.mention("mira.bakes.example", f"I am on Bluesky, {QUESTION}")
        card = await aino.claim("billing", "I am on Bluesky")
        world.pds.revoke()
        await keys_are_missed(stage, baton, "bluesky", card)
        await x_goes_on(stage)
        await discord_goes_on(world, stage)
        await mail_goes_on(world, stage)
        await the_tool_goes_on(world, stage)
        await meta_goes_on(world, stage, "facebook", "Facebook")
        await meta_goes_on(world, stage, "instagram", "Instagram")
        assert len(await stage.alerts()) == 2
        environ = stage_environ(world.sandbox, database_url, tmp_path, **settings)
        await the_doctor_says_so(environ)
        world.instance.tokens.add(mastodon.TOKEN)
        await until(lambda: watching(baton))
        await mastodon_goes_on(world, stage)


async def the_doctor_says_so(environ: dict[str, str]) -> None:
    """The doctor finds what the alert channel was told, and all others in order."""
    findings = await examine({"PYTHON_DOTENV_DISABLED": "1", **environ})
    assert {found.about for found in findings} >= TITLES
    troubles = {found.about: found.says for found in findings if found.trouble}
    assert LOST in troubles.pop("Mastodon")
    assert LOST in troubles.pop("Bluesky")
    assert LOST in troubles.pop("on hold: bluesky")
    assert "http://" in troubles.pop("Web")  # the tool of this test has no TLS
    assert troubles == {}
