"""Hashtags, by the cases of twitter-text's conformance suite, and what in a link does not.

The cases follow the headings of conformance/extract.yml and validate.yml (github.com/twitter/twitter-text); the texts
are our own.
"""

import pytest

from bot.nlp.hashtags import hashtags, without_hashtags
from bot.routing import choose, read_rules, sample
from bot.routing.lint import lint

# The case, a text, and its hashtags.
CASES = [
    ("letters", "our #router here", ["router"]),
    ("a letter, then digits", "fibre #gig500", ["gig500"]),
    ("a digit, then letters", "#2nd router", ["2nd"]),
    ("digits and letters in turn", "#easy2do4u", ["easy2do4u"]),
    ("digits alone are none", "On the #42 tram", []),
    ("one digit alone is none", "#0", []),
    ("after brackets and quotes", "(#a1 )#a2 [#a3 ]#a4 ’#a5’#a6", ["a1", "a2", "a3", "a4", "a5", "a6"]),
    ("ñ", "hasta #mañana", ["mañana"]),
    ("é", "from the #café", ["café"]),
    ("ü", "in #münchen", ["münchen"]),
    ("a space after the sign", "no tag: # 障害 です", []),
    ("Korean", "요즘 #장애 많음", ["장애"]),
    ("half-width Hangul", "wide #ﾣﾦﾰ", ["ﾣﾦﾰ"]),
    ("Russian", "опять #сбой сети", ["сбой"]),
    ("katakana first", "#ルーター is slow", ["ルーター"]),
    ("hiragana first", "#おそい again", ["おそい"]),
    ("kanji first", "#障害 again", ["障害"]),
    ("katakana last", "slow #ルーター", ["ルーター"]),
    ("hiragana last", "slow #おそい", ["おそい"]),
    ("kanji last", "an #障害", ["障害"]),
    ("katakana in the middle", "my #ルーター today", ["ルーター"]),
    ("hiragana in the middle", "very #おそい today", ["おそい"]),
    ("kanji in the middle", "an #障害 today", ["障害"]),
    ("kanji and katakana mixed", "お知らせ #通信障害ルーター", ["通信障害ルーター"]),
    ("after Japanese punctuation", "遅いです。#通信障害", ["通信障害"]),
    ("before Japanese punctuation", "#通信障害。", ["通信障害"]),
    ("full-width letters and digits", "全角 ＃ｒｏｕｔｅｒ２４", ["ｒｏｕｔｅｒ２４"]),
    ("no space before it", "通信障害#ルーター", []),
    ("the long vowel sign", "遅い。#サーバー", ["サーバー"]),
    ("the half-width long vowel sign", "遅い。#ｻｰﾊﾞｰ", ["ｻｰﾊﾞｰ"]),
    ("half-width voicing marks", "#ﾙｰﾀｰﾊﾞｸﾞ #ﾊﾟﾋﾟﾌﾟ", ["ﾙｰﾀｰﾊﾞｸﾞ", "ﾊﾟﾋﾟﾌﾟ"]),
    ("# after a full-width !", "つながった！#通信障害。", ["通信障害"]),
    ("full-width ＃ after a full-width !", "つながった！＃通信障害。", ["通信障害"]),
    ("iteration marks", "#人々 #金子みすゞ #各〻 #各〃", ["人々", "金子みすゞ", "各〻", "各〃"]),
    ("the full-width tilde", "#ワ～プ ですか～", ["ワ～プ"]),
    ("the wave dash", "#ワ〜プ ですか～", ["ワ〜プ"]),
    ("ş", "now #Ateş #işte #şu #ş", ["Ateş", "işte", "şu", "ş"]),
    ("İ and ı", "now #İki #ıslak", ["İki", "ıslak"]),
    ("before punctuation", "#bill: #bill; #bill, #bill. #bill! #bill?", ["bill"] * 6),
    ("after punctuation", ":#bill ;#bill ,#bill .#bill !#bill ?#bill", ["bill"] * 6),
    ("before the end of a line", "#bill\nand\n#fee\n", ["bill", "fee"]),
    ("before an address", "#http://larkspur.com #https://larkspur.com", []),
    ("in an address", "http://larkspur.com/#promo larkspur.com/#promo", []),
    ("extended Latin", "#Azərbaycan #mûǁae #Čeština #Ċaoiṁín", ["Azərbaycan", "mûǁae", "Čeština", "Ċaoiṁín"]),
    ("Arabic and Persian", "#فاتورة #اینترنت #قطع  #خدمة", ["فاتورة", "اینترنت", "قطع", "خدمة"]),
    ("Arabic with an underscore", "#خدمة_العملاء, #قطع_اینترنت.", ["خدمة_العملاء", "قطع_اینترنت"]),
    ("Hebrew maqaf, geresh, gershayim", "#אי־אפשר #וכו׳ #דו״ח", ["אי־אפשר", "וכו׳", "דו״ח"]),
    ("Thai", "#เน็ตล่ม #ช้ามาก", ["เน็ตล่ม", "ช้ามาก"]),
    ("zero-width non-joiner", "#می\u200cخواهم", ["می\u200cخواهم"]),
    ("zero-width joiner", "#ශ්\u200dරීලංකා", ["ශ්\u200dරීලංකා"]),
    ("Amharic", "ዛሬ #ኢንተርኔት", ["ኢንተርኔት"]),
    ("Arabic and Persian digits", "#۳۴۵قطع #قطع۶۷۸ #ســـلام_٤٠٦", ["۳۴۵قطع", "قطع۶۷۸", "ســـلام_٤٠٦"]),
    ("Hindi, and digits alone", "#सेवा #सेवा_१२ #१२३४ बंद", ["सेवा", "सेवा_१२"]),
    ("Indic scripts", "#সেবা #સેવા #ಸೇವೆ #സേവനം #ସେବା #ਸੇਵਾ #සේවය #சேவை #సేవ", None),
    ("Tibetan", "#ཞབས་ཞུ་ #ཞབས་ཞུ", ["ཞབས་ཞུ་", "ཞབས་ཞུ"]),
    ("Khmer, Burmese, Lao", "#សេវាកម្ម #ဝန်ဆောင်မှု #ບໍລິການ", None),
    ("Greek", "#Δίκτυο_αργό σήμερα", ["Δίκτυο_αργό"]),
    ("Armenian and Georgian", "#Ցանց #ქსელი", ["Ցանց", "ქსელი"]),
    ("a middle dot", "#col·lapse", ["col·lapse"]),
    ("no letter at all", "#_ #1_2 #122 #〃", []),
    ("a letter beyond the basic plane", "#\U00020021", ["\U00020021"]),
    ("a letter and a mark beyond it", "#\U00016f04\U00016f51", ["\U00016f04\U00016f51"]),
    ("a digit beyond it", "#A\U000104a0", ["A\U000104a0"]),
    ("several, one without letters", "#123 one #two three #four", ["two", "four"]),
    ("several scripts", "in #中文, #日本語, #한국말, and #русский!", ["中文", "日本語", "한국말", "русский"]),
    ("glued to a word", "C#bill and F&#bill", []),
    ("two that are glued together", "#late#bill", []),
    ("after a variation selector", "⚠\ufe0f#late", ["late"]),
    ("a keycap", "#\ufe0f\u20e3 #\u20e3", []),
]

