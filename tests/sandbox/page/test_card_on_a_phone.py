"""The card on a phone, 390 px wide: its height by state, and where the customer's words begin."""

import pytest
from msgspec.structs import replace
from playwright.async_api import Browser, Locator

from bot.case import Case
from bot.slack.gallery.cases import NOW, OTHER, OWNER, cases
from bot.slack.views.card import draw_card
from bot.slack.views.people import with_names
from sandbox.slack.conversation import Draft, post
from tests.browser import open_page
from tests.sandbox.page.cards import messages, visit
from tests.sandbox.slack_world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
WORDS = (
    "My internet is DOWN since six this morning and nobody answers the phone. Third time this month, I work from home."
    " I am leaving, cancel my contract and send me the money back that I paid in advance for this year."
)
# Pixels. A message has 36 px of author line and margins around the card itself.
HIGHEST = {"unassigned": 300, "urgent and overdue": 300, "claimed": 320, "snoozed": 170, "resolved": 120}
# The channel alone, as Slack's phone client shows it.
ONE_COLUMN = """() => {
    for (const part of ['.side', '.town', '.top']) document.querySelector(part).style.display = 'none';
    for (const part of ['.slack', '.worlds']) {
        document.querySelector(part).style.gridTemplateColumns = 'minmax(0, 1fr)';
        document.querySelector(part).style.padding = '0';
    }
}"""


def told(case: Case) -> Case:
    """The same case, by an author with a usual name and without pictures."""
    said = case.latest
    author = replace(said.author, handle="ada_k", name="Ada Kowalska")
    plain = replace(said, author=author, title="", media=(), alts=(), quoted=None)
    return replace(case, mentions=(plain,))


async def height(article: Locator) -> float:
    box = await article.bounding_box()
    assert box
    return box["height"]


async def test_a_card_is_short_and_begins_with_the_customers_words(browser: Browser, world: World) -> None:
    slack, found = world.sandbox.slack, cases(WORDS)
    for name in HIGHEST:
        card = draw_card(told(found[name]), team="Customer service", sentiment="negative", now=NOW)
        sent = with_names(card, {OWNER: "Priya", OTHER: "Leon"})
        draft = Draft(user=slack.bot_user, text=sent.text, blocks=list(sent.blocks))
        post(slack, slack.channels["C0SERVICE"], draft)
    async with open_page(browser, width=390, height=1_400) as page:
        await visit(page, world)
        await page.evaluate(ONE_COLUMN)
        shown = messages(page).get_by_role("article")
        heights = {name: await height(shown.nth(place)) for place, name in enumerate(HIGHEST)}
        assert {name: px for name, px in heights.items() if px > HIGHEST[name]} == {}
        body = await shown.first.locator(".body").bounding_box()
        words = await shown.first.locator("blockquote").bounding_box()
        assert body
        assert words
        assert words["y"] - body["y"] < 30, "they begin on the second line"
