"""A network that cannot be read is announced after minutes, and so is its return."""

from datetime import timedelta
from pathlib import Path

import aiohttp

from tests.journeys.stage import USUAL, Json, Stage, Wall, playing, until
from tests.wire.bluesky.pds import APP_PASSWORD, small_bluesky
from tests.wire.bluesky.town import OURS

LIST = "app.bsky.notification.listNotifications"
MINUTE = timedelta(minutes=1)


async def ready(stage: Stage) -> Json:
    async with aiohttp.ClientSession() as http, http.get(f"{stage.sandbox.bot_url}/readyz") as answer:
        found: Json = await answer.json()
        return found


async def test_a_network_that_is_away_for_minutes_is_announced_once_and_so_is_its_return(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    bluesky = {
        "BLUESKY_HANDLE": OURS,
        "BLUESKY_APP_PASSWORD": APP_PASSWORD,
        "BLUESKY_POLL_SECONDS": "0.3",
        "X_POLL_SECONDS": "3600",
    }
    async with (
        small_bluesky() as pds,
        playing(database_url, tmp_path, USUAL, wall, BLUESKY_SERVICE_URL=pds.url, **bluesky) as (
            stage,
            baton,
        ),
    ):
        assert (await ready(stage))["read_seconds_ago"]["bluesky/notifications"] < 60

        async def held() -> bool:
            return bool(await baton.store.transact(lambda tx: tx.hold("bluesky")))

        pds.faults.down.add(LIST)
        await until(held)
        wall.put_forward(baton, 4 * MINUTE)
        asked = len(pds.asked_for(LIST))

        async def asked_again() -> bool:
            return len(pds.asked_for(LIST)) > asked

        await until(asked_again)
        assert await stage.alerts() == []
        wall.put_forward(baton, 2 * MINUTE)
        told = await stage.alerted("Bluesky has not been read since")
        assert "answered with an error (500)" in told
        wall.put_forward(baton, 10 * MINUTE)
        assert "bluesky/notifications" in (await ready(stage))["not_read"]
        pds.faults.down.clear()
        wall.put_forward(baton, MINUTE)
        await stage.alerted("Baton can read bluesky again")
        assert len(await stage.alerts()) == 2
        assert "not_read" not in await ready(stage)
