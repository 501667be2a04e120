"""The windows of work on many cases at once: selection, preview, progress, result, and Slack's limits."""

import json
from dataclasses import replace as changed
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.bulk import ASSIGN, CLAIM, HAND_OVER, MOST, RESOLVE, TAG, Bulk, Plan, Result
from bot.case.model import Case
from bot.routing import read_rules
from bot.slack.views.bulk import (
    NOTE_LIMIT,
    Offer,
    Row,
    bulk_row,
    bulk_window,
    confirm_window,
    fits,
    note_of,
    result_window,
)
from bot.slack.views.modals import TeamChoice
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_view, parts
from tests.bot.slack.views.samples import NOW, OTHER, OWNER, WAITING, with_text

RULES = read_rules("teams: {service: {channel: '#service'}}\ndefault: {team: service}\n")
PLANS = (
    Plan(CLAIM),
    Plan(HAND_OVER, team="service", note="Router."),
    Plan(RESOLVE, resolution="spam"),
    Plan(ASSIGN, to=OTHER),
    Plan(TAG, tags=("refund", "<!channel>")),
)
BULK = Bulk("b1", OWNER, NOW, PLANS[1], (1, 2, 3))
HALF = replace(BULK, results=(Result(1, changed=True),))
DONE = replace(HALF, results=(*HALF.results, Result(2, changed=True), Result(3, why="Case #3 is resolved.")))
UNDONE = replace(DONE, undo_at=NOW, undone=(Result(1, changed=True), Result(2, why="Changed since.")))


def many(count: int, case: Case = WAITING) -> list[Case]:
    return [replace(case, number=10**11 + number) for number in range(count)]


def offer(cases: list[Case], words: str = "Service") -> Offer:
    teams = [TeamChoice(f"team{number}", words) for number in range(150)]
    return Offer(cases, teams, {f"U{number}": words or "-" for number in range(150)})


def buttons(view: Any) -> list[str]:
    return [each["action_id"] for each in parts(view) if each.get("type") == "button"]


@pytest.mark.parametrize("action", ["", CLAIM, HAND_OVER, RESOLVE, ASSIGN, TAG])
def test_a_selection_offers_at_most_what_a_select_takes(action: str) -> None:
    view = bulk_window(offer(many(300)), action, {})
    check_view(view)
    assert len(view["blocks"][0]["element"]["options"]) == MOST


def test_only_a_lead_is_offered_to_assign() -> None:
    view = bulk_window(changed(offer(many(2)), people={}), "", {})
    assert "assign" not in json.dumps(view)


def test_an_action_that_is_no_longer_offered_has_no_fields() -> None:
    view = bulk_window(changed(offer(many(2)), people={}), ASSIGN, {})
    check_view(view)
    assert [block["block_id"] for block in view["blocks"]] == ["cases", "all", "bulk_action"]


def test_without_cases_there_is_nothing_to_select() -> None:
    view = bulk_window(offer([]), "", {})
    check_view(view)
    assert "submit" not in view
    assert "Change the filters on Home" in str(view)


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.action)
def test_a_preview_names_the_cases_and_what_cannot_be_done(plan: Plan) -> None:
    rows = [Row(case) for case in many(100)] + [
        Row(WAITING, f"It is assigned to <@{OTHER}>. *Take over* first.")
    ]
    view = confirm_window(plan, rows, RULES)
    check_view(view)
    assert "and 75 more" in str(view)
    assert "1 case not changed" in str(view)
    assert "Take over first." in str(view)
    carried = json.loads(view["private_metadata"])
    assert len(carried["cases"]) == 100


def test_a_preview_of_nothing_cannot_be_confirmed() -> None:
    view = confirm_window(PLANS[0], [Row(WAITING, "It is resolved.")], RULES)
    check_view(view)
    assert "submit" not in view


@pytest.mark.parametrize(
    ("bulk", "says", "pressed"),
    [
        (BULK, "Handing over: 0 of 3 cases", []),
        (HALF, "Handing over: 1 of 3 cases", []),
        (DONE, "Handed over 2 of 3 cases", ["bulk_undo"]),
        (replace(DONE, undo_at=NOW), "Undoing the handover: 0 of 2 cases", []),
        (UNDONE, "Undid the handover of 1 of 2 cases", []),
        (replace(BULK, numbers=(1,), results=(Result(1, why="No."),)), "Handed over 0 of 1 case", []),
    ],
)
def test_a_result_says_how_far_it_is_and_offers_to_undo_it(bulk: Bulk, says: str, pressed: list[str]) -> None:
    view = result_window(bulk, RULES)
    check_view(view)
    assert says in str(view)
    assert buttons(view) == pressed
    assert says in bulk_row(bulk)["text"]["text"]
    assert buttons(bulk_row(bulk)) == pressed


def test_the_longest_note_and_the_longest_numbers_fit_into_a_window() -> None:
    note = note_of("\\" * 9_000)
    assert len(note) == NOTE_LIMIT
    plan = Plan(HAND_OVER, team="t" * 60, note=note)
    assert fits(plan, [case.number for case in many(MOST)])
    assert not fits(plan, range(10**11, 10**11 + 300))


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_only_text(words: str) -> None:
    cases = [with_text(WAITING, words)] * 3
    plan = Plan(HAND_OVER, team="service", note=note_of(words))
    why = replace(DONE, plan=plan, results=(Result(1, changed=True), Result(2, why=words or "-")))
    for view in (
        bulk_window(offer(many(9, cases[0]), words), HAND_OVER, {}),
        confirm_window(plan, [Row(case) for case in cases] + [Row(cases[0], words or "-")], RULES),
        result_window(why, RULES),
    ):
        check_view(view)


def test_what_was_undone_is_not_said_to_have_gone_anywhere() -> None:
    assert "Service" in str(result_window(DONE, RULES)["blocks"])
    undone = str(result_window(UNDONE, RULES)["blocks"])
    assert "Undid the handover of 1 of 2 cases" in undone
    assert "Service" not in undone
    assert "Router." not in undone
