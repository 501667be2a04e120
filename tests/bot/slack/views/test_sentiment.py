"""The customer's sentiment: its line on the card, and the choices behind *Change sentiment*."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case
from bot.slack.views.card import draw_card
from bot.slack.views.sentiment import sentiment_message
from tests.bot.slack.views.limits import check_message, parts
from tests.bot.slack.views.samples import CLAIMED, NOW, RESOLVED, WAITING

BUTTONS = ["mood_negative", "mood_neutral", "mood_positive"]


def words(case: Case, heard: str | None) -> str:
    return draw_card(case, sentiment=heard, now=NOW).text


def menu_labels(case: Case, heard: str | None) -> list[str]:
    """Return the labels of the card's buttons and of the options in its menus."""
    found = parts(draw_card(case, sentiment=heard, now=NOW).blocks)
    return [each["text"]["text"] for each in found if isinstance(each.get("text"), dict)]


def choices(case: Case) -> list[dict[str, Any]]:
    found = parts(sentiment_message(case).blocks)
    return [each for each in found if str(each.get("action_id")).startswith("mood_")]


@pytest.mark.parametrize(
    ("heard", "line"), [("negative", "😠 Negative"), ("neutral", "😐 Neutral"), ("positive", "🙂 Positive")]
)
def test_the_card_shows_the_detected_sentiment_without_scores(heard: str, line: str) -> None:
    assert line in words(WAITING, heard).splitlines()


def test_a_sentiment_set_by_an_agent_replaces_the_detected_one() -> None:
    said = words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), "negative")
    assert "😐 Neutral, set by <@U0AINO>" in said.splitlines()


@pytest.mark.parametrize("case", [WAITING, CLAIMED])
def test_an_open_case_offers_to_change_it(case: Case) -> None:
    assert "Change sentiment" in menu_labels(case, "neutral")


def test_the_choices_say_what_they_do_and_carry_only_the_case() -> None:
    assert [each["action_id"] for each in choices(CLAIMED)] == BUTTONS
    for each in choices(CLAIMED):
        label = each["action_id"].removeprefix("mood_")
        assert each["text"]["text"] == label.capitalize()
        assert each["accessibility_label"] == f"Set the sentiment of case 1042 to {label}"
        assert each["value"] == "1042"
    check_message(sentiment_message(CLAIMED))


def test_a_resolved_case_keeps_the_line_and_loses_the_choice() -> None:
    assert "😠 Negative" in words(RESOLVED, "negative")
    assert "Change sentiment" not in menu_labels(RESOLVED, "negative")


def test_without_a_classifier_there_is_no_line_and_no_choice() -> None:
    shown = words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), None)
    assert "Neutral" not in shown
    assert "Change sentiment" not in menu_labels(WAITING, None)


def test_the_card_keeps_slacks_limits() -> None:
    check_message(
        draw_card(
            replace(CLAIMED, sentiment="positive", sentiment_by="U0AINO"), sentiment="negative", now=NOW
        )
    )
