"""Which texts a word or phrase is found in, in every script and however it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.routing import choose, read_rules, sample
from bot.routing.tokens import _TOKEN, _ascii_tokens, bare_tokens, fold, tagged_tokens

CASES = [
    ("fail", "what a #fail", True),
    ("#fail", "what a fail", False),
    ("#fail", "#failure", False),
    ("#fail", "epic #FAIL!", True),
    ("fail", "failure", False),
    ("@larkspur", "thanks @Larkspur!", True),
    ("@larkspur", "thanks larkspur", False),
    ("larkspur", "cc @larkspur_help", False),
    ("united customer", "@united customer since 2003", True),
    ("united customer", "a united\n  CUSTOMER", True),
    ("customer service", "your customer #service", True),
    ("customer service", "customer, service", False),
    ("@united customer", "united customer", False),
    ("🔥", "my router is 🔥🔥", True),
    ("❤", "i ❤\ufe0f you", True),
    ("❤\ufe0f", "i ❤ you", True),
    ("👍", "👍🏽", True),
    ("café", "the cafe\u0301 has no wifi", True),
    ("cafe\u0301", "le CAFÉ", True),
    ("cafe", "café", False),
    ("straße", "HAUPT STRASSE", True),
    ("STRASSE", "in der Straße", True),
    ("istanbul", "İSTANBUL", True),
    ("can't", "I can’t", True),
    ("don’t work", "they don't work", True),
    ("c++", "I write C++.", True),
    ("c++", "c++11", True),
    ("c++", "abc++", False),
    ("c#", "C# and F#", True),
    ("fibre", "ＦＩＢＲＥ", True),
    ("störung", "Störung!", True),
    ("störung", "Störungen", False),
    ("é", "élan", False),
    ("दी", "हिन्दी", False),
    ("हिन्दी", "हिन्दी में", True),
    ("сбой", "СБОЙ!", True),
    ("σοφος", "ΣΟΦΟΣ", True),
    ("20%", "20 % off", True),
    ("no", "nope", False),
    ("snake_case", "a snake_case", True),
    ("snake", "snake_case", False),
    ("障害", "障害 発生", True),
]


@pytest.mark.parametrize(("written", "text", "found"), CASES)
def test_a_keyword_is_found_where_a_reader_would_find_it(written: str, text: str, found: bool) -> None:
    rules = read_rules(
        "teams: {care: {channel: care}}\ndefault: {team: care}\n"
        f'rules:\n  - name: it\n    when: {{phrases: ["{written}"]}}\n    then: {{team: care}}\n'
    )
    assert (choose(rules, sample(text)).why == "it") is found


@given(st.text(alphabet="ab_#@.,-' \n\x00\x1c\x7f1"))
def test_the_short_way_for_ascii_finds_the_tokens_of_the_long_way(text: str) -> None:
    assert _ascii_tokens(text) == _TOKEN.findall(text)


@given(st.text())
def test_tokens_with_and_without_tags_stand_side_by_side(text: str) -> None:
    tagged = tagged_tokens(fold(text))
    bare = bare_tokens(tagged)
    assert len(bare) == len(tagged)
    assert all(bare)
