"""All networks in one process: each goes its own way, and what is wrong with one is told and stops no other."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Patience
from bot.doctor import examine
from bot.sandbox import Sandbox
from bot.sandbox.discord import TOKEN as DISCORD_TOKEN
from tests.journeys.callers import FORM, ask, bring
from tests.journeys.lost_keys import LOST, keys_are_missed, x_goes_on
from tests.journeys.stage import Agent, Stage, a_sandbox, at_work, stage_environ
from tests.wire.bluesky import pds as bluesky
from tests.wire.bluesky.town import OURS
from tests.wire.mastodon import instance as mastodon
from tests.wire.meta import graph
from tests.wire.webhook import receiver as tool

LOOKS_SOON = Patience(look_after=(0.05, 0.1))
QUESTION = "my bill is wrong, refund please"


@dataclass
class World:
    """Every network there is, each with a server of its own."""

    sandbox: Sandbox
    pds: bluesky.Pds
    instance: mastodon.Instance
    meta: graph.SmallMeta
    tool: tool.Receiver

    def settings(self) -> dict[str, str]:
        return {
            "BLUESKY_HANDLE": OURS,
            "BLUESKY_APP_PASSWORD": bluesky.APP_PASSWORD,
            "BLUESKY_SERVICE_URL": self.pds.url,
            "BLUESKY_POLL_SECONDS": "0.1",
            "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
            "DISCORD_CHANNELS": self.sandbox.discord.help.id,
            "DISCORD_API_URL": self.sandbox.discord_url,
            "MASTODON_URL": self.instance.url,
            "MASTODON_ACCESS_TOKEN": mastodon.TOKEN,
            "META_APP_SECRET": graph.APP_SECRET,
            "META_VERIFY_TOKEN": graph.VERIFY_TOKEN,
            "META_PAGE_ID": graph.PAGE_ID,
            "META_PAGE_TOKEN": graph.TOKEN,
            "META_INSTAGRAM_ID": graph.INSTAGRAM_ID,
            "META_GRAPH_URL": self.meta.url.removesuffix(f"/{graph.VERSION}"),
            "WEBHOOK_SECRET": tool.SECRET,
            "WEBHOOK_CALLBACK_URL": self.tool.url,
            **self.sandbox.mail.settings(),
        }


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with AsyncExitStack() as stack:
        meta, receiver = graph.SmallMeta(), tool.Receiver()
        for server in (meta, receiver):
            await server.start()
            stack.push_async_callback(server.stop)
        yield World(
            await stack.enter_async_context(a_sandbox()),
            await stack.enter_async_context(bluesky.small_bluesky()),
            await stack.enter_async_context(mastodon.running_instance()),
            meta,
            receiver,
        )


async def test_one_network_never_starts_and_one_loses_its_keys_while_all_others_go_on(
    world: World, database_url: str, tmp_path: Path
) -> None:
    world.instance.tokens.clear()
    settings = world.settings()
    async with at_work(world.sandbox, database_url, tmp_path, settings, LOOKS_SOON, shut_out="mastodon") as (
        stage,
        baton,
    ):
        aino = stage.agent("U0AINO")
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
        environ = stage_environ(world.sandbox, database_url, tmp_path, **settings)
        assert len(await stage.alerts()) == 2
    findings = await examine({"PYTHON_DOTENV_DISABLED": "1", **environ})
    troubles = {found.about: found.says for found in findings if found.trouble}
    assert LOST in troubles.pop("Mastodon")
    assert LOST in troubles.pop("Bluesky")
    assert "http://" in troubles.pop("Web")  # the tool of this test has no TLS
    assert troubles == {}
    titles = {"X", "Web", "Discord", "Facebook", "Instagram", "E-mail", "Mastodon", "Bluesky"}
    assert {network.title for network in baton.networks.values()} == titles
    assert titles <= {found.about for found in findings}


async def discord_goes_on(world: World, stage: Stage) -> None:
    guild = world.sandbox.discord
    post = guild.post("gia_moss", f"I am on Discord, {QUESTION}")
    await answered(stage.agent("U0AINO"), "Discord")
    assert [message.text for message in guild.replies_to(post.id)] == [answer_on("Discord")]


async def mail_goes_on(world: World, stage: Stage) -> None:
    await world.sandbox.mail.write("mira@customer.example", f"I am on E-mail, {QUESTION}")
    await answered(stage.agent("U0AINO"), "E-mail")
    assert [letter.text for letter in world.sandbox.mail.mailbox("mira@customer.example")] == [
        answer_on("E-mail")
    ]


async def the_tool_goes_on(world: World, stage: Stage) -> None:
    assert await bring(stage, FORM | {"text": f"I am on Web, {QUESTION}"}) == 200
    await answered(stage.agent("U0AINO"), "Web")
    assert world.tool.replies("4711") == [answer_on("Web")]


async def meta_goes_on(world: World, stage: Stage, kind: graph.Kind, title: str) -> None:
    comment = world.meta.comment(kind, "tomas", f"I am on {title}, {QUESTION}")
    assert await ask(stage, kind, graph.delivered(world.meta.deliveries[-1])) == 200
    await answered(stage.agent("U0AINO"), title)
    assert world.meta.replies_to(comment) == [answer_on(title)]


async def answered(aino: Agent, title: str) -> None:
    """Claim the card of this network's customer, answer, and hear that it went out."""
    card = await aino.claim("billing", f"I am on {title}")
    await aino.answer(card, answer_on(title))
    await aino.stage.said(card, f"on {title} by")


def answer_on(title: str) -> str:
    return f"Sorry, your money is on its way back to you; {title} will hear of it."
