"""An operator sets Baton up from nothing, in a real browser: init, /setup, the Slack app, the keys, a card, a reply.

With SCREENSHOTS set to a folder, what a person sees is kept there.
"""

import asyncio
import json
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Page, expect

from sandbox import Sandbox
from sandbox.slack.conversation import join, leave
from sandbox.slack.seed import BOT_TOKEN, BOT_USER
from tests.bot.web.test_setup import a_free_port, manifest_in
from tests.browser import open_browser, open_page
from tests.journeys.stage import Json, Stage, a_sandbox, until
from tests.journeys.test_browser import keep
from tests.journeys.test_processes import stops
from tests.journeys.test_starting import logged

ROOT = Path(__file__).parents[2]
ANSWER = "We are on it. It should work again within the hour."
ADDRESS = "larkspur-baton.herokuapp.com"
# The lowest contrast of text with what is behind it; WCAG AA asks for 4.5.
CONTRAST = """() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    const color = getComputedStyle(element).backgroundColor;
    return color === "rgba(0, 0, 0, 0)" && element.parentElement ? behind(element.parentElement) : color;
  };
  const texts = [...document.querySelectorAll("main *")].filter((each) => each.checkVisibility() && each.innerText);
  return Math.min(...texts.map((each) => {
    const pair = [light(getComputedStyle(each).color), light(behind(each))].sort((a, b) => b - a);
    return (pair[0] + 0.05) / (pair[1] + 0.05);
  }));
}"""


def environment(sandbox: Sandbox) -> dict[str, str]:
    """What a platform sets, and where the sandbox is; none of Slack's keys."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PORT": str(a_free_port()),
        "HEROKU_APP_DEFAULT_DOMAIN_NAME": ADDRESS,
        "SLACK_API_URL": f"{sandbox.url}/api/",
        "SLACK_POST_SECONDS": "0.05",
        "X_CONSUMER_KEY": "sandbox-key",
        "X_CONSUMER_SECRET": "sandbox-secret",
        "X_ACCESS_TOKEN": "sandbox-token",
        "X_ACCESS_TOKEN_SECRET": "sandbox-token-secret",
        "X_API_URL": sandbox.url,
        "X_POLL_SECONDS": "0.2",
    }


@asynccontextmanager
async def baton(
    folder: Path, given: dict[str, str], *words: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot` in this folder; killed if the block leaves it running."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *words),
        cwd=folder,
        env=given,
        stdin=pipe,
        stdout=pipe,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def init(folder: Path, given: dict[str, str], *words: str, typed: str = "") -> str:
    async with baton(folder, given, "init", "--channel", "#service", *words) as process:
        said, _ = await asyncio.wait_for(process.communicate(typed.encode()), 60)
        assert process.returncode == 0, said
        return said.decode()


@pytest.mark.browser
async def test_from_nothing_to_the_first_reply(tmp_path: Path) -> None:
    async with (
        a_sandbox() as sandbox,
        aiohttp.ClientSession() as http,
        open_browser() as browser,
        open_page(browser, width=390) as page,
    ):
        leave(sandbox.slack, sandbox.slack.channel("#service"), BOT_USER)
        given = environment(sandbox)
        assert "no keys yet" in await init(tmp_path, given)
        async with baton(tmp_path, given, "run", "--setup") as process:
            url = f"http://127.0.0.1:{given['PORT']}"
            await _enter(page, url, (await logged(process, "setup_open"))[-1])
            await _create_app(page, sandbox)
            keys = ("--slack-bot-token-file", "-", "--slack-signing-secret-file", "-", "--force")
            await init(tmp_path, given, *keys, typed=f"{BOT_TOKEN}\n{sandbox.signing_secret}\n")
            await logged(process, '"ready"')
            await _check(page, sandbox, url)
            stage = Stage(sandbox, http)
            await until(lambda: _polled(sandbox))
            await stage.customer("ana", "@larkspur_help my internet is down")
            card = await stage.card("service", "my internet is down")
            assert card["channel"] == "C0SERVICE"
            await _handle(stage, card)
            await page.get_by_role("button", name="Finish set-up").click()
            await expect(page.get_by_role("heading", name="Set-up is complete")).to_be_visible()
            assert await stops(process) < 25


async def test_a_worker_on_a_dyno_without_keys_waits_and_stops_when_told(tmp_path: Path) -> None:
    """Heroku takes any exit for a crash, and starts the dyno later and later."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "DYNO": "worker.1"}
    async with baton(tmp_path, given, "work") as process:
        assert "Slack's keys are missing" in (await logged(process, "waiting_for_setup"))[-1]
        assert await stops(process) < 25


async def _enter(page: Page, url: str, line: str) -> None:
    """Come from / with the code that is in the log."""
    await page.goto(url)
    await page.get_by_role("link", name="Set up Baton").click()
    await page.get_by_label("Code").fill(json.loads(line)["code"])
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_text("Create the Slack app, then set its keys.")).to_be_visible()
    await _well_drawn(page, "set-up-keys")


async def _create_app(page: Page, sandbox: Sandbox) -> None:
    """Copy the manifest, and create the app that it describes."""
    await page.get_by_role("button", name="Copy manifest").click()
    await expect(page.get_by_role("status")).not_to_be_empty()
    manifest = manifest_in(await page.content())
    assert f"https://{ADDRESS}/slack/events" in json.dumps(manifest)
    sandbox.slack.install(manifest)


async def _check(page: Page, sandbox: Sandbox, url: str) -> None:
    """Fix what the page names, one thing after the other, and check again."""
    await page.get_by_role("link", name="Check again").click()
    await expect(
        page.get_by_text(re.compile("Next: Channel #service .* /invite @Baton there"))
    ).to_be_visible()
    await _well_drawn(page, "set-up-checks")
    sandbox.bot_url = url
    join(sandbox.slack, sandbox.slack.channel("#service"), BOT_USER)
    await sandbox.delivered()
    await until(lambda: _finishable(page))
    await _well_drawn(page, "set-up-done")


async def _handle(stage: Stage, card: Json) -> None:
    """Answer the first post: three presses."""
    agent = stage.agent("U0LEON")
    await agent.press("claim_reply", card)
    await agent.submit(await agent.modal("reply"), text=ANSWER)
    await agent.submit(await agent.modal("confirm_reply"))
    await stage.said(card, "Sent on X")
    assert await stage.public_answers() == [ANSWER]


async def _finishable(page: Page) -> bool:
    await page.get_by_role("link", name="Check again").click()
    return await page.get_by_role("button", name="Finish set-up").is_visible()


async def _well_drawn(page: Page, name: str) -> None:
    """It fits a desktop and a phone, and its words can be read in the light and in the dark."""
    for width in (1280, 390):
        await page.set_viewport_size({"width": width, "height": 800})
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme)
            assert await page.evaluate(CONTRAST) >= 4.5
            await keep(page, f"{name}-{width}-{scheme}")


async def _polled(sandbox: Sandbox) -> bool:
    return sandbox.x.limits.calls["GET /2/users/{id}/mentions"] > 1
