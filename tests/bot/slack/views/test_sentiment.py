"""How a customer sounds, on the card: both scores, whose word counts, three buttons to say otherwise."""

from typing import Any

import pytest
from msgspec.structs import replace

from bot.case import Case
from bot.nlp import Sentiment, SentimentResult
from bot.slack.views.card import draw_card
from tests.bot.slack.views.limits import check_message, parts
from tests.bot.slack.views.samples import CLAIMED, NOW, RESOLVED, WAITING

BY_WORDS = SentimentResult(Sentiment("negative", -0.62), None, "words")
LEARNING = SentimentResult(Sentiment("neutral", 0.0), Sentiment("negative", 0.71), "words")
LEARNED = SentimentResult(Sentiment("neutral", 0.0), Sentiment("negative", 0.914), "learned")
BUTTONS = ["mood_negative", "mood_neutral", "mood_positive"]


def words(case: Case, heard: SentimentResult | None) -> str:
    return draw_card(case, heard=heard, now=NOW).text


def mood_buttons(case: Case, heard: SentimentResult | None) -> list[dict[str, Any]]:
    found = parts(draw_card(case, heard=heard, now=NOW).blocks)
    return [each for each in found if str(each.get("action_id")).startswith("mood_")]


@pytest.mark.parametrize(
    ("heard", "line"),
    [
        (BY_WORDS, "Sounds negative · by words −0.62"),
        (LEARNED, "Sounds negative · by words +0.00 · learned negative 91%"),
        (
            SentimentResult(Sentiment("positive", 0.5), Sentiment("neutral", 0.4), "words"),
            "Sounds positive · by words +0.50 · learned neutral 40%, still learning",
        ),
    ],
)
def test_the_card_says_how_the_post_sounds_with_both_scores(heard: SentimentResult, line: str) -> None:
    assert line in words(WAITING, heard).splitlines()


def test_a_neutral_post_can_be_put_right() -> None:
    """A list of words misses half of all complaints: those are the ones to put right."""
    assert "Sounds neutral · by words +0.00 · learned negative 71%, still learning" in words(
        WAITING, LEARNING
    )
    assert [each["action_id"] for each in mood_buttons(WAITING, LEARNING)] == BUTTONS


def test_what_an_agent_said_stands_above_what_baton_hears() -> None:
    said = words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), BY_WORDS)
    assert "Sounds neutral, says <@U0AINO> · by words −0.62" in said


def test_the_buttons_say_what_they_do_and_carry_the_case_alone() -> None:
    for each in mood_buttons(CLAIMED, BY_WORDS):
        label = each["action_id"].removeprefix("mood_")
        assert each["text"]["text"] == label.capitalize()
        assert each["accessibility_label"] == f"The customer of case 1042 sounds {label}"
        assert each["value"] == "1042"


def test_a_settled_case_keeps_the_line_and_loses_the_buttons() -> None:
    assert "Sounds negative" in words(RESOLVED, BY_WORDS)
    assert mood_buttons(RESOLVED, BY_WORDS) == []


def test_without_an_impression_nothing_is_said() -> None:
    assert "Sounds" not in words(replace(WAITING, sentiment="neutral", sentiment_by="U0AINO"), None)
    assert mood_buttons(WAITING, None) == []


def test_the_card_keeps_slacks_limits() -> None:
    check_message(
        draw_card(replace(CLAIMED, sentiment="positive", sentiment_by="U0AINO"), heard=LEARNED, now=NOW)
    )