NOT_IN_LINKS = [
    "https://larkspur.example/promo#WinWithLarkspur does not load",
    "https://larkspur.example/#WinWithLarkspur",
    "http://larkspur.example?#WinWithLarkspur",
    "www.larkspur.example/#/#WinWithLarkspur",
    "larkspur.example/a/b?c=d/#WinWithLarkspur",
    "http://localhost:3000/#WinWithLarkspur",
    "http://192.168.0.1/?#WinWithLarkspur",
    "https://larkspur.example/Aktion_(neu)/#WinWithLarkspur",
    "https://larkspur.example/цена/#WinWithLarkspur",
    "HTTPS://LARKSPUR.EXAMPLE/#WinWithLarkspur",
    "[the prize](https://larkspur.example/#WinWithLarkspur)",
]
BESIDE_LINKS = [
    "https://larkspur.example #WinWithLarkspur",
    "(https://larkspur.example/promo)#WinWithLarkspur",
    "https://larkspur.example/promo\n#WinWithLarkspur",
    "https://larkspur.example/promo。#WinWithLarkspur",
    "Win!#WinWithLarkspur",
    "and/or/#WinWithLarkspur",
]

FILE = """\
teams: {{care: {{channel: care}}}}
default: {{team: care}}
rules:
  - name: it
    when: {{{when}}}
    then: {{team: care}}
"""


