"""Baton on this machine alone: the sandbox plays Slack and X, a feed plays the customers."""

import asyncio
import signal
import tempfile
from contextlib import AsyncExitStack, suppress
from pathlib import Path

import click

from bot.app import build
from bot.logs import configure_logs
from bot.process import running
from bot.sandbox import Sandbox
from bot.sandbox.feed import FeedError, play, read_feed
from bot.sandbox.slack.seed import BOT_TOKEN
from bot.settings import Settings, read_settings

# The small Slack's minute, and so Baton's pace, runs this many times faster: nobody wants to wait in a demo.
SPEED = 5
FEED = Path(__file__).parent / "sandbox" / "feed.csv"
RATE = 0.5
WELCOME = """
  Baton is running against a small Slack and a small X on this machine.

      Open  {url}

  Posts of the fictional company Larkspur arrive by themselves. Pick one in #service,
  press Claim, then Reply; the answer appears in the town square on the right.
  Or post as a customer there and see where it goes. Ctrl-C ends it.
"""


async def run_demo(feed: Path | None, rate: float | None, port: int) -> None:
    """Play `feed` (the sample feed when None) at `rate` posts a second until Ctrl-C. Raises FeedError, OSError."""
    rows = read_feed(feed or FEED)
    configure_logs("WARNING", "console", ())
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with AsyncExitStack() as stack:
        sandbox = Sandbox(port, speed=SPEED)
        await sandbox.start()
        stack.push_async_callback(sandbox.stop)
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="baton-demo-"))
        settings = demo_settings(sandbox, Path(folder) / "demo.db")
        baton = await stack.enter_async_context(build(settings))
        sandbox.bot_url = await stack.enter_async_context(running(baton))
        click.echo(WELCOME.format(url=sandbox.url))
        playing = asyncio.create_task(play(sandbox.x, rows, rate or RATE))
        await stopped.wait()
        playing.cancel()
        with suppress(asyncio.CancelledError):
            await playing


def demo_settings(sandbox: Sandbox, database: Path, **more: str) -> Settings:
    """The settings of a Baton whose Slack and X are this sandbox."""
    return read_settings(demo_environ(sandbox, database, **more), env_file=None)


def demo_environ(sandbox: Sandbox, database: Path, **more: str) -> dict[str, str]:
    """The same, as an environment holds them."""
    return {
        "DATABASE_URL": str(database),
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


__all__ = ["FeedError", "demo_settings", "run_demo"]
