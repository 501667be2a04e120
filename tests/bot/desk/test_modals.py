"""The windows show exactly what will happen, and send back only ids."""

import json
from dataclasses import replace
from typing import Any

import pytest

from bot.desk import Message
from bot.desk.blocks import readable
from bot.desk.modals import (
    TeamChoice,
    confirm_reply_message,
    confirm_reply_modal,
    escalate_modal,
    hand_over_modal,
    notice_modal,
    reply_modal,
    resolve_modal,
)
from tests.bot.desk.limits import check_message, check_view, parts, shown
from tests.bot.desk.samples import BY_HAND, CLAIMED, DRAFT, RESOLVED

TEAMS = [TeamChoice("service", "Service"), TeamChoice("billing", "Billing"), TeamChoice("press", "Press")]
COUNTED: dict[str, Any] = {"limit": 280, "used": 18, "account": "larkspur_help"}


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
        reply_modal(CLAIMED, **COUNTED),
        confirm_reply_modal(CLAIMED, DRAFT, **COUNTED),
        hand_over_modal(CLAIMED, TEAMS),
        escalate_modal(
            teams=TEAMS, text="See this", author="Mira", channel="C1", ts="1.2", url="https://s.slack.com/p1"
        ),
        resolve_modal(CLAIMED),
        resolve_modal(RESOLVED),
    ],
)
def test_every_window_keeps_slacks_limits(view: dict[str, Any]) -> None:
    check_view(view)


def test_the_reply_window_says_from_which_account_to_whom_and_how_long_it_may_be() -> None:
    view = reply_modal(CLAIMED, **COUNTED)
    said = reading(view)
    assert "Goes out publicly on X as ⁨@larkspur_help⁩, in answer to ⁨Ada K⁩ ⁨@ada_k⁩" in said
    assert "18 of 280 that X takes" in said
    assert json.loads(view["private_metadata"]) == {"case": 1042}


def test_the_reply_window_hears_of_every_character_and_keeps_what_was_typed() -> None:
    field = element(reply_modal(CLAIMED, **COUNTED, text="We are"), "text")
    assert field["dispatch_action_config"] == {"trigger_actions_on": ["on_character_entered"]}
    assert field["initial_value"] == "We are"
    assert field["action_id"] == "text"


def test_a_reply_that_is_too_long_is_told_by_how_much() -> None:
    assert "12 too long: 292 of 280" in reading(reply_modal(CLAIMED, limit=280, used=292, account="a"))


def test_the_confirmation_shows_the_exact_text_however_long() -> None:
    text = "".join(f"{n} <!channel> & *so on*\n  \n" for n in range(900))
    view = confirm_reply_modal(CLAIMED, replace(DRAFT, text=text), limit=25_000, used=len(text), account="a")
    check_view(view)
    quotes = [each for each in parts(view) if each.get("type") == "rich_text_quote"]
    assert "".join(shown(quotes[1:])) == text
    assert view["submit"]["text"] == "Send publicly"
    assert json.loads(view["private_metadata"]) == {"case": 1042, "draft": 5}


def test_the_confirmation_warns_when_the_customer_wrote_again() -> None:
    """Pitfall 53: an approval is stale once the customer wrote again."""
    assert "wrote again since" not in reading(confirm_reply_modal(CLAIMED, DRAFT, **COUNTED))
    later = replace(CLAIMED, turn=2)
    assert "wrote again since" in reading(confirm_reply_modal(later, DRAFT, **COUNTED))


def test_where_no_window_opens_a_private_message_shows_the_text_and_leads_to_one() -> None:
    message: Message = confirm_reply_message(CLAIMED, DRAFT, **COUNTED)
    check_message(message)
    assert DRAFT.text in message.text
    assert "Nothing has gone out yet." in message.text
    button = next(each for each in parts(message.blocks) if each.get("type") == "button")
    assert (button["action_id"], button["value"]) == ("review_reply", "1042/5")


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


def test_an_escalation_remembers_its_message_and_leaves_the_team_open() -> None:
    place = {"channel": "C1", "ts": "1.2", "url": "https://s.slack.com/p1", "author": "Mira"}
    view = escalate_modal(teams=TEAMS, text="<!channel> look", **place)
    assert json.loads(view["private_metadata"]) == place | {"text": "<!channel> look"}
    assert options(view, "team") == ["service", "billing", "press"]
    assert next(each for each in view["blocks"] if each.get("block_id") == "team")["optional"]


def test_an_escalation_carries_as_much_of_the_words_as_fits() -> None:
    for text in ('"' * 4_000, "\u2028" * 4_000, "\U0001f600" * 4_000, "\\" * 2_990):
        view = escalate_modal(teams=TEAMS, text=text, author='"' * 200, channel="C1", ts="1.2", url='"' * 900)
        check_view(view)
        assert json.loads(view["private_metadata"])["text"].removesuffix("…") in text


def test_a_notice_can_stand_in_a_window() -> None:
    check_view(notice_modal(Message("Done " + "x" * 5_000)))
    check_view(notice_modal(confirm_reply_message(CLAIMED, DRAFT, **COUNTED)))


def test_answered_is_a_reason_only_once_an_answer_went_out() -> None:
    assert options(resolve_modal(BY_HAND), "resolution") == ["answered elsewhere", "no answer needed", "spam"]
    assert options(resolve_modal(RESOLVED), "resolution")[0] == "answered"
