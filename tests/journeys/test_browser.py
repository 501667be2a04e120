"""The main job in a real browser, on the demo as a newcomer starts it.

With SCREENSHOTS set to a folder, what a person sees is kept there (docs/img is made so).
"""

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from tests.browser import open_browser, open_page
from tests.journeys.test_processes import address, command

ANSWER = "Sorry about that, Robin: the second charge goes back to you today."
SECRET = "internal: this is the double billing bug of last week"


@asynccontextmanager
async def demo(*words: str) -> AsyncIterator[str]:
    """The address of a running demo's page."""
    async with command({}, "demo", "--port", "0", *words) as process:
        yield await address(process)


async def keep(page: Page, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


@pytest.mark.browser
async def test_a_newcomer_posts_claims_discusses_and_answers_in_the_browser() -> None:
    async with demo("--rate", "3") as url, open_browser() as browser, open_page(browser) as page:
        await page.goto(url)
        await page.get_by_test_id("act-as").select_option(label="Aino Salo")
        await page.get_by_role("textbox", name="Write as a customer").fill(
            "@larkspur_help I was charged twice this month, my bill is wrong!"
        )
        await keep(page, "town-square")
        await page.get_by_role("button", name="Post as customer").click()
        await page.get_by_test_id("channels").get_by_role("button", name="billing").click()
        card = (
            page.get_by_test_id("messages").get_by_role("article").filter(has_text="charged twice this month")
        )
        await expect(card).to_be_visible()
        await keep(page, "card")
        await card.get_by_role("button", name="Claim case").click()
        await expect(card.get_by_text("Claimed")).to_be_visible()
        await _discuss_and_answer(page)
        public = page.get_by_test_id("posts")
        await expect(public.get_by_text(ANSWER)).to_be_visible()
        await expect(public.get_by_text(SECRET)).to_have_count(0)
        await keep(page, "answered")


async def _discuss_and_answer(page: Page) -> None:
    card = page.get_by_test_id("messages").get_by_role("article").filter(has_text="charged twice this month")
    await card.hover()
    await card.get_by_role("button", name="Reply in thread").click()
    thread = page.get_by_test_id("thread")
    await keep(page, "thread")
    box = thread.get_by_test_id("thread-composer")
    await box.fill(SECRET)
    await box.press("Enter")
    await expect(thread.get_by_text(SECRET)).to_be_visible()
    await thread.get_by_role("button", name=re.compile("^Reply .*case")).click()
    window = page.get_by_role("dialog")
    await window.get_by_role("textbox").fill(ANSWER)
    await expect(window.get_by_text(f"{len(ANSWER)} of 280")).to_be_visible()
    await keep(page, "reply")
    await window.get_by_role("button", name="Review").click()
    asked = page.get_by_role("dialog", name="Send this reply?")
    await expect(asked.get_by_text(ANSWER)).to_be_visible()
    await keep(page, "confirm")
    await asked.get_by_role("button", name="Post to X").click()
    await expect(thread.get_by_text("Sent on X")).to_be_visible()
