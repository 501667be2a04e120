"""Invisible characters, emphasis and other spellings never hide a word from a rule, nor join two words."""

from itertools import product

import pytest

from bot.routing import RulesError, choose, read_rules, sample

FILE = """\
teams: {{care: {{channel: care}}}}
default: {{team: care}}
rules:
  - name: it
    when: {{{when}}}
    then: {{team: care}}
"""

UNSEEN = {
    "soft hyphen": "\u00ad",
    "grapheme joiner": "\u034f",
    "Arabic letter mark": "\u061c",
    "Hangul filler": "\u3164",
    "Mongolian separator": "\u180e",
    "zero-width space": "\u200b",
    "zero-width non-joiner": "\u200c",
    "zero-width joiner": "\u200d",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "right-to-left override": "\u202e",
    "pop direction": "\u202c",
    "word joiner": "\u2060",
    "invisible times": "\u2062",
    "left-to-right isolate": "\u2066",
    "pop isolate": "\u2069",
    "variation selector": "\ufe0f",
    "text variation selector": "\ufe0e",
    "supplementary selector": "\U000e0100",
    "byte order mark": "\ufeff",
    "tag letter": "\U000e0062",
    "stroke through": "\u0336",
    "underline": "\u0332",
}
PLACES = ("bur{}ning", "{}burning", "burning{}", "a {}burning{} router")
EMPHASIS = ("_", "__", "*", "**", "***", "~~", "`", "||", "**_", "||*")
WHENS = ("words: [burning]", "phrases: [burning]", "contains: [burning]", "regex: [\\bburning\\b]")


def matches(when: str, text: str) -> bool:
    return choose(read_rules(FILE.format(when=when)), sample(text)).why == "it"


@pytest.mark.parametrize("sign", UNSEEN.values(), ids=UNSEEN)
@pytest.mark.parametrize("place", PLACES)
def test_an_invisible_character_hides_no_word_in_post_or_rule(place: str, sign: str) -> None:
    hidden = place.format(sign, sign)
    assert [when for when in WHENS if not matches(when, hidden)] == []
    assert matches("hashtags: [burning]", f"#bur{sign}ning")
    shown = place.format("", "")
    for kind, written in product(("words", "phrases", "contains"), ("bur{}ning", "{}burning{}")):
        assert matches(f'{kind}: ["{written.format(sign, sign)}"]', shown)


@pytest.mark.parametrize("mark", EMPHASIS)
def test_emphasis_hides_no_word_and_no_phrase(mark: str) -> None:
    closing = mark[::-1]
    whole = f"my {mark}burning{closing} router"
    assert [when for when in WHENS if not matches(when, whole)] == []
    assert matches('phrases: ["my burning router"]', whole)
    assert matches('phrases: ["my burning router"]', f"{mark}my burning router{closing}!")
    assert matches('phrases: ["my burning router"]', f"{mark}my{closing} burning router")
    assert matches('phrases: ["#burning"]', f"{mark}#burning{closing}")
    assert matches("hashtags: [burning]", f"{mark}#burning{closing}")
    assert matches('phrases: ["@larkspur"]', f"{mark}@larkspur{closing} hello")


@pytest.mark.parametrize("mark", [mark for mark in EMPHASIS if "_" not in mark])
def test_emphasis_inside_a_word_hides_it_not(mark: str) -> None:
    assert [when for when in WHENS if not matches(when, f"bur{mark}nin{mark[::-1]}g")] == []


@pytest.mark.parametrize(
    ("when", "text"),
    [
        ("words: [snake]", "a snake_case"),
        ('phrases: ["@larkspur"]', "cc @larkspur_"),
        ('phrases: ["@larkspur"]', "cc @_larkspur_"),
        ('phrases: ["@larkspur"]', "cc @larkspur_help"),
        ("authors: [ada]", "hello"),
        ("words: [月金]", "月~金"),
    ],
)
def test_an_underscore_in_a_name_and_a_sign_between_words_count(when: str, text: str) -> None:
    assert not matches(when, text)


