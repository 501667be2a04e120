"""Every network at once: small ones on loopback, and the settings that aim a Baton at each."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from sandbox import Sandbox
from sandbox.discord import TOKEN as DISCORD_TOKEN
from tests.wire.bluesky.pds import APP_PASSWORD, small_bluesky
from tests.wire.bluesky.town import OURS
from tests.wire.mastodon.instance import TOKEN as MASTODON_TOKEN
from tests.wire.mastodon.instance import running_instance
from tests.wire.meta.graph import APP_SECRET, INSTAGRAM_ID, PAGE_ID, VERIFY_TOKEN, VERSION, SmallMeta
from tests.wire.meta.graph import TOKEN as PAGE_TOKEN

Settings = Mapping[str, str]


@asynccontextmanager
async def everywhere(sandbox: Sandbox) -> AsyncIterator[dict[str, Settings]]:
    """Settings by the name people use for them; `sandbox`, which has started, plays X, Discord and the mail."""
    meta = SmallMeta()
    await meta.start()
    try:
        async with small_bluesky() as pds, running_instance() as instance:
            yield {
                "X": _x(sandbox),
                "Discord": _discord(sandbox),
                "Bluesky": {
                    "BLUESKY_HANDLE": OURS,
                    "BLUESKY_APP_PASSWORD": APP_PASSWORD,
                    "BLUESKY_SERVICE_URL": pds.url,
                },
                "Mastodon": {"MASTODON_URL": instance.url, "MASTODON_ACCESS_TOKEN": MASTODON_TOKEN},
                "E-mail": sandbox.mail.settings(),
                "Webhook": {"WEBHOOK_SECRET": "a-secret-of-the-webhook"},
                "Facebook and Instagram": _meta(meta),
            }
    finally:
        await meta.stop()


def _x(sandbox: Sandbox) -> Settings:
    keys = ("X_CONSUMER_KEY", "X_CONSUMER_SECRET", "X_ACCESS_TOKEN", "X_ACCESS_TOKEN_SECRET")
    return {**dict.fromkeys(keys, "sandbox-key"), "X_API_URL": sandbox.url}


def _discord(sandbox: Sandbox) -> Settings:
    guild = sandbox.discord
    return {
        "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
        "DISCORD_CHANNELS": f"{guild.help.id},{guild.questions.id}",
        "DISCORD_API_URL": sandbox.discord_url,
    }


def _meta(meta: SmallMeta) -> Settings:
    return {
        "META_APP_SECRET": APP_SECRET,
        "META_VERIFY_TOKEN": VERIFY_TOKEN,
        "META_PAGE_ID": PAGE_ID,
        "META_PAGE_TOKEN": PAGE_TOKEN,
        "META_INSTAGRAM_ID": INSTAGRAM_ID,
        "META_GRAPH_URL": meta.url.removesuffix(f"/{VERSION}"),
    }
