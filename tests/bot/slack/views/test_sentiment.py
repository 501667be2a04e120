"""How a customer sounds, on the card: whose word counts, three buttons to say otherwise."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case
from bot.slack.views.card import draw_card
from tests.bot.slack.views.limits import check_message, parts
from tests.bot.slack.views.samples import CLAIMED, NOW, RESOLVED, WAITING

BUTTONS = ["mood_negative", "mood_neutral", "mood_positive"]


def words(case: Case, heard: str | None) -> str:
    return draw_card(case, heard=heard, now=NOW).text


def mood_buttons(case: Case, heard: str | None) -> list[dict[str, Any]]:
    found = parts(draw_card(case, heard=heard, now=NOW).blocks)
    return [each for each in found if str(each.get("action_id")).startswith("mood_")]


@pytest.mark.parametrize("label", ["negative", "neutral", "positive"])
def test_the_card_shows_the_detected_sentiment_and_offers_to_change_it(label: str) -> None:
    assert f"Sounds {label}" in words(WAITING, label).splitlines()
    assert [each["action_id"] for each in mood_buttons(WAITING, label)] == BUTTONS


def test_what_an_agent_said_stands_above_what_baton_hears() -> None:
    said = words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), "negative")
    assert "Sounds neutral, says <@U0AINO>" in said.splitlines()


def test_the_buttons_say_what_they_do_and_carry_the_case_alone() -> None:
    for each in mood_buttons(CLAIMED, "negative"):
        label = each["action_id"].removeprefix("mood_")
        assert each["text"]["text"] == label.capitalize()
        assert each["accessibility_label"] == f"The customer of case 1042 sounds {label}"
        assert each["value"] == "1042"


def test_a_settled_case_keeps_the_line_and_loses_the_buttons() -> None:
    assert "Sounds negative" in words(RESOLVED, "negative")
    assert mood_buttons(RESOLVED, "negative") == []


def test_without_an_impression_nothing_is_said() -> None:
    assert "Sounds" not in words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), None)
    assert mood_buttons(WAITING, None) == []


def test_the_card_keeps_slacks_limits() -> None:
    check_message(
        draw_card(replace(CLAIMED, sentiment="positive", sentiment_by="U0AINO"), heard="negative", now=NOW)
    )
