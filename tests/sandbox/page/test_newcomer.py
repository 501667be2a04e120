"""What the page does for a newcomer: notifications, the five steps, dark mode, and Slack's own words drawn."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import open_page
from tests.sandbox.page.cards import FORM, NEWER, SERVICE, messages, plain
from tests.sandbox.page.test_use import Clerk, presses
from tests.sandbox.slack_world import World, until

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
PUSH = "Ada (412K) on X: &lt;b&gt;“DOWN” :wave: &amp; more for <@U0LEON>"


async def test_the_text_of_a_message_is_shown_as_a_notification_that_leads_to_it(
    page: Page, world: World
) -> None:
    shown = page.get_by_test_id("push")
    await world.client.chat_postMessage(channel="C0BILLING", text="for no one")
    await world.client.chat_postMessage(channel=SERVICE, text="on the screen <@U0LEON>")
    await world.client.chat_postMessage(channel="C0BILLING", text="one <@U0LEON>")
    await world.client.chat_postMessage(channel="C0BILLING", text=PUSH, blocks=NEWER[1:2])
    await expect(shown).to_contain_text("Ada (412K) on X: <b>“DOWN” 👋 & more for @Leon Brandt")
    await expect(shown).to_have_count(1)
    await shown.get_by_role("button", name="Baton · #billing").click()
    await expect(page.get_by_role("heading", name="#billing")).to_be_visible()
    await expect(shown).to_have_count(0)
    await page.get_by_role("button", name="Mute notifications").click()
    async with page.expect_response(re.compile("C0SERVICE/messages")):
        await world.client.chat_postMessage(channel=SERVICE, text="two <@U0LEON>")
    await expect(shown).to_have_count(0)


async def test_the_steps_lead_to_their_place_and_are_ticked_when_done(browser: Browser, world: World) -> None:
    parent = await world.client.chat_postMessage(channel="C0OUTAGE", text="🔴 Urgent: a case")
    async with open_page(browser) as page:
        await page.goto(world.sandbox.url)
        await expect(page.get_by_role("heading", name="#outage")).to_be_visible()
        await expect(page.get_by_test_id("act-as")).to_have_value("U0RUTH")
        steps = page.get_by_role("list", name="Try it").get_by_role("listitem")
        await expect(steps.nth(4)).to_contain_text("For Mira Holt and Jonas Weir: write /baton rules.")
        await page.get_by_role("button", name="Go to step 1").press("Enter")
        await expect(page.locator("#messages article.shown")).to_contain_text("Urgent")
        await page.get_by_role("button", name="Go to step 3").press("Enter")
        await expect(page.get_by_role("heading", name="#social")).to_be_visible()
        await expect(page.get_by_test_id("act-as")).to_have_value("U0MIRA")
        await page.get_by_test_id("channels").get_by_role("button", name="outage").click()
        await page.get_by_role("button", name="Reply in thread").press("Enter")
        await page.keyboard.type("on it")
        await page.keyboard.press("Enter")
        await expect(steps.nth(1)).to_contain_text("(done)")
        assert world.sandbox.slack.channel("C0OUTAGE").replies(str(parent["ts"]))
        await page.get_by_role("button", name="Try it 1 of 5").press("Enter")
        await expect(steps).to_have_count(0)


async def test_dark_mode_is_switched_and_kept(page: Page) -> None:
    switch = page.get_by_role("button", name="Dark mode")
    await expect(switch).to_have_attribute("aria-pressed", "false")
    await switch.press("Enter")
    await page.reload()
    await expect(switch).to_have_attribute("aria-pressed", "true")
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


async def test_codes_become_emoji_everywhere_and_newer_blocks_are_drawn_and_pressed(
    page: Page, world: World
) -> None:
    world.bot.answer = Clerk(world, FORM | {"title": plain(":bell: Reply")})
    await world.client.chat_postMessage(channel=SERVICE, text="x", blocks=NEWER)
    card = messages(page).get_by_role("article")
    await expect(card.get_by_role("cell", name="12")).to_be_visible()
    await card.get_by_text("Earlier messages").click()
    await expect(card.get_by_text("I have restarted it 👋")).to_be_visible()
    await card.get_by_role("button", name="Delete draft").click()
    await until(lambda: len(presses(world)) == 1)
    action = presses(world)[0].payload["actions"][0]
    assert (action["type"], action["value"]) == ("icon_button", "7")
    await expect(page.get_by_role("dialog", name="🔔 Reply")).to_be_visible()
