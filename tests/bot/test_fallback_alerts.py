"""Alerts outside Slack: their content and their failures."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.demo import demo_settings
from bot.delivery import Declined, NotSent
from bot.fallback_alerts import open_alarms
from sandbox import Sandbox
from tests.journeys.repairs import a_receiver, serving


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(0)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def test_without_a_setting_there_is_no_way(sandbox: Sandbox, tmp_path: Path) -> None:
    async with open_alarms(demo_settings(sandbox, tmp_path / "baton.db")) as alarms:
        assert alarms == {}


async def test_a_webhook_gets_words_that_slack_teams_and_discord_read(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    async with a_receiver() as (url, taken):
        settings = demo_settings(sandbox, tmp_path / "baton.db", ALERT_WEBHOOK_URL=f"{url}/secret/key")
        async with open_alarms(settings) as alarms:
            await alarms["webhook"]("Slack is away", "It does not answer.")
    said = "It does not answer."
    assert taken == [{"subject": "Slack is away", "text": said, "content": said}]


@pytest.mark.parametrize(("status", "kind"), [(500, NotSent), (429, NotSent), (404, Declined)])
async def test_a_webhook_that_fails_is_tried_again_and_one_that_refuses_is_not(
    sandbox: Sandbox, tmp_path: Path, status: int, kind: type[NotSent] | type[Declined]
) -> None:
    async def fail(request: web.Request) -> web.Response:
        return web.Response(status=status, headers={"Retry-After": "7"})

    async with serving(fail) as url:
        settings = demo_settings(sandbox, tmp_path / "baton.db", ALERT_WEBHOOK_URL=f"{url}/secret/key")
        async with open_alarms(settings) as alarms:
            with pytest.raises(kind) as failure:
                await alarms["webhook"]("Slack is away", "It does not answer.")
    assert "secret" not in f"{failure.value} {failure.value.__cause__!r}"


async def test_an_email_goes_out_by_the_server_of_our_answers_and_asks_for_no_automatic_one(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    more = {**sandbox.mail.settings(), "ALERT_EMAIL": "on-call@larkspur.example"}
    async with open_alarms(demo_settings(sandbox, tmp_path / "baton.db", **more)) as alarms:
        await alarms["email"]("Baton cannot post in Slack", "It does not answer (since 14:02 UTC).")
    (email,) = sandbox.mail.mailbox("on-call@larkspur.example")
    assert email.sender.address == sandbox.mail.address
    assert email.subject == "Baton cannot post in Slack"
    assert "since 14:02 UTC" in email.text
