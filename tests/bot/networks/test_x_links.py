"""Which parts of a text X takes for links, case by case as the conformance suite of twitter-text lists them.

The cases follow the headings of conformance/extract.yml (github.com/twitter/twitter-text); the texts are our own. Where
the suite and the library of version 3.1 give different answers, the library's counts: it is what X published last.
"""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x.length import has_link, weighted_length
from bot.networks.x.links import links

# The case, a text, and the links in it; None for: all of it but what stands before the first blank.
CASES: list[tuple[str, str, list[str] | None]] = [
    ("an address alone", "http://larkspur.com", ["http://larkspur.com"]),
    ("a host", "see http://larkspur.co", None),
    ("an empty anchor", "see http://larkspur.com/#", None),
    ("an anchor", "see http://larkspur.com/#help", None),
    ("a query in an anchor", "see http://larkspur.com/#find?q=fibre%20-slow%3Anow", None),
    ("a path in a query", "see http://larkspur.com/index.php?path=/help/bill/", None),
    (
        "digits, underscores and an ending in the path",
        "see http://www.larkspur.net/2026/02/the_new_box.html",
        None,
    ),
    ("a port", "see http://larkspur.com:3000", None),
    ("a tilde, a plus, a percent sign", "see http://lk.com/~mira+%ff-x", None),
    ("punctuation inside the path", "see http://lk.com/~mira+%ff-,.;x", None),
    ("punctuation at the start of the path", "see http://lk.com/,.;x", None),
    ("brackets", "see http://larkspur.org/wiki/Box_(blue)", None),
    ("an equals sign in the path", "see http://www.larkspur.org/shop/item=box-59", None),
    ("a symbol in the host", "see http://✪larkspur.ws/box", None),
    ("a query right behind the path", "see http://larkspur.it/?77e8fd", None),
    ("a host of one letter", "see http://l.com/oneletter", None),
    ("brackets with an equals sign", "see http://docs.larkspur.com/de-de/box(v=VS.100).aspx", None),
    ("an underscore in the last name", "see http://larkspur-dash_23_x.care-box_43.com", []),
    ("a dash at the start of a name", "see http://-dash_23_x.care-box_43.com", []),
    ("no ending", "see http://larkspur", []),
    ("an ending of one letter", "see http://larkspur.x", []),
    ("a bracket before it", "(http://larkspur.com", ["http://larkspur.com"]),
    ("many dashes", "see http://box-and-a-number-8-now.larkspur.com/", None),
    ("a dash behind the ending", "see http://larkspur.com-and-a-space-was-forgotten", []),
    ("an anchor behind a question mark", "see http://lk.com?#box text", ["http://lk.com?#box"]),
    (
        "bare, general endings",
        "lk.com lk.net lk.org lk.edu lk.gov",
        ["lk.com", "lk.net", "lk.org", "lk.edu", "lk.gov"],
    ),
    (
        "bare, unknown endings",
        "lk.bax lk.co.jp www.xxxx.bax www.lk.co.uk lk.comm lk.mycom",
        ["lk.co.jp", "www.lk.co.uk"],
    ),
    ("bare, a country's ending and a path", "t.co/box lk.ly/box", ["t.co/box", "lk.ly/box"]),
    ("a country's ending", "http://lk.jp http://larkspur.jp", ["http://lk.jp", "http://larkspur.jp"]),
    ("+ or - at the end", "http://lk.com/a+ or http://lk.com/a-", ["http://lk.com/a+", "http://lk.com/a-"]),
    ("a dash before the query", "see http://lk.com/view/box-url-?a=b", None),
    ("a blank behind the scheme", "@mira see http:// lk.com/box", ["lk.com/box"]),
    (
        "bare, between CJK",
        "障害です。larkspur.com/box/a.html中国語lk.com/box한국",
        ["larkspur.com/box/a.html", "lk.com/box"],
    ),
    (
        "short, between CJK",
        "lk.comこれです。larkspur.com中国語t.co/box한국lk.com box2.comテストlk.com/box",
        ["lk.com", "larkspur.com", "t.co/box", "lk.com", "box2.com", "lk.com/box"],
    ),
    (
        "with and without a scheme between CJK",
        "http://lk.com/これです。larkspur.com中国語http://t.co/box한국lk.comテストbox2.comテストhttp://lk.com/box",
        ["http://lk.com/", "larkspur.com", "http://t.co/box", "lk.com", "box2.com", "http://lk.com/box"],
    ),
    ("Cyrillic in the path", "see http://larkspur.com/Русские_слова", None),
    ("bare, a country's ending without a path", "lk.jp日本語lk.so中国語box.jp", ["lk.jp", "lk.so", "box.jp"]),
    ("bare, some country's endings", "LK.tv box.co lark.tv t.co", ["LK.tv", "box.co", "lark.tv", "t.co"]),
    ("a no-break space behind the scheme", "@mira see http://\u00a0lk.com/box", ["lk.com/box"]),
    ("an underscore and a dash before the name", "see http://my_box-new.larkspur.com", None),
    ("as short as can be", "see http://a.b.cd", None),
    ("an underscore before, a dash in the name", "see http://a_b.c-d.com", None),
    ("a dash before the name", "see http://a-b.c.com", None),
    ("a dash in the name", "see http://larkspur-box.com", None),
    ("many signs", "see http://www.lk.com/site/Box+New+-+Fast+400+Line/98.p?id=12&skuId=98", None),
    ("a dash first, before the name", "see http://-box.larkspur.com", []),
    ("a dash last, before the name", "see http://box-.larkspur.com", []),
    ("an underscore first, before the name", "see http://_box.larkspur.com", []),
    ("an underscore last, before the name", "see http://box_.larkspur.com", []),
    ("a dash first in the name", "see http://-larkspur.com", []),
    ("a dash last in the name", "see http://larkspur-.com", []),
    ("an underscore in the name", "see http://larkspur_box.com", []),
    ("an underscore in the ending", "see http://larkspur.c_o_m", []),
    ("a dot before the last slash", "see http://www.lk.com/box/with-a-dot./", None),
    ("digits and a dot last", "see http://www.lk.org.za/box/bar/688.1", None),
    ("bars and semicolons", "see http://www.lk.com/box/some.stm?a=b;c=P1|0||P2|0", None),
    ("an ampersand in the path", "see http://lk.com/box/123/box_&_bar/", None),
    ("words behind it", "http://www.lk.sc.edu/box/65 and", ["http://www.lk.sc.edu/box/65"]),
    ("an ending inside the host", "http://www.larkspur.no.box.net/ now", ["http://www.larkspur.no.box.net/"]),
    ("accents in a bare host", "see LARKSPÚR.com", None),
    ("a dot behind it", "see http://larkspur.com/.", ["http://larkspur.com/"]),
    (
        "a question mark in the anchor",
        "http://lk.com.ar/a/b-c?d#?=&cb=fe1&a=b.c&t=d&e",
        ["http://lk.com.ar/a/b-c?d#?=&cb=fe1&a=b.c&t=d&e"],
    ),
    ("many dots behind it", "see http://lk.com/box" + "." * 40, ["http://lk.com/box"]),
    ("many commas behind it", "see http://lk.com/" + "," * 40, ["http://lk.com/"]),
    ("many exclamation marks behind it", "see http://lk.com/box/" + "!" * 40, ["http://lk.com/box/"]),
    ("behind # or @", "#lk.com @lk.com #http://lk.com @http://lk.com #t.co/box @t.co/box", []),
    ("a short link and an apostrophe", "I like http://t.co/pbY2NfTZ's page", ["http://t.co/pbY2NfTZ"]),
    ("a short link and a dash", "see http://t.co/FNkPfmii- now", ["http://t.co/FNkPfmii"]),
    ("a short link and a colon", "see http://t.co/ulYGBYSo: here", ["http://t.co/ulYGBYSo"]),
    ("a short link that is too long", "see http://t.co/" + "a" * 41, []),
    (
        "before a new line",
        "http://lk.com\nlk.com/box\nlk.so/box",
        ["http://lk.com", "lk.com/box", "lk.so/box"],
    ),
    ("behind a dollar sign", "$http://lk.com $lk.com $http://t.co/box $t.co $LKS.CA", []),
    ("a file name", "long.lark.tar.bz2 lark.tar.bz2 tar.bz2", []),
    ("a general ending and @", "mira.k.gov@lk.com", []),
    ("a country's ending and @", "mira.k.jp@lk.com", []),
    ("encoded names", "see http://xn--ls8h.XN--ls8h.la/", None),
    (
        "endings of other scripts",
        "http://lk.みんな/ http://lk.中国/ http://lk.پاکستان/",
        ["http://lk.みんな/", "http://lk.中国/", "http://lk.پاکستان/"],
    ),
    ("bare, an ending of another script", "see larkspur.みんな", None),
    ("text right behind the ending", "詳しくはhttps://larkspur.comをご覧ください", ["https://larkspur.com"]),
    ("Thai around it", "ดูที่http://larkspur.comนะ", ["http://larkspur.com"]),
    ("direction marks around it", "\u202ahttp://larkspur.com\u202c", ["http://larkspur.com"]),
    ("a path of another script", "http://larkspur.com/障害", ["http://larkspur.com/"]),
    ("a port without a scheme", "larkspur.com:8080 now", ["larkspur.com"]),
    ("a port and a path without a scheme", "larkspur.com:8080/a now", ["larkspur.com:8080/a"]),
    ("a name over 63 letters", f"http://{'a' * 64}.com", []),
    ("an address over 4,096 letters", f"http://lk.com/{'a' * 4_096}", []),
    ("two brackets in one another", "http://lk.com/a_(b_(c))_d now", ["http://lk.com/a_(b_(c))_d"]),
    ("an address of numbers", "http://192.168.0.1/box", []),
    ("an ending nobody can register", "https://larkspur.example/help", []),
]

