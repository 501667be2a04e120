"""A text counts as blank when nobody could see it, however many characters it has."""

import pytest

from bot.case.blank import is_blank


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n\t\u00a0\u3000",
        "\u200b",
        "\u200c\u200d\u2060\ufeff",
        "\u00ad",
        "\u202a\u202e\u2066\u2069\u200e\u061c",
        "\ufe0f\U000e0100\u180b",
        "\u3164\u115f\u1160\uffa0",
        "\u2800\u2800",
        "\U000e0041\U000e007f",
        "\u034f\u17b4\U0001d159\u0000\u001b",
    ],
)
def test_a_text_without_a_visible_character_is_blank(words: str) -> None:
    assert is_blank(words)


@pytest.mark.parametrize(
    "words", ["a", "\u200b.\u200b", "❤\ufe0f", "👩\u200d🚒", "ㅤ가", "नमस्\u200dते", "\u0600", "-", "\u2801", "0"]
)
def test_a_text_with_one_is_not(words: str) -> None:
    assert not is_blank(words)
