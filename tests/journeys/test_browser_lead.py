"""A lead's hour in a browser: overdue cases are claimed, reassigned, resolved together and brought back."""

from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from bot.app import Baton, Patience
from bot.case import Status
from tests.journeys.desk_page import at_desk, card, keep, open_channel
from tests.journeys.stage import Stage, Wall, playing, until

LEAD, AINO = "U0RUTH", "U0AINO"
RULES = """
teams:
  billing:
    channel: "#billing"
    members: ["@billing-team"]
    lead: [U0RUTH]
    first_response: 60m
default: {team: billing}
"""
MINUTE = timedelta(minutes=1)


@pytest.mark.browser
async def test_a_lead_claims_reassigns_and_resolves_what_is_overdue_and_takes_it_back(tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    wall, url = Wall(), f"sqlite:///{tmp_path / 'baton.db'}"
    rules = {"ROUTING_RULES": str(tmp_path / "rules.yaml")}
    async with (
        playing(url, tmp_path, Patience(rules=0.05), wall, **rules) as (stage, baton),
        at_desk(stage, LEAD) as page,
    ):
        for handle in ("ana", "bea", "cem", "dan"):
            await stage.customer(handle, f"@larkspur_help my bill is wrong, says {handle}")
            await stage.card("billing", f"says {handle}")
        await _claim_from_warning(page, baton, wall)
        await _reassign(page, stage)
        await _resolve_and_undo(page, baton)


async def _claim_from_warning(page: Page, baton: Baton, wall: Wall) -> None:
    """Let the hour pass, and the minute in which a team's warnings are collected."""
    wall.put_forward(baton, 61 * MINUTE)
    await until(partial(_warned, baton))
    wall.put_forward(baton, 2 * MINUTE)
    await open_channel(page, "billing")
    warning = card(page, "Overdue · 4")
    await expect(warning).to_contain_text("@Ruth Callan")
    await keep(page, "lead-warning", warning)
    await warning.get_by_role("button", name="Claim case 1001").click()
    await keep(page, "lead-claimed", card(page, "says ana").first.get_by_text("Claimed by"))


async def _reassign(page: Page, stage: Stage) -> None:
    await page.get_by_test_id("open-home").click()
    home = page.get_by_test_id("messages")
    await expect(home).to_contain_text("4 overdue")
    await keep(page, "lead-home", home.get_by_text("4 overdue (3 unassigned)"))
    await home.get_by_role("button", name="Reassign cases of Billing").click()
    window = page.get_by_role("dialog").last
    await _select(window, "#1002")
    await window.get_by_label("Person").select_option(label="aino · 0 open")
    await keep(page, "lead-reassign", window)
    await _carry_out(page, "Assign 1 case", "#1002", "Assigned 1 of 1 case")
    await window.get_by_role("button", name="Close").first.click()
    case = await stage.card("billing", "#1002 ")
    await stage.said(case, f"<@{AINO}>: case #1002 is assigned to you")


async def _resolve_and_undo(page: Page, baton: Baton) -> None:
    await page.get_by_test_id("messages").get_by_role("button", name="Select cases").click()
    window = page.get_by_role("dialog").last
    await window.get_by_label("Action").select_option(label="Resolve with a reason")
    await window.get_by_label("Resolution").select_option(label="Spam")
    await _select(window, "#1003", "#1004")
    await _carry_out(page, "Resolve 2 cases", "#1004", "Resolved 2 of 2 cases")
    assert [await _status(baton, number) for number in (1003, 1004)] == [Status.RESOLVED] * 2
    await window.get_by_role("button", name="Undo").click()
    await keep(page, "lead-undone", window.get_by_text("Undid the resolution of 2 of 2 cases"))
    assert [await _status(baton, number) for number in (1003, 1004)] == [Status.WAITING] * 2


async def _select(window: Locator, *numbers: str) -> None:
    await window.get_by_text("Type to find a case").click()
    for number in numbers:
        await window.get_by_label(number).check()


async def _carry_out(page: Page, plan: str, case: str, outcome: str) -> None:
    """Preview, which names the cases, then press the button that says the plan."""
    await page.get_by_role("dialog").last.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog", name=plan)
    await keep(page, f"lead-{plan}", preview.get_by_text(case))
    await preview.get_by_role("button", name=plan.split()[0]).click()
    await keep(page, f"lead-{plan}-done", page.get_by_role("dialog", name="Done").get_by_text(outcome))


async def _warned(baton: Baton) -> bool:
    rows = await baton.store.transact(lambda tx: tx.sql.rows("select count(*) as n from warnings"))
    return bool(rows[0]["n"] == 4)


async def _status(baton: Baton, number: int) -> Status:
    return (await baton.context.book.case(number)).status
