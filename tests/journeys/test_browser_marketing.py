"""Marketing adds a rule in the browser: one form, tried, previewed, published, and a post is routed by it."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.app import Patience
from tests.browser import open_browser, open_page
from tests.journeys.stage import playing

EDITOR = "U0RUTH"
FILE = """\
teams:
  social: {channel: "#social"}
  billing: {channel: "#billing", title: Billing}
marketing: social
default: {team: social}
"""


@pytest.mark.browser
async def test_marketing_adds_a_rule_by_form_and_sees_a_post_routed_by_it(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(FILE, encoding="utf-8")
    settings = {"ROUTING_RULES": str(file), "RULES_EDITORS": EDITOR}
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with (
        playing(url, tmp_path, Patience(rules=0.05), **settings) as (stage, _),
        open_browser() as browser,
        open_page(browser) as page,
    ):
        await page.goto(stage.sandbox.url)
        await page.get_by_test_id("act-as").select_option(label="Ruth Callan")
        await stage.agent(EDITOR).command("social", "/baton rules")
        window = page.get_by_role("dialog").last
        await expect(window.get_by_text("There are no rules yet")).to_be_visible()
        await window.get_by_role("button", name="Add").first.click()
        await window.get_by_label("Name").fill("refunds")
        await window.get_by_label("Has one of these words").fill("refund, 🔥")
        await window.locator("details.several summary").first.click()
        await window.get_by_label("X", exact=True).check()
        await window.get_by_label("Send it to").select_option(label="Billing")
        await window.get_by_label("Try it on a post").fill("Where is my refund?")
        await expect(window.get_by_text("This rule matches.")).to_be_visible()
        await window.get_by_role("button", name="Preview").click()
        await window.get_by_role("button", name="Publish").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await stage.alerted("Add refunds")
        await stage.customer("@ana", "Larkspur, where is my refund?")
        await stage.card("billing", "where is my refund")
    # The file itself stays as it is: a published version wins over it.
    assert file.read_text(encoding="utf-8") == FILE