def test_words_and_ranges_keep_their_signs() -> None:
    assert matches("words: [snake_case]", "a _snake_case_")
    assert matches('phrases: ["@larkspur_"]', "cc @larkspur_")
    assert matches('phrases: ["c++"]', "I write *c++*.")
    assert matches("words: [月]", "月~金")
    assert matches('phrases: ["***"]', "*** 1/5")
    assert matches("words: [सेवा]", "_सेवा_ बंद")


@pytest.mark.parametrize("hyphen", "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d")
def test_one_hyphen_is_as_good_as_another(hyphen: str) -> None:
    text = f"the Wi{hyphen}Fi is gone"
    for when in ("words: [wi-fi]", 'phrases: ["wi-fi is"]', "contains: [wi-fi]", "regex: ['wi-fi']"):
        assert matches(when, text)
    assert matches(f'words: ["wi{hyphen}fi"]', "the Wi-Fi is gone")


def test_a_regex_on_one_sign_still_finds_that_sign() -> None:
    assert matches(r"regex: ['\d\x{2013}\d']", "from 3\u20135")
    assert matches(r"regex: ['\*\*now\*\*']", "call **now**")
    assert matches(r"regex: ['_now_']", "call _now_")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("ışık", "IŞIK yok"),
        ("IŞIK", "ışık yok"),
        ("ışık", "Işık yok"),
        ("kapı", "KAPI açık"),
        ("KAPI", "kapı açık"),
        ("internet", "İNTERNET yok"),
        ("İnternet", "internet yok"),
        ("istanbul", "ISTANBUL"),
        ("diyarbakır", "DİYARBAKIR"),
    ],
)
def test_turkish_words_are_found_in_capitals(written: str, text: str) -> None:
    for kind in ("words", "phrases", "contains"):
        assert matches(f'{kind}: ["{written}"]', text)
    assert matches(f'hashtags: ["{written}"]', f"#{text}")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("burning", "ｂｕｒｎｉｎｇ"),
        ("burning", "𝐛𝐮𝐫𝐧𝐢𝐧𝐠"),
        ("fire", "ﬁre"),
        ("office", "oﬃce"),
        ("burning", "ⓑⓤⓡⓝⓘⓝⓖ"),
        ("ルーター", "ﾙｰﾀｰ"),
    ],
)
def test_other_forms_of_a_letter_are_that_letter(written: str, text: str) -> None:
    assert matches(f"words: [{written}]", text)


FLAGS = ["🇩🇪", "🇫🇷", "🇪🇫", "🏴", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"]
FLAGS += [
    "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "🏳️",
    "🏳️\u200d🌈",
    "🏳️\u200d⚧️",
    "🏴\u200d☠️",
]


@pytest.mark.parametrize("flag", FLAGS)
@pytest.mark.parametrize("kind", ["words", "phrases", "contains"])
def test_a_flag_is_found_as_itself_and_in_no_other(kind: str, flag: str) -> None:
    when = f'{kind}: ["{flag}"]'
    others = [other for other in FLAGS if other != flag]
    assert matches(when, f"hello{flag}")
    assert matches(when, f"🇩🇪{flag}🇫🇷 🇬🇧")
    assert [other for other in others if matches(when, f"{other}{other} {other}")] == []


def test_the_halves_of_two_flags_make_no_third() -> None:
    for kind in ("words", "phrases", "contains"):
        assert not matches(f'{kind}: ["🇪🇫"]', "🇩🇪🇫🇷")
        assert matches(f'{kind}: ["🇫🇷"]', "🇩🇪🇫🇷")
        assert matches(f'{kind}: ["🇩🇪🇫🇷"]', "hello 🇩🇪🇫🇷!")


def test_unseen_signs_alone_are_nothing_to_look_for() -> None:
    with pytest.raises(RulesError, match="no word to search for"):
        read_rules(FILE.format(when='words: ["\u200b\u00ad"]'))


def test_forty_thousand_marks_are_read_at_once() -> None:
    for hard in (
        "_a " * 13_000,
        "_" * 40_000,
        "*" * 40_000,
        "*a" * 20_000,
        "a_" * 20_000,
        "🇩" * 20_000,
        "a@" * 20_000,
    ):
        assert not matches("words: [burning]", hard)
