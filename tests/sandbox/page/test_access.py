"""The sandbox's page in narrow windows, and without anything from elsewhere; test_axe.py has the rest."""

import pytest
from playwright.async_api import Browser, expect

from tests.sandbox.page.cards import CARD, SERVICE, messages, visit
from tests.sandbox.slack_world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_the_page_fetches_nothing_from_elsewhere(browser: Browser, world: World) -> None:
    page = await browser.new_page()
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    world.sandbox.x.post(
        "dora_bakes", "@larkspur_help see https://pics.example/1.png", media=["https://pics.example/2.png"]
    )
    await visit(page, world)
    assert {url for url in asked if not url.startswith(world.sandbox.url)} == set()
    async with world.http.get(world.sandbox.url) as answer:
        assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    async with world.http.get(f"{world.sandbox.url}/page/static/..%2f__init__.py") as answer:
        assert answer.status == 404


CONTRAST = """() => {
  const channel = (value) => { const c = value / 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const read = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = read(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const faint = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim());
    if (!own || !node.checkVisibility({ opacityProperty: true }) || node.closest(".skip")) continue;
    const style = getComputedStyle(node);
    const [one, other] = [light(read(style.color)), light(ground(node))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    if (ratio < 4.5 && style.color !== "rgba(0, 0, 0, 0)") faint.push(
      `${ratio.toFixed(2)} ${node.textContent.slice(0, 40)}`);
  }
  return faint;
}"""
NAMELESS = """() => [...document.querySelectorAll("button, a[href], input, select, textarea")]
  .filter((node) => node.checkVisibility())
  .filter((node) => !(node.getAttribute("aria-label") || node.labels?.length || node.textContent.trim()))
  .map((node) => node.outerHTML)"""


OUTSIDE = """() => [...document.querySelectorAll("body, .scroll, .side, .pen")]
  .filter((node) => node.scrollWidth > node.clientWidth + 1)
  .map((node) => node.className)"""


@pytest.mark.parametrize("width", [800, 1280])
async def test_nothing_sticks_out_sideways(browser: Browser, world: World, width: int) -> None:
    page = await browser.new_page(viewport={"width": width, "height": 800})
    await world.client.chat_postMessage(channel=SERVICE, text="x", blocks=CARD)
    await world.client.chat_postMessage(channel=SERVICE, text="w" * 400)
    world.sandbox.x.post("a" * 15, "@larkspur_help " + "w" * 400, name="n" * 80)
    await visit(page, world)
    await expect(messages(page).get_by_role("article")).to_have_count(2)
    assert await page.evaluate(OUTSIDE) == []
