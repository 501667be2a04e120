"""The page's main states, light and dark, on a desktop and on a phone: axe finds nothing against WCAG A and AA."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser import PATIENCE_MS
from tests.sandbox.page.axe import SMALL, violations
from tests.sandbox.page.cards import CARD, FORM, NEWER, SERVICE, messages, plain, visit
from tests.sandbox.page.test_access import OUTSIDE
from tests.sandbox.page.test_use import Clerk
from tests.sandbox.slack_world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def fill(world: World) -> None:
    """A card in a thread, a whisper, a Home tab, posts of customers and a message for someone elsewhere."""
    parent = await world.client.chat_postMessage(channel=SERVICE, text="Case 1042", blocks=[*CARD, *NEWER])
    await world.client.chat_postMessage(
        channel=SERVICE, thread_ts=parent["ts"], text="<@U0LEON> `code` :wave:"
    )
    await world.client.chat_postEphemeral(channel=SERVICE, user="U0LEON", text="for *you*")
    blocks: Any = [{"type": "header", "text": plain("Your queue")}, *CARD[1:]]
    await world.client.views_publish(user_id="U0LEON", view={"type": "home", "blocks": blocks})
    world.sandbox.x.post("dora_bakes", "@larkspur_help no internet #outage https://example.com/x")
    world.bot.answer = Clerk(world)


async def open_at(browser: Browser, world: World, scheme: Any, width: int) -> Page:
    page = await browser.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})
    page.set_default_timeout(PATIENCE_MS)
    await fill(world)
    await visit(page, world)
    await expect(messages(page).get_by_role("article")).to_have_count(2)
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_desktop_has_no_violations(browser: Browser, world: World, scheme: Any) -> None:
    page = await open_at(browser, world, scheme, 1280)
    await world.client.chat_postMessage(channel="C0BILLING", text="for <@U0LEON>")
    await page.get_by_role("button", name="1 reply").click()
    await expect(page.get_by_test_id("push")).to_be_visible()
    assert await violations(page) == [], "channel, thread, notification"
    await page.locator("#messages").get_by_role("button", name="Claim").click()
    await expect(page.get_by_role("dialog", name=str(FORM["title"]["text"]))).to_be_visible()
    assert await violations(page) == [], "window"
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Baton home").click()
    await expect(page.get_by_role("heading", name="Your queue")).to_be_visible()
    assert await violations(page) == [], "Home"


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone_shows_one_part_at_a_time_with_room_for_a_thumb(
    browser: Browser, world: World, scheme: Any
) -> None:
    page = await open_at(browser, world, scheme, 390)
    side, town = page.get_by_role("navigation", name="Channels"), page.get_by_test_id("town")
    thread = page.get_by_role("complementary", name="Thread")
    await sound(page, "channel")
    await page.get_by_role("button", name="1 reply").click()
    await expect(messages(page)).to_be_hidden()
    await expect(thread).to_be_visible()
    await sound(page, "thread")
    await page.get_by_role("button", name="Back to the channel").click()
    await page.locator("#messages").get_by_role("button", name="Claim").click()
    window = page.get_by_role("dialog", name=str(FORM["title"]["text"]))
    box = await window.bounding_box()
    assert box
    assert (round(box["width"]), round(box["height"])) == (390, 800)
    await sound(page, "window")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Back to channels").click()
    await expect(side).to_be_visible()
    await expect(town).to_be_hidden()
    await page.get_by_role("button", name="Try it").click()
    await sound(page, "channels and steps")
    await page.get_by_role("button", name="Customers").click()
    await expect(town).to_be_visible()
    await sound(page, "customers")


async def sound(page: Page, state: str) -> None:
    assert await violations(page) == [], state
    assert await page.evaluate(OUTSIDE) == [], state
    assert await page.evaluate(SMALL) == [], state