def matches(when: str, text: str) -> bool:
    return choose(read_rules(FILE.format(when=when)), sample(text)).why == "it"


@pytest.mark.parametrize(("case", "text", "found"), CASES, ids=[case for case, _, _ in CASES])
def test_hashtags_are_those_of_the_conformance_suite(case: str, text: str, found: list[str] | None) -> None:
    assert hashtags(text) == (text.replace("#", "").split() if found is None else found)


@pytest.mark.parametrize(("case", "text", "found"), CASES, ids=[case for case, _, _ in CASES])
def test_a_rule_on_hashtags_matches_a_post_for_each_of_them_and_for_no_part(
    case: str, text: str, found: list[str] | None
) -> None:
    for tag in hashtags(text):
        assert matches(f'hashtags: ["{tag}"]', text)
        assert not matches(f'hashtags: ["{tag}x"]', text)
    for part in {tag[:-1] for tag in hashtags(text) if len(tag) > 1} - set(hashtags(text)):
        assert not matches(f'hashtags: ["{part}"]', text)


@pytest.mark.parametrize("text", NOT_IN_LINKS)
@pytest.mark.parametrize("when", ["hashtags: [WinWithLarkspur]", 'phrases: ["#WinWithLarkspur"]'])
def test_the_anchor_of_a_link_is_no_hashtag(when: str, text: str) -> None:
    assert not matches(when, text)
    assert matches("words: [WinWithLarkspur]", text)


@pytest.mark.parametrize("text", BESIDE_LINKS)
@pytest.mark.parametrize("when", ["hashtags: [WinWithLarkspur]", 'phrases: ["#WinWithLarkspur"]'])
def test_a_hashtag_beside_a_link_is_one(when: str, text: str) -> None:
    assert matches(when, text)


@pytest.mark.parametrize("when", ["hashtags: [bill]", 'phrases: ["#bill"]'])
def test_a_sign_glued_to_a_word_begins_no_hashtag(when: str) -> None:
    assert not matches(when, "C#bill")
    assert not matches(when, "R&#bill")


def test_an_e_mail_address_is_no_mention() -> None:
    assert not matches('phrases: ["@larkspur"]', "write to help@larkspur.example")
    assert matches('phrases: ["@larkspur"]', "RT@larkspur: we are back")
    assert matches('phrases: ["help@larkspur.example"]', "Write to Help@Larkspur.example!")


def test_a_number_is_no_hashtag_but_a_phrase_still_finds_it() -> None:
    assert not matches('hashtags: ["16"]', "On the #16 bus")
    assert matches('phrases: ["#16"]', "On the #16 bus")
    assert matches('phrases: ["bus 16"]', "On bus #16")


def test_a_hashtag_that_no_network_has_is_warned_of_at_its_line() -> None:
    text = FILE.format(when='hashtags: [bill, "16", "_"]')
    assert [(fault.line, fault.message) for fault in lint(read_rules(text), text)] == [
        (5, '"#16" is not a hashtag on any network, so it never matches'),
        (5, '"#_" is not a hashtag on any network, so it never matches'),
    ]


def test_a_tag_is_found_whether_or_not_unseen_signs_are_in_it() -> None:
    assert matches('hashtags: ["WinWithLarkspur"]', "#Win\u00adWith\u200bLarkspur")
    assert matches('hashtags: ["障害"]', "速報\u200b#障害\u200bです")


def test_hashtags_are_left_out_of_a_text_and_the_links_stay() -> None:
    text = "C#bill on #late https://larkspur.com/a#b"
    assert without_hashtags(text).split() == ["C#bill", "on", "https://larkspur.com/a#b"]


def test_ten_thousand_signs_in_one_word_are_read_at_once() -> None:
    for hard in (".#a" * 10_000, "a.#" * 10_000, "#" * 30_000, "http://" * 5_000 + "#a", "(" * 20_000 + "#a"):
        assert len(hashtags(hard)) <= 10_000
