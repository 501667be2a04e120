"""Every network there is, each with a small server of its own that Baton can be set to."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from sandbox import Sandbox
from sandbox.discord import TOKEN as DISCORD_TOKEN
from tests.journeys.stage import a_sandbox
from tests.journeys.visitor import PUBLIC_URL
from tests.wire.bluesky import pds as bluesky
from tests.wire.bluesky.town import OURS
from tests.wire.mastodon import instance as mastodon
from tests.wire.meta import graph
from tests.wire.webhook import receiver as tool


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
            "BLUESKY_POLL_SECONDS": "0.3",
            "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
            "DISCORD_CHANNELS": self.sandbox.discord.help.id,
            "DISCORD_API_URL": self.sandbox.discord_url,
            "MASTODON_URL": self.instance.url,
            "MASTODON_ACCESS_TOKEN": mastodon.TOKEN,
            "MASTODON_POLL_SECONDS": "0.3",
            "META_APP_SECRET": graph.APP_SECRET,
            "META_VERIFY_TOKEN": graph.VERIFY_TOKEN,
            "META_PAGE_ID": graph.PAGE_ID,
            "META_PAGE_TOKEN": graph.TOKEN,
            "META_INSTAGRAM_ID": graph.INSTAGRAM_ID,
            "META_GRAPH_URL": self.meta.url.removesuffix(f"/{graph.VERSION}"),
            "WEBHOOK_SECRET": tool.SECRET,
            "WEBHOOK_CALLBACK_URL": self.tool.url,
            "PUBLIC_URL": PUBLIC_URL,
            "PUBLIC_NAME": "Larkspur",
            **self.sandbox.mail.settings(),
        }


@asynccontextmanager
async def a_world() -> AsyncIterator[World]:
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
