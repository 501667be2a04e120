"""X's count of a text: the rules of twitter-text's configuration v3, example by example (docs/pitfalls.md, 44)."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.networks.x.length import LINK_LENGTH, weighted_length

GOLDEN = [
    ("", 0),
    ("We are on it.", 13),
    ("line\nbreak", 10),
    ("a" * 280, 280),
    # scripts
    ("Grüße, où, año", 14),
    ("Привет", 6),
    ("שלום", 4),
    ("مرحبا", 5),
    ("สวัสดี", 6),
    ("日本語", 6),
    ("안녕", 4),
    ("「はい」", 8),
    ("‘quoted’ “twice” – fine", 23),
    ("wait…", 6),
    ("5 €", 4),
    # NFC
    ("e\u0301", 1),
    ("\u1112\u1161\u11ab", 2),
    # emoji
    ("😀", 2),
    ("❤️", 2),
    ("❤", 2),
    ("👍🏽", 2),
    ("👩‍👩‍👧‍👧", 2),
    ("🤦🏽‍♀️", 2),
    ("🇫🇷", 2),
    ("🇫🇷🇩🇪", 4),
    ("1️⃣", 2),
    ("🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2),
    ("👩‍🚒‍🐶", 5),
    ("©", 1),
    ("©️", 2),
    ("x\ufe0f", 3),
    ("🧑‍🎄", 2),
    ("🤷\u200d♀", 5),
    # links with a scheme
    ("https://larkspur.com", 23),
    ("http://larkspur.com/" + "long/" * 60, 23),
    ("https://larkspur.example", 24),
    ("HTTPS://EXAMPLE.COM/A", 23),
    ("see https://example.com/a?b=c&d=%20#e, then", 4 + 23 + 6),
    ("https://example.com/a(b)c", 23),
    ("(https://example.com/a)", 25),
    ("https://example.com:8080/a", 23),
    ("https://例え.みんな/", 23),
    ("https://example.com/a https://example.com/b", 47),
    ("http://localhost", 16),
    ("https://", 8),
    # links without one
    ("example.com", 23),
    ("Example.COM.", 24),
    ("www.example.co.uk/x,y", 23),
    ("bit.ly/abc", 23),
    ("日本語example.comです", 6 + 23 + 4),
    ("example.com/ä", 23),
    ("end.Then", 8),
    ("v1.2.3", 6),
    ("e.g. this", 9),
    ("help@example.com", 16),
    ("@example.com", 12),
    ("#example.com", 12),
    ("$example.com", 12),
    ("@mira_bakes typed by us", 23),
]


@pytest.mark.parametrize(("text", "length"), GOLDEN)
def test_a_text_counts_as_x_counts_it(text: str, length: int) -> None:
    assert weighted_length(text) == length


@given(st.text())
def test_composed_or_not_a_text_has_one_length(text: str) -> None:
    assert weighted_length(unicodedata.normalize("NFD", text)) == weighted_length(text)


@given(st.text())
def test_no_character_counts_more_than_two_nor_makes_a_text_longer_than_twice_itself_and_its_links(
    text: str,
) -> None:
    whole = unicodedata.normalize("NFC", text)
    assert 0 <= weighted_length(text) <= 2 * len(whole) + LINK_LENGTH * whole.count(".")


@given(st.text("abc äя日", max_size=50), st.text("abc äя日", max_size=50))
def test_words_add_up(one: str, other: str) -> None:
    assert weighted_length(f"{one} {other}") == weighted_length(one) + 1 + weighted_length(other)


@given(st.text("abc日 😀", max_size=30), st.from_regex(r"[a-z0-9/_-]{0,200}[a-z0-9]", fullmatch=True))
def test_a_link_counts_23_however_long(before: str, path: str) -> None:
    assert (
        weighted_length(f"{before} https://example.com/{path}") == weighted_length(before) + 1 + LINK_LENGTH
    )


@pytest.mark.parametrize(
    "part",
    ["a.", "é", "é.", "/((", "https://", "a.co/!", "a-", "http://a.", "https://a.b/(", "😀", "1", "@a.com"],
)
def test_a_text_made_to_be_slow_is_counted_at_once(part: str) -> None:
    text = part * (25_000 // len(part))
    began = time.process_time()
    weighted_length(text)
    assert time.process_time() - began < 2
