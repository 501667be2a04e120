"""The customer's sentiment: on the card where it is sure, in *More*, and three choices to correct it."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case
from bot.slack.views.blocks import readable
from bot.slack.views.card import draw_card
from bot.slack.views.more import MoreFacts, more_modal
from bot.slack.views.sentiment import sentiment_message
from tests.bot.slack.views.limits import check_message, parts
from tests.bot.slack.views.samples import CLAIMED, NOW, RESOLVED, WAITING

BUTTONS = ["mood_negative", "mood_neutral", "mood_positive"]


def small_line(case: Case, sure: str) -> str:
    """Return the small line of the card."""
    (shown,) = [b for b in draw_card(case, sentiment=sure, now=NOW).blocks if b["type"] == "context"]
    return readable([shown])


def window(case: Case, detected: str) -> str:
    return readable(more_modal(case, MoreFacts(now=NOW, detected=detected))["blocks"])


def fields(case: Case, detected: str) -> list[str]:
    view = more_modal(case, MoreFacts(now=NOW, detected=detected))
    return [block["block_id"] for block in view["blocks"] if block["type"] == "input"]


def choices(case: Case) -> list[dict[str, Any]]:
    found = parts(sentiment_message(case).blocks)
    return [each for each in found if str(each.get("action_id")).startswith("mood_")]


@pytest.mark.parametrize(("sure", "shown"), [("negative", "😠 Negative"), ("positive", "🙂 Positive")])
def test_the_card_shows_a_sentiment_that_is_sure_and_no_score(sure: str, shown: str) -> None:
    assert small_line(WAITING, sure).endswith(f"#1042 · {shown}")


def test_a_sentiment_that_is_not_sure_is_only_in_more() -> None:
    assert small_line(WAITING, "").endswith("#1042")
    assert "Sentiment: 🙂 Positive, detected" in window(WAITING, "positive")


def test_a_sentiment_set_by_an_agent_replaces_the_detected_one() -> None:
    case = replace(WAITING, sentiment="neutral", sentiment_by="U0AINO")
    assert small_line(case, "negative").endswith("😐 Neutral")
    assert "Sentiment: 😐 Neutral, set by <@U0AINO>" in window(case, "negative")


@pytest.mark.parametrize("case", [WAITING, CLAIMED, RESOLVED])
def test_more_offers_to_change_it_while_the_post_is_there(case: Case) -> None:
    assert "sentiment" in fields(case, "neutral")
    assert "sentiment" not in fields(case, "")


def test_the_choices_say_what_they_do_and_carry_only_the_case() -> None:
    assert [each["action_id"] for each in choices(CLAIMED)] == BUTTONS
    for each in choices(CLAIMED):
        label = each["action_id"].removeprefix("mood_")
        assert each["text"]["text"] == label.capitalize()
        assert each["accessibility_label"] == f"Set the sentiment of case 1042 to {label}"
        assert each["value"] == "1042"
    check_message(sentiment_message(CLAIMED))
