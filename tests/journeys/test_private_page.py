"""The private page in a real browser, on a small screen, with scripts off.

With SCREENSHOTS set to a folder, what a customer sees is kept there.
"""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.app import Baton
from bot.networks.page.links import PATH, invitation_url
from tests.browser import PATIENCE_MS, open_browser
from tests.journeys.stage import Stage, a_sandbox, at_work

URL, SECRET = "http://help.larkspur.example", "a-long-secret-of-larkspur"
NUMBER, ANSWER = "My number is 4711.\n\n<b>Please</b> call me.", "Thank you, Ana: it is on its way back."


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    settings = {"PUBLIC_URL": URL, "PUBLIC_NAME": "Larkspur", "LINK_SECRET": SECRET}
    async with (
        a_sandbox() as sandbox,
        at_work(sandbox, f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, settings) as pair,
    ):
        yield pair


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    """A telephone whose browser runs no script."""
    async with open_browser() as browser:
        page = await browser.new_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)
        page.set_default_timeout(PATIENCE_MS)
        yield page


async def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.browser
async def test_a_customer_writes_on_a_telephone_and_reads_the_answer(stage: Stage, page: Page) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", "@larkspur_help my bill is wrong, refund please")
    card = await aino.claim("billing", "refund please")
    link = invitation_url(stage.sandbox.bot_url or "", 1001, SECRET)
    await page.goto(link)
    await expect(page.get_by_role("heading", name="Write to Larkspur in private")).to_be_visible()
    await keep(page, "private-first")
    await page.get_by_label("Your name").fill("Ana")
    await page.get_by_label("Your message").fill(NUMBER)
    await page.get_by_role("button", name="Send privately").click()
    mine = page.get_by_role("listitem").filter(has_text="4711")
    await expect(mine).to_contain_text("<b>Please</b> call me.")
    await aino.accept(card, "My number is 4711.")
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent in private")
    await page.goto(link)
    await expect(page.get_by_role("listitem").filter(has_text=ANSWER)).to_contain_text("We,")
    assert f"{PATH}/1001." in page.url
    assert page.url != link
    await keep(page, "private-answered")
    width = await page.locator("main").evaluate("main => [main.scrollWidth, main.clientWidth]")
    assert width[0] <= width[1]
    await page.goto(link.replace("1001.", "1002."))
    await expect(page.get_by_role("heading", name="This page is not here")).to_be_visible()
