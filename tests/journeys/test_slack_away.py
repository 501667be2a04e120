"""Slack, or X, is in trouble as a whole: no job is buried, and everything appears soon after its return."""

import asyncio
from datetime import timedelta
from functools import partial
from pathlib import Path

import aiohttp

from tests.journeys.repairs import (
    ALWAYS,
    SLACK,
    a_receiver,
    cases_opened,
    complain,
    every_card_appears,
    nothing_on_hold,
    nothing_waits,
)
from tests.journeys.side_by_side import side_by_side
from tests.journeys.stage import USUAL, Stage, Wall, playing, until

# Seconds after its return within which every card appears.
SOON = 60.0
KINDS = ("500", "html", "reset", "error:token_revoked", "error:account_inactive", "error:fatal_error")


async def called(stage: Stage) -> None:
    """Wait until one more call to Slack has failed."""
    enough = len(stage.sandbox.faults.fired) + 1

    async def failed() -> bool:
        return len(stage.sandbox.faults.fired) >= enough

    await until(failed)


async def test_three_hours_without_slack_bury_no_job_and_every_card_appears_soon(
    database_url: str, tmp_path: Path
) -> None:
    wall = Wall()
    async with playing(database_url, tmp_path, USUAL, wall) as (stage, baton):
        stage.sandbox.faults.arm(SLACK, "500", times=ALWAYS)
        await complain(stage, range(13))
        await cases_opened(baton, 13)
        for _ in range(30):
            await called(stage)
            wall.put_forward(baton, timedelta(minutes=6))
        stage.sandbox.faults.clear()
        assert await every_card_appears(stage, baton, 13, SOON) < SOON
        await nothing_on_hold(baton)


async def test_however_slack_fails_for_a_while_no_card_is_lost(tmp_path: Path) -> None:
    """The stories are played side by side, as most of each is waiting."""

    async def story(kind: str, database: str) -> None:
        async with playing(database, tmp_path) as (stage, baton):
            stage.sandbox.faults.arm(SLACK, kind, times=ALWAYS)
            await complain(stage, range(6))
            await cases_opened(baton, 6)
            await asyncio.sleep(15)
            stage.sandbox.faults.clear()
            await every_card_appears(stage, baton, 6, SOON)
            await nothing_waits(baton)

    await side_by_side(f"sqlite:///{tmp_path / 'baton.db'}", {kind: partial(story, kind) for kind in KINDS})


async def test_when_only_posting_fails_one_card_tries_for_all_and_all_follow_it(
    database_url: str, tmp_path: Path
) -> None:
    """auth.test answers all the while."""
    async with playing(database_url, tmp_path) as (stage, baton):
        faults = stage.sandbox.faults
        faults.arm("chat.postMessage", "500", times=ALWAYS)
        await complain(stage, range(9))
        await cases_opened(baton, 9)
        await asyncio.sleep(12)
        tries = len(faults.fired)
        assert tries <= 9 + 12
        faults.clear()
        await every_card_appears(stage, baton, 9, SOON)
        await nothing_waits(baton)


async def test_an_outage_of_slack_and_its_end_are_alerted_outside_slack(tmp_path: Path) -> None:
    async with a_receiver() as (url, taken):
        database = f"sqlite:///{tmp_path / 'baton.db'}"
        async with playing(database, tmp_path, ALERT_WEBHOOK_URL=f"{url}/alerts/key") as (stage, baton):
            stage.sandbox.faults.arm(SLACK, "error:token_revoked", times=ALWAYS)
            await complain(stage, range(3))
            await until(lambda: _came(taken, 1))
            assert "Install the app again and set the new SLACK_BOT_TOKEN" in taken[0]["text"]
            assert await _waited_for(stage) == ["slack"]
            stage.sandbox.faults.clear()
            await every_card_appears(stage, baton, 3, SOON)
            await until(lambda: _came(taken, 2))
            assert "Baton can post in Slack again" in taken[1]["text"]
            assert "token was revoked" in await stage.alerted("Baton can post in Slack again")
            await nothing_waits(baton)
            assert await _waited_for(stage) == []


async def test_posts_are_read_within_seconds_once_x_accepts_our_keys_again(tmp_path: Path) -> None:
    wall = Wall()
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, USUAL, wall) as (stage, baton):
        stage.sandbox.faults.arm("GET /2/*", "error:keys", times=ALWAYS)
        await complain(stage, range(1))
        await stage.alerted("Baton cannot read x")
        for _ in range(6):
            wall.put_forward(baton, timedelta(minutes=10))
            await asyncio.sleep(0.2)
        stage.sandbox.faults.clear()
        await every_card_appears(stage, baton, 1, 25)
        await stage.alerted("Baton can read x again")
        await nothing_on_hold(baton)


async def _came(taken: list[dict[str, str]], count: int) -> bool:
    return len(taken) >= count


async def _waited_for(stage: Stage) -> list[str]:
    """Return the keys of the holds in /readyz."""
    async with aiohttp.ClientSession() as http, http.get(f"{stage.sandbox.bot_url}/readyz") as answer:
        said = await answer.json()
    assert said["ok"]
    return [each["for"] for each in said.get("on_hold", ())]
