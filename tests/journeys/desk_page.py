"""The sandbox's page as a person at the desk uses it: channels, cards, threads and windows, in a real browser."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.browser import open_browser, open_page
from tests.journeys.stage import Stage

PHONE, DESKTOP = 390, 1280


@asynccontextmanager
async def at_desk(stage: Stage, user: str, *, width: int = DESKTOP) -> AsyncIterator[Page]:
    """The page as that person sees it; nothing on it may reach beyond the screen."""
    async with open_browser() as browser, open_page(browser, width=width) as page:
        await page.goto(f"{stage.sandbox.url}/?user={user}")
        await page.wait_for_selector("body[data-ready]")
        yield page
        assert await page.evaluate("document.documentElement.scrollWidth") <= width


async def keep(page: Page, name: str, shown: Locator) -> None:
    """Wait until that is shown. With SCREENSHOTS set to a folder, keep there what a person sees."""
    await expect(shown).to_be_visible()
    if folder := os.environ.get("SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png", animations="disabled")


async def open_channel(page: Page, name: str) -> None:
    back = page.get_by_role("button", name="Back to channels")
    if await back.is_visible():
        await back.click()
    await page.get_by_test_id(f"channel-{name}").click()
    await expect(page.get_by_test_id("channel-title")).to_have_text(f"#{name}")


def card(page: Page, words: str) -> Locator:
    """The message of the channel with these words."""
    return page.get_by_test_id("messages").get_by_role("article").filter(has_text=words)


async def follow_push(page: Page, words: str) -> None:
    """Press on the notification with these words, once it is there."""
    push = page.get_by_test_id("push").filter(has_text=words)
    await expect(push).to_be_visible()
    await push.get_by_role("button").click()


async def write_reply(page: Page, text: str, name: str = "reply") -> None:
    """Write in the open reply window, review, and post."""
    window = page.get_by_role("dialog")
    await window.get_by_role("textbox").fill(text)
    await keep(page, name, window.get_by_text(f"{len(text)} of 280"))
    await window.get_by_role("button", name="Review").click()
    asked = page.get_by_role("dialog", name="Send this reply?")
    await keep(page, f"{name}-confirm", asked.get_by_text(text))
    await asked.get_by_role("button", name="Post to X").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def press(place: Locator, word: str) -> None:
    """Press the button with that word on a card: its name ends with the case it is for."""
    await place.get_by_role("button", name=f"{word} case ").click()


async def choose(place: Locator, label: str) -> None:
    """Choose in the menu of a card."""
    await place.get_by_role("button", name="More choices").click()
    await place.get_by_role("menuitem", name=label).click()
