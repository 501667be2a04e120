"""The sentiment, set by button, by /baton and in the thread; wrong words are refused."""

import pytest

from tests.handlers.front import Front


@pytest.mark.parametrize("label", ["negative", "neutral", "positive"])
async def test_one_press_says_how_a_post_sounds(front: Front, label: str) -> None:
    number = await front.opened()
    answer = await front.press(f"mood_{label}", str(number), "U0RUTH")
    case = await front.case(number)
    assert (answer.status, case.sentiment, case.sentiment_by) == (200, label, "U0RUTH")
    (told,) = front.told("U0RUTH")
    assert told.startswith(f"Sentiment of case #{number} set to {label}.")


async def test_a_word_does_the_same_anywhere(front: Front) -> None:
    number = await front.opened()
    answer = await front.command(f"mood {number} Negative")
    assert answer.words.startswith(f"Sentiment of case #{number} set to negative.")
    await front.say(f"!mood #{number} positive", ts="9.7")
    assert (await front.case(number)).sentiment == "positive"
    assert await front.kinds(number) == ["mood_corrected", "mood_corrected"]


async def test_the_word_alone_shows_the_choices(front: Front) -> None:
    answer = await front.command(f"mood {await front.opened()}")
    assert answer.words.startswith("Sentiment of case")
    assert [each["text"]["text"] for each in answer.body["blocks"][1]["elements"]] == [
        "Negative",
        "Neutral",
        "Positive",
    ]


@pytest.mark.parametrize("said", ["furious", "negative really"])
async def test_what_is_no_mood_is_refused_with_what_to_say(front: Front, said: str) -> None:
    number = await front.opened()
    answer = await front.command(f"mood {number} {said}")
    assert "`!mood negative`, `!mood neutral` or `!mood positive`" in answer.words
    assert (await front.case(number)).sentiment == ""


async def test_a_press_twice_is_one_word(front: Front) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""
    number = await front.opened()
    for _ in range(2):
        await front.press("mood_negative", str(number))
    assert await front.kinds(number) == ["mood_corrected"]


async def test_the_card_leads_to_the_three_choices(front: Front) -> None:
    number = await front.opened()
    await front.press("change_sentiment", str(number), "U0RUTH")
    (told,) = front.told("U0RUTH")
    assert told.startswith(f"Sentiment of case #{number}.")
    assert await front.kinds(number) == []
