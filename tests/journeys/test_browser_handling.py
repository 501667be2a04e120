"""The card's menu and the window for a snooze in a real browser."""

import pytest
from playwright.async_api import expect

from tests.browser import open_browser, open_page
from tests.journeys.test_browser import demo, keep


@pytest.mark.browser
async def test_a_case_is_snoozed_and_woken_in_the_browser() -> None:
    async with demo("--rate", "0.01") as url, open_browser() as browser, open_page(browser) as page:
        await page.goto(url)
        await page.get_by_test_id("act-as").select_option(label="Aino Salo")
        await page.get_by_role("textbox", name="Write as a customer").fill(
            "@larkspur_help I was charged twice this month, my bill is wrong!"
        )
        await page.get_by_role("button", name="Post as customer").click()
        await page.get_by_test_id("channels").get_by_role("button", name="billing").click()
        card = page.get_by_test_id("messages").get_by_role("article").filter(has_text="I was charged")
        await card.get_by_role("button", name="Claim case").click()
        # A card that is drawn anew closes its menu.
        await expect(card.get_by_text("Claimed")).to_be_visible()
        await card.get_by_role("button", name="More choices").click()
        await keep(page, "menu")
        await page.get_by_role("menuitem", name="Snooze").click()
        window = page.get_by_role("dialog")
        await window.get_by_role("radio", name="1 hour").check()
        await keep(page, "snooze")
        await window.get_by_role("button", name="Snooze").click()
        await expect(card.get_by_text("💤")).to_be_visible()
        await card.get_by_role("button", name="Unsnooze case").click()
        await expect(card.get_by_text("💤")).to_have_count(0)
