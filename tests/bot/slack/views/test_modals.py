"""The windows show exactly what will happen, and send back only ids."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from bot.case.model import Resolution
from bot.slack import Message
from bot.slack.views.blocks import readable
from bot.slack.views.correct import confirm_correction_modal, correct_modal
from bot.slack.views.modals import (
    Invitation,
    TeamChoice,
    hand_over_modal,
    notice_modal,
    resolve_modal,
    resolved_message,
    take_over_message,
    take_over_modal,
    take_private_modal,
    team_load,
)
from bot.slack.views.reply import Terms, confirm_reply_modal, reply_modal
from bot.slack.views.snooze_and_ask import guidance_modal, pending_modal, send_back_modal, snooze_modal
from bot.slack.views.why import InForce, why_modal
from tests.bot.slack.views.limits import check_message, check_view, pressable
from tests.bot.slack.views.samples import BY_HAND, CLAIMED, DRAFT, GONE, NOW, POST, REPLY, RESOLVED

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
        hand_over_modal(CLAIMED, TEAMS, [f"#{'c' * 79}{n}" for n in range(90)]),
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


def test_a_private_case_says_who_reads_its_notes_after_the_move() -> None:
    said = reading(hand_over_modal(CLAIMED, TEAMS, ["#billing", "#social"])).translate(
        {0x2068: None, 0x2069: None}
    )
    assert "everyone in the workspace can read them in #billing, #social." in said
    assert "private channel" not in reading(hand_over_modal(CLAIMED, TEAMS))


def test_a_hundred_teams_are_all_slack_can_list() -> None:
    check_view(hand_over_modal(CLAIMED, [TeamChoice(f"t{n}", "T" * 200) for n in range(150)]))


def test_where_there_is_no_other_team_the_window_says_so() -> None:
    view = hand_over_modal(CLAIMED, [TeamChoice("service", "Service")])
    check_view(view)
    assert "no other team" in reading(view)
    assert "submit" not in view


def test_a_notice_can_stand_in_a_window() -> None:
    check_view(notice_modal(Message("Done " + "x" * 5_000)))
    check_view(notice_modal(take_over_message(CLAIMED, NOW, NOW), "Not done"))


def test_answered_is_a_reason_only_once_an_answer_went_out() -> None:
    assert options(resolve_modal(BY_HAND), "resolution") == ["answered elsewhere", "no answer needed", "spam"]
    assert options(resolve_modal(RESOLVED), "resolution")[0] == "answered"


def test_a_case_without_posts_is_resolved_as_needing_no_answer() -> None:
    chosen = element(resolve_modal(GONE), "resolution")["initial_option"]["value"]
    assert chosen == "no answer needed"
    assert element(resolve_modal(CLAIMED), "resolution")["initial_option"]["value"] != chosen


@pytest.mark.parametrize(
    ("reason", "label"),
    [
        (Resolution.ANSWERED, ""),
        (Resolution.SPAM, ""),
        (Resolution.ELSEWHERE, "Where was it answered?"),
        (Resolution.NO_ANSWER, "Why is no reply needed?"),
    ],
)
def test_a_note_is_asked_for_only_where_the_reason_needs_it(reason: Resolution, label: str) -> None:
    view = resolve_modal(RESOLVED, reason)
    check_view(view)
    assert element(view, "resolution")["initial_option"]["value"] == reason
    assert view["blocks"][0]["dispatch_action"] is True
    assert [block["label"]["text"] for block in view["blocks"][1:]] == ([label] if label else [])


def test_a_case_whose_posts_are_gone_needs_no_note() -> None:
    assert len(resolve_modal(GONE)["blocks"]) == 1


def test_the_answer_to_a_resolution_has_undo_and_offers_a_closing_reply_where_one_may_be_sent() -> None:
    for undo, closing, words in (
        (7, True, {"undo_resolve": "1042/7", "closing_line": "1042"}),
        (0, False, {}),
    ):
        told = resolved_message(RESOLVED, undo, closing=closing)
        check_message(told)
        assert pressable(told) == words
        assert told.text.startswith("Case #1042 is resolved: answered.")


def test_the_take_over_window_says_how_long_the_owner_has_it_and_the_customer_waits() -> None:
    asked = replace(CLAIMED, asked_at=NOW - timedelta(minutes=50))
    view = take_over_modal(asked, NOW - timedelta(minutes=20), NOW)
    check_view(view)
    said = reading(view)
    assert "<@U0PRIYA> has owned case #1042 for 20 min, since 22 Nov 2026 13:45 UTC." in said
    assert "The customer has waited 50 min, since 22 Nov 2026 13:15 UTC." in said
    assert "isn't waiting" in reading(take_over_modal(CLAIMED, None, NOW))


@pytest.mark.parametrize(
    ("on_shift", "said"),
    [
        ([], "Nobody on shift · 7 open"),
        ([("@aino", 2)], "On shift: @aino (2) · 7 open"),
        ([("@aino", 2), ("@ruth", 0), ("@leon", 1)], "On shift: @aino (2), @ruth (0), 1 more · 7 open"),
        ([("", 2), ("", 0)], "2 on shift · 7 open"),
    ],
)
def test_a_team_is_listed_with_who_is_on_shift_and_how_many_open_cases(
    on_shift: list[tuple[str, int]], said: str
) -> None:
    assert team_load(on_shift, 7) == said
    teams = [TeamChoice("billing", "Billing", team_load([("n" * 90, 1), ("m" * 90, 2)], 123_456))]
    view = hand_over_modal(CLAIMED, teams)
    check_view(view)
    assert len(element(view, "team")["options"][0]["description"]["text"]) <= 75


LONG = replace(CLAIMED, number=1_234_567)
TERMS = Terms("@larkspur_help", 18, 280, NOW)
INVITATION = Invitation("https://help.larkspur.example/private/7", "help@larkspur.example")
CHOICES = [("In 1 hour", "1h")]
VIEWS = [
    reply_modal(LONG, POST, TERMS),
    confirm_reply_modal(LONG, POST, DRAFT, TERMS),
    correct_modal(LONG, REPLY, POST, TERMS),
    confirm_correction_modal(LONG, REPLY, POST, DRAFT, TERMS),
    take_private_modal(LONG, INVITATION),
    take_over_modal(LONG, None, NOW),
    hand_over_modal(LONG, TEAMS),
    resolve_modal(LONG),
    snooze_modal(LONG, CHOICES),
    pending_modal(LONG, CHOICES),
    send_back_modal(LONG, "Billing"),
    guidance_modal(LONG, TEAMS),
    why_modal(LONG, None, InForce("abc", "the file")),
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view["callback_id"])
def test_a_windows_title_says_what_it_is_and_its_button_what_it_does(view: dict[str, Any]) -> None:
    check_view(view)
    title, submit = view["title"]["text"], view["submit"]["text"]
    assert not title.endswith("…")
    assert "#1234567" in title or title.endswith("this reply?")
    assert not submit.endswith("…")
    assert submit not in ("OK", "Submit", "Yes", "Save")


def test_no_two_windows_have_one_title() -> None:
    titles = [view["title"]["text"] for view in VIEWS]
    assert len(set(titles)) == len(titles)
