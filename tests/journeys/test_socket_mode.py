"""Socket Mode: the same job from a laptop that nobody can reach from outside."""

from pathlib import Path

import aiohttp

from bot.app import build
from bot.process import running
from bot.sandbox import Sandbox
from bot.sandbox.slack.seed import APP_TOKEN
from tests.journeys.stage import Stage, stage_settings, until, watching


async def test_a_case_is_claimed_and_answered_over_socket_mode(tmp_path: Path) -> None:
    """pitfall 30"""
    sandbox = Sandbox(0, speed=20, socket_mode=True)
    await sandbox.start()
    database = f"sqlite:///{tmp_path / 'baton.db'}"
    settings = stage_settings(sandbox, database, tmp_path, SLACK_APP_TOKEN=APP_TOKEN)
    try:
        async with (
            aiohttp.ClientSession() as http,
            build(settings) as baton,
            running(baton),
        ):
            stage = Stage(sandbox, http)
            await until(lambda: watching(baton))
            aino = stage.agent("U0AINO")
            await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
            card = await stage.card("billing")
            answer = await aino.command("billing", "/claim 1001")
            assert "#1001 is yours" in answer["reply"]["text"]
            await aino.answer(card, "We will look into it, Ana.")
            await stage.said(card, "Sent on X")
            assert await stage.public_answers() == ["We will look into it, Ana."]
    finally:
        await sandbox.stop()
