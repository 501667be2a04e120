"""Untrusted text is bounded, cleaned and isolated from the words around it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views.text import (
    clean,
    cut,
    duration,
    escape,
    isolated,
    one_line,
    short_count,
    squeeze,
    trim,
    units,
    web_address,
)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0"),
        (940, "940"),
        (999, "999"),
        (1_000, "1k"),
        (1_234, "1.2k"),
        (12_431, "12.4k"),
        (99_960, "100k"),
        (124_000, "124k"),
        (999_600, "1M"),
        (1_200_000, "1.2M"),
        (55_000_000, "55M"),
    ],
)
def test_followers_are_counted_as_people_say_it(count: int, said: str) -> None:
    assert short_count(count) == said


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-5, "0 s"),
        (45, "45 s"),
        (60, "1 min"),
        (3_599, "59 min"),
        (3_600, "1 h"),
        (11_100, "3 h 5 min"),
        (86_400, "1 d"),
        (187_200, "2 d 4 h"),
    ],
)
def test_spans_are_told_as_people_say_it(seconds: int, said: str) -> None:
    assert duration(timedelta(seconds=seconds)) == said


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "ftp://a/b",
        "https://",
        "http://[bad",
        "https://a b",
        "https://a|b",
        "https://a/<x>",
        "https://a/\u202e\ud83d",
        "https://a/" + "x" * 3_000,
    ],
)
def test_what_is_no_web_address_is_no_link(url: str) -> None:
    assert web_address(url) is None


def test_a_web_address_stays_as_it_is() -> None:
    assert web_address("https://x.com/a/status/1?s=20#x") == "https://x.com/a/status/1?s=20#x"


def test_a_name_written_from_right_to_left_cannot_turn_our_words_round() -> None:
    assert isolated("\u202eevil\u2066", 80) == "\u2068evil\u2069"


def test_one_post_cannot_fill_the_screen() -> None:
    assert squeeze("a\n\n\n\n\nb", 100) == "a\n\nb"
    assert squeeze("line\n" * 500, 10_000).count("\n") == 40


@given(st.text(), st.integers(1, 50))
def test_a_cut_text_fits_and_begins_like_the_whole(words: str, limit: int) -> None:
    words = clean(words)
    shorter = cut(words, limit)
    assert units(shorter) <= limit
    assert words.startswith(shorter.removesuffix("…"))


@given(st.text(alphabet="&<>a \U0001f600"), st.integers(1, 40))
def test_escaped_text_is_never_cut_through_an_entity(words: str, limit: int) -> None:
    shorter = trim(escape(words), limit)
    assert units(shorter) <= limit
    whole = shorter.removesuffix("…").replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")
    assert not set(whole) & set("&<>")


def test_our_own_mention_is_never_cut_in_two() -> None:
    assert trim("told <@U0PRIYA>", 12) == "told …"


@given(st.text(st.characters()))
def test_clean_text_can_always_be_sent(words: str) -> None:
    assert "\0" not in clean(words)
    clean(words).encode()
    assert "\n" not in one_line(words)
