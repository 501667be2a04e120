"""The windows show exactly what will happen, and send back only ids."""

from typing import Any

import pytest

from bot.slack import Message
from bot.slack.views.blocks import readable
from bot.slack.views.modals import (
    TeamChoice,
    hand_over_modal,
    notice_modal,
    resolve_modal,
    take_over_message,
)
from tests.bot.slack.views.limits import check_view
from tests.bot.slack.views.samples import BY_HAND, CLAIMED, GONE, RESOLVED

TEAMS = [TeamChoice("service", "Service"), TeamChoice("billing", "Billing"), TeamChoice("press", "Press")]


def reading(view: dict[str, Any]) -> str:
    return readable(view["blocks"])


def element(view: dict[str, Any], block: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each["element"] for each in view["blocks"] if each.get("block_id") == block)
    return found


def options(view: dict[str, Any], block: str) -> list[str]:
    return [option["value"] for option in element(view, block)["options"]]


@pytest.mark.parametrize(
    "view",
    [
        hand_over_modal(CLAIMED, TEAMS),
        resolve_modal(CLAIMED),
        resolve_modal(RESOLVED),
    ],
)
def test_every_window_keeps_slacks_limits(view: dict[str, Any]) -> None:
    check_view(view)


def test_a_case_is_handed_to_any_team_but_its_own() -> None:
    view = hand_over_modal(CLAIMED, TEAMS)
    assert options(view, "team") == ["billing", "press"]
    assert not next(each for each in view["blocks"] if each.get("block_id") == "reason")["optional"]


def test_a_hundred_teams_are_all_slack_can_list() -> None:
    check_view(hand_over_modal(CLAIMED, [TeamChoice(f"t{n}", "T" * 200) for n in range(150)]))


def test_where_there_is_no_other_team_the_window_says_so() -> None:
    view = hand_over_modal(CLAIMED, [TeamChoice("service", "Service")])
    check_view(view)
    assert "no other team" in reading(view)
    assert "submit" not in view


def test_a_notice_can_stand_in_a_window() -> None:
    check_view(notice_modal(Message("Done " + "x" * 5_000)))
    check_view(notice_modal(take_over_message(CLAIMED)))


def test_answered_is_a_reason_only_once_an_answer_went_out() -> None:
    assert options(resolve_modal(BY_HAND), "resolution") == ["answered elsewhere", "no answer needed", "spam"]
    assert options(resolve_modal(RESOLVED), "resolution")[0] == "answered"


def test_a_case_without_posts_is_resolved_as_needing_no_answer() -> None:
    chosen = element(resolve_modal(GONE), "resolution")["initial_option"]["value"]
    assert chosen == "no answer needed"
    assert element(resolve_modal(CLAIMED), "resolution")["initial_option"]["value"] != chosen
