"""An agent's case on a phone: the push, the reply, the customer again, pending, resolved, undone."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.app import Patience
from tests.journeys.desk_page import PHONE, at_desk, follow_push, keep, open_channel, press, write_reply
from tests.journeys.stage import playing

AINO = "U0AINO"
RULES = """
teams:
  billing: {channel: "#billing", title: Billing, notify: ["@billing-team"], members: [U0AINO], first_response: 60m}
default: {team: billing}
"""
POST = "@larkspur_help I was charged twice, where is my money?"
MORE = "@larkspur_help and when does it arrive?"
ANSWER = "Sorry about that, Ana: the second charge goes back to you today."
AGAIN = "It arrives within five days."


@pytest.mark.browser
async def test_an_agent_is_notified_answers_is_notified_again_and_resolves_with_undo(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    url, rules = f"sqlite:///{tmp_path / 'baton.db'}", str(tmp_path / "rules.yaml")
    async with (
        playing(url, tmp_path, Patience(rules=0.05), ROUTING_RULES=rules) as (stage, _),
        at_desk(stage, AINO, width=PHONE) as page,
    ):
        await open_channel(page, "service")
        await stage.customer("ana", POST)
        await keep(page, "agent-push", page.get_by_test_id("push"))
        await follow_push(page, f"{POST}\u2069” · reply due in")
        case = page.get_by_test_id("messages").get_by_role("article").first
        await keep(page, "agent-card", case)
        await press(case, "Claim & reply")
        await write_reply(page, ANSWER, "agent-reply")
        await keep(page, "agent-pending", case.get_by_text("Pending, with"))
        assert await stage.public_answers() == [ANSWER]

        await open_channel(page, "service")
        await stage.customer("ana", MORE)
        await keep(page, "agent-push-again", page.get_by_test_id("push"))
        await follow_push(page, MORE)
        thread = page.get_by_test_id("thread")
        root = thread.get_by_role("article").first
        await keep(page, "agent-thread", root.get_by_text("Claimed by"))
        await press(root, "Reply")
        await write_reply(page, AGAIN)
        await expect(root.get_by_text("Pending, with")).to_be_visible()

        await page.get_by_role("button", name="Back to the channel").click()
        await press(case, "Resolve")
        await expect(case.get_by_role("link", name="Open reply")).to_be_visible()
        undo = page.get_by_test_id("messages").get_by_role("button", name="Undo")
        await keep(page, "agent-resolved", undo)
        await undo.click()
        await expect(page.get_by_text("Case #1001 is yours again, as it was.")).to_be_visible()
        await keep(page, "agent-undone", case.get_by_text("Pending, with"))
        assert await stage.public_answers() == [ANSWER, AGAIN]