LENGTHS = [
    ("We are on it.", 13),
    ("http://lk.com", 23),
    ("https://lk.com", 23),
    ("lk.com", 23),
    ("Now https://lk.com now https://lk.com now lk.com now", 23 * 3 + 18),
    ("\U00010000\U0010ffff", 4),
    ("저찀쯿쿿", 8),
    ("H🐱☺️", 5),
    ("詳しくはhttps://larkspur.comをご覧ください", 45),
    ("ดูที่http://larkspur.comนะ", 30),
    ("see http://larkspur_box.com", 27),
    ("see http://larkspur-.com", 24),
    ("\u200e\u202a", 4),
    ("\u2000\u200d\u2010\u201f\u2032\u2037", 6),
    ("\u1100\u200e\u2020\u2031\u2038", 10),
]


@pytest.mark.parametrize(("case", "text", "found"), CASES, ids=[case for case, _, _ in CASES])
def test_links_are_those_of_the_conformance_suite(case: str, text: str, found: list[str] | None) -> None:
    assert [text[start:end] for start, end in links(text)] == (
        text.split(" ")[1:] if found is None else found
    )


@pytest.mark.parametrize(("text", "length"), LENGTHS)
def test_a_text_with_links_and_signs_counts_as_x_counts_it(text: str, length: int) -> None:
    assert weighted_length(text) == length
    assert has_link(text) is ("lk" in text or "larkspur.com" in text)


@given(st.text("ab-_.:/?#@日é()%!,http", max_size=60))
def test_links_follow_one_another_and_stay_inside_the_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    edges = [edge for span in links(composed) for edge in span]
    assert edges == sorted(edges)
    assert all(start < end for start, end in links(composed))
    assert all(0 <= edge <= len(composed) for edge in edges)


@pytest.mark.parametrize(
    "part",
    [
        "a.",
        "日.",
        "日",
        "日http",
        "日http://",
        "a_.",
        "a-.",
        "xn--",
        "xn--a.",
        "é.com",
        "a.com/(",
        "http://a.com?(",
        "_a.com",
    ],
)
def test_a_text_made_to_be_slow_is_read_at_once(part: str) -> None:
    text = part * (25_000 // len(part))
    began = time.process_time()
    links(text)
    assert time.process_time() - began < 2
