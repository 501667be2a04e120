"""Marketing's day in a browser: escalate, watch the answer come back to the source, and route the next by a rule."""

from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.app import Baton, Patience
from tests.journeys.desk_page import at_desk, card, choose, follow_push, keep, open_channel
from tests.journeys.stage import Stage, playing, settled, until

MIRA, LEON = "U0MIRA", "U0LEON"
FILE = """\
teams:
  social: {channel: "#social", title: Marketing, members: [U0MIRA]}
  service: {channel: "#service", title: Customer service}
marketing: social
default: {team: social}
"""
POST = "@larkspur_help I was promised a refund in March"
ANSWER = "It is on its way, Ana. Sorry for the wait!"


@pytest.mark.browser
async def test_marketing_escalates_watches_the_answer_come_back_and_publishes_a_rule(tmp_path: Path) -> None:
    file = tmp_path / "rules.yaml"
    file.write_text(FILE, encoding="utf-8")
    settings = {"ROUTING_RULES": str(file), "RULES_EDITORS": MIRA}
    url = f"sqlite:///{tmp_path / 'baton.db'}"
    async with (
        playing(url, tmp_path, Patience(rules=0.05), **settings) as (stage, baton),
        at_desk(stage, MIRA) as page,
    ):
        await stage.customer("ana", POST)
        await _escalate(page)
        await _watch(page, stage, baton)
        await _add_rule(page)
        await stage.alerted("Add refunds")
        await stage.customer("ben", "Larkspur, where is my refund?")
        await open_channel(page, "service")
        await keep(page, "marketing-routed", card(page, "where is my refund?"))
        assert await stage.public_answers() == [ANSWER]
    # The file itself stays as it is: a published version wins over it.
    assert file.read_text(encoding="utf-8") == FILE


async def _escalate(page: Page) -> None:
    """Two presses: the entry of the card's menu, and the window's button."""
    await open_channel(page, "social")
    await choose(card(page, POST), "Escalate to service")
    window = page.get_by_role("dialog")
    await window.get_by_role("textbox").fill("She asked twice.")
    await keep(page, "marketing-escalate", window)
    await window.get_by_role("button", name="Escalate").click()
    await keep(page, "marketing-escalated", window.get_by_text("Escalated as #1001 to"))
    await window.get_by_role("button", name="Close").first.click()


async def _watch(page: Page, stage: Stage, baton: Baton) -> None:
    """The line under the card follows the case; who escalated is notified of the answer, and of nothing twice."""
    source = page.get_by_test_id("messages").get_by_role("article").first
    await source.hover()
    await source.get_by_role("button", name="Reply in thread").click()
    line = page.get_by_test_id("thread").get_by_role("article").filter(has_text="Escalated to")
    await expect(line).to_contain_text("She asked twice.")
    await keep(page, "marketing-unassigned", line.get_by_text("Unassigned"))
    await page.get_by_role("button", name="Close thread").click()
    leon = stage.agent(LEON)
    there = await leon.claim("service", "#1001")
    await leon.answer(there, ANSWER)
    await follow_push(page, "was answered on X by")
    await expect(line).to_contain_text("Answered by")
    await until(lambda: settled(baton))
    told = page.get_by_test_id("thread").get_by_text("@Mira Holt")
    await expect(told).to_have_count(1)
    await keep(page, "marketing-answered", told)


async def _add_rule(page: Page) -> None:
    """One form, from the command to the published rule."""
    box = page.get_by_role("combobox", name="Message #social")
    await box.fill("/baton rules")
    await box.press("Enter")
    window = page.get_by_role("dialog").last
    await keep(page, "marketing-rules", window.get_by_text("There are no rules yet"))
    await window.get_by_label("More choices").click()
    teams = window.get_by_role("menuitem", name="Teams")
    await expect(teams).to_be_in_viewport(ratio=1)
    await page.keyboard.press("Escape")
    await expect(teams).to_be_hidden()
    await window.get_by_role("button", name="Add").first.click()
    await window.get_by_label("Name").fill("refunds")
    await window.get_by_label("Has one of these words").fill("refund, 🔥")
    await window.locator("details.several summary").first.click()
    await window.get_by_label("X", exact=True).check()
    await window.get_by_label("Send it to").select_option(label="Customer service")
    await window.get_by_label("Try it on a post").fill("Where is my refund?")
    await keep(page, "marketing-rule", window.get_by_text("This rule matches."))
    await window.get_by_role("button", name="Preview").click()
    publish = window.get_by_role("button", name="Publish")
    await keep(page, "marketing-preview", publish)
    await publish.click()
    await keep(
        page, "marketing-published", window.get_by_text("Version 1 of the rules is active for everyone.")
    )
    await window.get_by_role("button", name="Done").click()
    await expect(page.get_by_role("dialog")).to_have_count(0)
