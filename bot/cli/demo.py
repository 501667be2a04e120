"""The demo: Baton with a sandbox in place of Slack and the networks, and a feed in place of customers."""

import asyncio
import re
import signal
import socket
import tempfile
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import click
from tenacity import AsyncRetrying, retry_if_not_result, wait_fixed

from bot.app import Baton, build
from bot.logs import configure_logs
from bot.process import running
from bot.settings import Settings, read_settings
from bot.web.server import CannotListen
from sandbox import Sandbox
from sandbox.discord import TOKEN as DISCORD_TOKEN
from sandbox.feed import SAMPLE, FeedError, Row, read_feed
from sandbox.player import ByMail, OnDiscord, OnX, Place, play
from sandbox.slack.seed import BOT_TOKEN

# The sandbox's clock for rate limits, and so Baton's pace, runs this many times faster: a demo must not wait.
SPEED = 5
# Slack gives an app 3 seconds; the demo shares a laptop with a browser and other programs.
PATIENCE = 15.0
# The rules of the sample company; its channels and user groups are those of the sandbox.
SAMPLE_RULES = SAMPLE.with_name("routing_rules.yaml")
RATE = 0.25
CHECK_SECONDS = 0.05
# Business hours in a rules file. In the demo every timer runs now, whatever the hour.
OPENING_TIMES = re.compile(r"(?<=\bopen: )\{[^}\n]*\}")
ALL_DAY = '{mon-sun: "00:00-24:00"}'
WELCOME = """
  Baton is running on this machine with a simulated Slack and three simulated networks: X, Discord and e-mail.

      Open  {url}

  Customers of the fictional company Larkspur write automatically. Open the urgent case in #outage, press Claim,
  then Reply. Your reply appears on the right, under the customer's post. You can also write as a customer,
  on X, Discord or by e-mail, and see where the post is routed. Press Ctrl-C to stop.

  Under "Try it" are five things to do. Marketing may edit the rules: /baton rules.
"""


async def run_demo(feed: Path | None, rate: float | None, port: int) -> None:
    """Play `feed` (None: the sample) at `rate` posts a second until Ctrl-C.

    Raise FeedError when the feed cannot be read, CannotListen when `port` is taken.
    """
    rows = read_feed(feed or SAMPLE)
    configure_logs("WARNING", "console", ())
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with AsyncExitStack() as stack:
        sandbox = Sandbox(port, speed=SPEED, patience=PATIENCE)
        try:
            await sandbox.start()
        except OSError as error:
            raise CannotListen.of(error, "127.0.0.1", port, "--port") from error
        stack.push_async_callback(sandbox.stop)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="baton-demo-"))
        more = networks_beside_x(sandbox) | private_page() | {"RULES_EDITORS": "@marketing"}
        more |= open_all_day(SAMPLE_RULES, Path(folder))
        settings = demo_settings(sandbox, Path(folder) / "demo.db", **more)
        baton = await stack.enter_async_context(build(settings))
        sandbox.bot_url = await stack.enter_async_context(running(baton))
        click.echo(WELCOME.format(url=sandbox.url))
        playing = asyncio.create_task(_play(sandbox, baton, rows, rate or RATE))
        await stopped.wait()
        playing.cancel()
        with suppress(asyncio.CancelledError):
            await playing


def demo_settings(sandbox: Sandbox, database: Path, **more: str) -> Settings:
    """Return the settings of a Baton whose Slack and X are this sandbox."""
    return read_settings(demo_environ(sandbox, database, **more), env_file=None)


def demo_environ(sandbox: Sandbox, database: Path, **more: str) -> dict[str, str]:
    """Return the same settings as environment variables."""
    return {
        "DATABASE_URL": str(database),
        "ROUTING_RULES": str(SAMPLE_RULES),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": sandbox.signing_secret,
        "SLACK_API_URL": f"{sandbox.url}/api/",
        "SLACK_POST_SECONDS": str(1 / SPEED),
        "X_CONSUMER_KEY": "sandbox-key",
        "X_CONSUMER_SECRET": "sandbox-secret",
        "X_ACCESS_TOKEN": "sandbox-token",
        "X_ACCESS_TOKEN_SECRET": "sandbox-token-secret",
        "X_SEARCH_QUERY": "larkspur -is:retweet",
        "X_API_URL": sandbox.url,
        "X_POLL_SECONDS": "1",
        "PORT": "0",
        **more,
    }


def networks_beside_x(sandbox: Sandbox) -> dict[str, str]:
    """Return the settings of Discord and e-mail for this sandbox, which must be running."""
    guild = sandbox.discord
    return {
        "DISCORD_BOT_TOKEN": DISCORD_TOKEN,
        "DISCORD_CHANNELS": f"{guild.help.id},{guild.questions.id}",
        "DISCORD_BRAND_ROLE": guild.roles["larkspur"].id,
        "DISCORD_TRUSTED_ROLE": guild.roles["trusted"].id,
        "DISCORD_STAFF_ROLE": guild.roles["staff"].id,
        "DISCORD_API_URL": sandbox.discord_url,
        **sandbox.mail.settings(),
    }


def private_page() -> dict[str, str]:
    """Return the settings of the private page, with a free port: links need an address known before the start."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
    return {"PORT": str(port), "PUBLIC_URL": f"http://127.0.0.1:{port}", "PUBLIC_NAME": "Larkspur"}


def open_all_day(rules: Path, folder: Path) -> dict[str, str]:
    """Return the setting that names a copy of `rules` in `folder` whose teams never close."""
    copy = folder / "routing_rules.yaml"
    copy.write_text(OPENING_TIMES.sub(ALL_DAY, rules.read_text(encoding="utf-8")), encoding="utf-8")
    return {"ROUTING_RULES": str(copy)}


async def _play(sandbox: Sandbox, baton: Baton, rows: Sequence[Row], rate: float) -> None:
    await AsyncRetrying(retry=retry_if_not_result(bool), wait=wait_fixed(CHECK_SECONDS))(_polled, baton)
    places: dict[str, Place] = {
        "x": OnX(sandbox.x),
        "discord": OnDiscord(sandbox.discord),
        "email": ByMail(sandbox.mail),
    }
    await play(places, rows, rate)


async def _polled(baton: Baton) -> bool:
    """Return whether every source was polled once: posts from before that are history, which Baton ignores."""
    sources = [f"{name}/{source}" for name, network in baton.networks.items() for source in network.sources]
    return all(await baton.store.transact(lambda tx: [tx.cursor(source) for source in sources]))


__all__ = ["FeedError", "demo_settings", "networks_beside_x", "private_page", "run_demo"]
