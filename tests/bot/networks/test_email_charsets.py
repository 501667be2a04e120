"""Emails are read by the charset labels that browsers know, which mail programs use too."""

import json

import pytest
from webencodings.labels import LABELS

from bot.networks.email.charsets import decode, header_words
from tests.bot.networks.email_inbox import NOW, inbox
from tests.wire.email.requests import sendgrid

# Python's name of the charset that browsers mean by a label, and words that tell it from its narrower namesake.
MEANT = {
    "us-ascii": ("utf-8", "café"),
    "us-ascii with eight bits": ("cp1252", "café – 40 €"),
    "iso-8859-1": ("cp1252", "“40 €” – naïve"),
    "latin1": ("cp1252", "“40 €”"),
    "windows-1252": ("cp1252", "“40 €”"),
    "iso-8859-9": ("cp1254", "“ışık” €"),
    "iso-8859-11": ("cp874", "กล่อง…"),
    "tis-620": ("cp874", "กล่อง…"),
    "windows-874": ("cp874", "กล่อง…"),
    "shift_jis": ("cp932", "①㈱髙橋"),
    "x-sjis": ("cp932", "①㈱髙橋"),
    "windows-31j": ("cp932", "①㈱髙橋"),
    "iso-2022-jp": ("iso2022_jp", "お荷物"),
    "x-euc-jp": ("euc_jp", "お荷物"),
    "euc-kr": ("cp949", "똠방각하"),
    "ks_c_5601-1987": ("cp949", "똠방각하"),
    "korean": ("cp949", "똠방각하"),
    "windows-949": ("cp949", "똠방각하"),
    "gb2312": ("gbk", "鎔基發票"),
    "x-gbk": ("gbk", "鎔基發票"),
    "chinese": ("gbk", "發票"),
    "gbk": ("gb18030", "㐀 ḿ"),
    "big5": ("big5hkscs", "發票 嘅"),
    "cn-big5": ("big5hkscs", "發票"),
    "x-x-big5": ("big5hkscs", "發票"),
    "iso-8859-8-i": ("iso-8859-8", "שלום"),
    "logical": ("iso-8859-8", "שלום"),
    "iso-8859-6-e": ("iso-8859-6", "سلام"),
    "sun_eu_greek": ("iso-8859-7", "λάθος"),
    "koi": ("koi8-r", "Привет"),
    "koi8-ru": ("koi8-u", "їжак"),
    "x-cp1251": ("cp1251", "Привет"),
    "x-mac-roman": ("mac-roman", "naïve"),
    "unicode-1-1-utf-8": ("utf-8", "naïve 日"),
    "iso-2022-kr": ("iso2022_kr", "한국"),
    "hz-gb-2312": ("hz", "发票"),
    "utf-7": ("utf-7", "naïve"),
    "cp850": ("cp850", "naïve"),
    "x-unknown": ("utf-8", "naïve"),
    "": ("utf-8", "naïve"),
    ' "utf-8"; ': ("utf-8", "naïve"),
    "no-such-charset": ("cp1252", "naïve – €"),
}


@pytest.mark.parametrize("label", MEANT)
async def test_words_are_read_by_the_charset_their_label_means(label: str) -> None:
    codec, words = MEANT[label]
    charsets = json.dumps({"text": label.removesuffix(" with eight bits")})
    call = sendgrid(NOW, text=words.encode(codec), charsets=charsets)
    assert (await inbox("sendgrid").taken(call)).text.split("\n\n")[0] == words


@pytest.mark.parametrize("label", LABELS)
def test_every_label_of_the_standard_is_known(label: str) -> None:
    """Whatever the charset: what was plain ASCII stays readable where the charset holds it."""
    codec = {"utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}.get(LABELS[label], "ascii")
    assert decode("Order LK-204518".encode(codec), label) == "Order LK-204518"


def test_signs_that_windows_added_to_japanese_are_read_in_its_mail_too() -> None:
    """The rows of NEC and IBM, which Python's codec refuses; a sign that is none at all spoils no other."""
    added = b"\x1b$B-!\x1b(B and \x1b$B-jF|K\\\x1b(B"
    assert decode(added, "iso-2022-jp") == "① and ㈱日本"
    assert decode(b"\x1b(I1\x1b(B", "iso-2022-jp") == "ｱ"
    assert decode("①㈱".encode("cp932"), "iso-2022-jp") == "①㈱"
    assert decode(b"\x1b$B-!\x7f\x7f\x1b(B.", "iso-2022-jp").startswith("①")


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("=?windows-31j?B?h0CKlA==?=", "①株"),
        ("=?ks_c_5601-1987?B?jGO55g==?=", "똠방"),
        ("=?iso-8859-1?Q?=9340_=80=94?=", "“40 €”"),
        ("=?us-ascii?Q?caf=C3=A9?=", "café"),
        ("=?iso-2022-jp?B?GyRCLSEbKEI=?=", "①"),
        ("=?utf-8?B?4pyT?= =?utf-8?B?4pyT?=", "✓✓"),
        ("Jörg =?utf-8?Q?L=C3=B6we?=", "Jörg Löwe"),
        ("=?utf-8?B?x?=", "=?utf-8?B?x?="),
        ("=?nonsense", "=?nonsense"),
    ],
)
def test_a_headers_words_are_read_so_too(header: str, words: str) -> None:
    assert header_words(header) == words


async def test_a_subject_is_read_without_its_encoding() -> None:
    call = sendgrid(NOW, subject="=?windows-31j?B?h0CKlA==?= LK-204518")
    assert (await inbox("sendgrid").taken(call)).title == "①株 LK-204518"


def test_what_no_charset_can_read_is_marked_and_stops_nothing() -> None:
    assert decode(b"a\xff\xfeb", "utf-8") == "a\ufffd\ufffdb"
    assert decode(b"a\xffb", "euc-kr") == "a\ufffdb"
    assert decode(b"abc", "rot13") == decode(b"abc", "zip") == "abc"
