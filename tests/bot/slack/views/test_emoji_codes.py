"""Slack's emoji codes become emoji; text that only looks like a code stays."""

import time

import emoji
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views.emoji_codes import _names, unknown_emoji, with_emoji

CODES = [
    (":sweat_smile:", "😅"),
    (":+1:", "👍"),
    (":thumbsup:", "👍"),
    (":-1:", "👎"),
    (":+1::skin-tone-4:", "👍🏽"),
    (":wave::skin-tone-2:", "👋🏻"),
    (":skin-tone-6:", "🏿"),
    (":tada::skin-tone-4:", "🎉"),
    (":man-shrugging::skin-tone-3:", "🤷🏼\u200d♂️"),
    (":female-detective::skin-tone-5:", "🕵🏾\u200d♀️"),
    (":people_holding_hands::skin-tone-2::skin-tone-5:", "🧑🏻\u200d🤝\u200d🧑🏾"),
    (":people_holding_hands::skin-tone-3:", "🧑🏼\u200d🤝\u200d🧑🏼"),
    (":flag-de:", "🇩🇪"),
    (":de:", "🇩🇪"),
    (":flag-england:", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"),
    (":rainbow-flag:", "🏳️\u200d🌈"),
    (":heart:", "❤️"),
    (":warning:", "⚠️"),
    (":hash:", "#️⃣"),
    (":100:", "💯"),
    (":one:", "1️⃣"),
    ("Done :tada:!", "Done 🎉!"),
    ("(:tada:)", "(🎉)"),
    (":tada::tada: :fire:", "🎉🎉 🔥"),
    ("thanks:heart:", "thanks❤️"),
    (":heart:thanks", "❤️thanks"),
    ("so:heart:so", "so❤️so"),
    (":warning:: slow", "⚠️: slow"),
    ("a\n:tada:\nb", "a\n🎉\nb"),
]
UNTOUCHED = [
    "10:30:00",
    "from 9:00:00 to 10:30:00",
    "C::x::",
    "std::vec::Vec",
    "a 16:9:4 ratio",
    "1:on:1",
    "key:id:value",
    "10:100:1000",
    "urn:isbn:0451450523",
    "https://larkspur.com/a:heart:b",
    "Note: this: that",
    ":",
    "::",
    ": tada :",
    ":Tada:",
    "fe80::1:2:3",
    "no code",
]
CUSTOM = [
    ("Ship it :shipit:", [":shipit:"]),
    (":shipit: :party_larkspur: :shipit:", [":shipit:", ":party_larkspur:"]),
    (":tada::shipit:", [":shipit:"]),
    ("thanks:shipit:", [":shipit:"]),
    ("(:shipit:)", [":shipit:"]),
    (":ありがとう:", [":ありがとう:"]),
    (":shipit::skin-tone-3:", [":shipit::skin-tone-3:"]),
]


@pytest.mark.parametrize(("code", "shown"), CODES)
def test_a_code_every_slack_knows_becomes_its_emoji(code: str, shown: str) -> None:
    assert with_emoji(code) == shown
    assert unknown_emoji(code) == []


@pytest.mark.parametrize("text", UNTOUCHED)
def test_times_links_and_names_with_colons_stay(text: str) -> None:
    assert with_emoji(text) == text
    assert unknown_emoji(text) == []


@pytest.mark.parametrize(("text", "unknown"), CUSTOM)
def test_a_code_of_one_workspace_is_named(text: str, unknown: list[str]) -> None:
    assert unknown_emoji(text) == unknown
    assert all(code in with_emoji(text) for code in unknown)


def test_every_name_leads_to_an_emoji_and_every_tone_of_it_to_another() -> None:
    assert len(_names()) > 1_900
    for name, shown in _names().items():
        assert with_emoji(f":{name}:") == shown
        assert emoji.is_emoji(shown)
        if not name.startswith("family") and not any(part in name for part in ("-boy", "-girl")):
            assert emoji.is_emoji(with_emoji(f":{name}::skin-tone-4:"))


@given(st.text(":ab1+-_ x\n'", max_size=40))
def test_a_text_without_known_names_stays_as_it_is(text: str) -> None:
    if not any(f":{name}:" in text for name in ("a", "b", "x", "ab", "+1", "-1")):
        assert with_emoji(text) == text


def test_ten_thousand_colons_are_read_at_once() -> None:
    for part in (":", ":a", ":a:", "::a", ":tada:", ":shipit:", "a:"):
        began = time.process_time()
        text = part * (30_000 // len(part))
        with_emoji(text)
        unknown_emoji(text)
        assert time.process_time() - began < 2
