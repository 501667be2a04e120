"""The stage of the recorded story: its settings and its clock, the same when it is recorded and when it goes on."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.app import Baton, Patience, utc_now
from sandbox import Sandbox
from sandbox.discord import TOKEN
from tests.journeys.stage import Stage, at_work
from tests.journeys.visitor import PUBLIC_URL
from tests.old.state import FOLDER

SECRET = "a-long-secret-of-larkspur"
OWNER = "U0AINO"
# Nothing is gathered for a minute, and an answer nobody confirmed is looked for at once.
PATIENCE = Patience(search_pauses=(0.05, 0.1), collect_for=timedelta(seconds=0.1))


class Then:
    """A clock that begins at a moment of the past and goes on from there."""

    def __init__(self, begin: datetime) -> None:
        self._behind = utc_now() - begin

    def __call__(self) -> datetime:
        return utc_now() - self._behind


def settings(sandbox: Sandbox, alarms: str = "") -> dict[str, str]:
    """Return the settings beside those of every stage. `alarms` is the URL that is told of trouble, if any."""
    return {
        "ROUTING_RULES": str(FOLDER / "rules.yaml"),
        "RULES_EDITORS": OWNER,
        "PUBLIC_URL": PUBLIC_URL,
        "PUBLIC_NAME": "Larkspur",
        "LINK_SECRET": SECRET,
        "DISCORD_API_URL": sandbox.discord_url,
        "DISCORD_BOT_TOKEN": TOKEN,
        "DISCORD_CHANNELS": sandbox.discord.help.id,
        **({"ALERT_WEBHOOK_URL": alarms} if alarms else {}),
    }


@asynccontextmanager
async def at_work_then(
    sandbox: Sandbox, database_url: str, folder: Path, now: Callable[[], datetime], alarms: str
) -> AsyncIterator[tuple[Stage, Baton]]:
    """Baton at work in this sandbox, both by the clock `now`."""
    sandbox.slack.clock = sandbox.x.clock = sandbox.discord.clock = now
    chosen = settings(sandbox, alarms)
    async with at_work(sandbox, database_url, folder, chosen, PATIENCE, now=now) as pair:
        yield pair
