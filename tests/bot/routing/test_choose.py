"""The rule that decides for a mention."""

import re
import time
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.routing import Priority, Route, Rules, UnknownTeam, choose, read_rules, reroute, sample
from bot.routing.regex_set import Patterns, TooLarge
from bot.routing.rules import LEAST_LOADED, Targets

HEAD = """
teams:
  care: {channel: care, first_response: 1h}
  billing: {channel: C024BE91L, notify: ["@billing-team"], first_response: 90s, title: Money}
marketing: care
default: {team: care}
rules:
"""


def rules_of(*lines: str) -> Rules:
    return read_rules(HEAD + "".join(f"  - {{name: r{n}, {line}}}\n" for n, line in enumerate(lines)))


def taken_by(rules: Rules, text: str, **about: object) -> str:
    return choose(rules, sample(text, **about)).why  # type: ignore[arg-type]


def test_a_subject_or_headline_is_read_like_the_text_below_it() -> None:
    by_word = "when: {words: [invoice]}, then: {team: billing}"
    by_regex = "when: {regex: ['order \\d+']}, then: {team: care}"
    rules = rules_of(by_word, by_regex)
    letter = replace(sample("It is wrong."), title="Invoice 114")
    assert choose(rules, letter).why == "r0"
    assert choose(rules, replace(letter, title="Order 114")).why == "r1"
    assert choose(rules, replace(letter, title="Hello")).why == "default"


def test_the_first_rule_that_holds_decides() -> None:
    rules = rules_of(
        "when: {words: [bill]}, then: {team: billing}",
        "when: {words: [late, bill]}, then: {team: care}",
    )
    assert taken_by(rules, "late bill") == "r0"
    assert taken_by(rules, "late train") == "r1"
    assert taken_by(rules, "a fine day") == "default"


def test_a_rule_without_text_conditions_keeps_its_place_among_the_others() -> None:
    rules = rules_of(
        "when: {words: [press]}, then: {team: care}",
        "when: {followers: {at_least: 1000}}, then: {team: care}",
        "when: {words: [bill]}, then: {team: billing}",
    )
    assert taken_by(rules, "press, bill", followers=5000) == "r0"
    assert taken_by(rules, "bill", followers=5000) == "r1"
    assert taken_by(rules, "bill", followers=5) == "r2"


def test_every_key_of_when_must_hold_and_any_entry_of_a_list() -> None:
    rules = rules_of(
        "when: {words: [fire, smoke], phrases: [my router], networks: [x, bluesky]}, then: {team: care}"
    )
    assert taken_by(rules, "smoke from my router", network="bluesky") == "r0"
    assert taken_by(rules, "smoke from my chimney") == "default"
    assert taken_by(rules, "my router") == "default"
    assert taken_by(rules, "fire in my router", network="mastodon") == "default"


@pytest.mark.parametrize(
    ("followers", "matches"), [(None, False), (9, False), (10, True), (20, True), (21, False)]
)
def test_followers_stand_in_a_range_with_both_ends(followers: int | None, matches: bool) -> None:
    rules = rules_of("when: {followers: {at_least: 10, at_most: 20}}, then: {team: care}")
    assert (taken_by(rules, "hi", followers=followers) == "r0") is matches


def test_authors_are_known_by_their_handle_however_it_is_written() -> None:
    rules = rules_of('when: {authors: ["@Ada_L", grace@example.social]}, then: {team: care}')
    assert taken_by(rules, "hi", author="ada_l") == "r0"
    assert taken_by(rules, "hi", author="@ADA_L") == "r0"
    assert taken_by(rules, "hi", author="grace@example.social") == "r0"
    assert taken_by(rules, "hi", author="ada") == "default"


def test_contains_finds_a_piece_inside_text_without_spaces() -> None:
    rules = rules_of(
        "when: {contains: [繋がらない]}, then: {team: care}", "when: {contains: [断]}, then: {team: care}"
    )
    assert taken_by(rules, "また繋がらないんだけど") == "r0"
    assert taken_by(rules, "又断网了") == "r1"
    assert taken_by(rules, "繋がる") == "default"


def test_a_hashtag_is_found_as_a_tag_only() -> None:
    rules = rules_of('when: {hashtags: ["#Outage", LarkspurDown]}, then: {team: care}')
    assert taken_by(rules, "#OUTAGE!") == "r0"
    assert taken_by(rules, "＃larkspurdown") == "r0"
    assert taken_by(rules, "outage") == "default"
    assert taken_by(rules, "#outages") == "default"


def test_a_regex_ignores_case_unless_it_says_otherwise() -> None:
    rules = rules_of(r"when: {regex: ['lk-\d{4}', '(?-i)VIP']}, then: {team: care}")
    assert taken_by(rules, "order LK-1234") == "r0"
    assert taken_by(rules, "a VIP") == "r0"
    assert taken_by(rules, "a vip") == "default"


def test_words_that_yaml_reads_as_something_else_are_words_here() -> None:
    rules = rules_of("when: {words: [no, 08, 1.50, on]}, then: {team: care}")
    assert [taken_by(rules, text) for text in ("oh NO", "08", "for 1.50", "On")] == ["r0"] * 4


def test_an_ignored_post_carries_the_reason() -> None:
    rules = rules_of('when: {words: [giveaway]}, then: {ignore: "competition entry"}')
    route = choose(rules, sample("giveaway"))
    assert (route.ignored, route.why, route.team) == ("competition entry", "r0", "care")
    assert choose(rules, sample("hello")).ignored is None


def test_a_rule_may_notify_others_than_its_team_does() -> None:
    rules = rules_of(
        "when: {words: [a]}, then: {team: billing}",
        'when: {words: [b]}, then: {team: billing, notify: ["@boss"], priority: Urgent, tags: [vip]}',
        "when: {words: [c]}, then: {team: billing, notify: []}",
    )
    assert choose(rules, sample("a")) == Route(
        "billing", "C024BE91L", ("@billing-team",), Priority.NORMAL, (), 90, "r0", version=rules.version
    )
    assert choose(rules, sample("b")) == Route(
        "billing", "C024BE91L", ("@boss",), Priority.URGENT, ("vip",), 90, "r1", version=rules.version
    )
    assert choose(rules, sample("c")).notify == ()


def test_a_handover_uses_the_new_teams_channel_and_keeps_priority_and_tags() -> None:
    rules = rules_of("when: {words: [a]}, then: {team: care, priority: urgent, tags: [safety]}")
    moved = reroute(rules, "billing", choose(rules, sample("a")), "wrong team")
    assert moved == Route(
        "billing",
        "C024BE91L",
        ("@billing-team",),
        Priority.URGENT,
        ("safety",),
        90,
        "wrong team",
        version=rules.version,
    )
    with pytest.raises(UnknownTeam, match=r'there is no team "biling"; did you mean "billing"\?'):
        reroute(rules, "biling", moved, "")


def test_a_route_survives_json() -> None:
    route = choose(rules_of("when: {words: [a]}, then: {team: billing, tags: [x, y]}"), sample("a"))
    assert msgspec.json.decode(msgspec.json.encode(route), type=Route) == route


def test_teams_and_version_stand_in_the_rules() -> None:
    rules = rules_of("when: {words: [a]}, then: {team: billing}")
    assert (rules.teams["billing"].title, rules.teams["care"].title) == ("Money", "Care")
    assert (rules.teams["care"].channel, rules.teams["care"].first_response) == ("#care", 3600)
    assert rules.marketing == "care"
    assert rules.version != rules_of("when: {words: [b]}, then: {team: billing}").version


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}b", r"(\w+\s?)*!"])
def test_no_regex_hangs_the_bot(pattern: str) -> None:
    rules = rules_of(f"when: {{regex: ['{pattern}']}}, then: {{team: care}}")
    start = time.process_time()
    choose(rules, sample("a" * 39_000 + "?"))
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    "text", ["no way " * 5_700, "no way out " * 3_600, "#@" * 20_000, "🔥" * 40_000, "ﷺ" * 40_000]
)
def test_no_post_hangs_the_bot_however_many_phrases_there_are(text: str) -> None:
    phrases = ", ".join(f"no way out {number}" for number in range(1_000))
    rules = rules_of(f"when: {{phrases: [{phrases}]}}, then: {{team: care}}")
    start = time.process_time()
    assert taken_by(rules, text) == "default"
    assert time.process_time() - start < 2


def test_one_pass_tells_every_regex_that_matches_and_a_lone_surrogate_does_no_harm() -> None:
    rules = rules_of(
        r"when: {regex: ['(?-i)ORDER \d'], words: [never]}, then: {team: care}",
        r"when: {regex: ['order \d', 'x']}, then: {team: care}",
        r"when: {regex: ['stör.{0,900}g']}, then: {team: care}",
    )
    texts = ["Order 12", "nothing", "STÖRUNG 7", "a lone \ud800 surrogate, order 3"]
    assert [taken_by(rules, text) for text in texts] == ["r1", "default", "r2", "r1"]


def test_regexes_too_large_for_their_memory_are_refused_and_do_not_fall_silent() -> None:
    with pytest.raises(TooLarge):
        Patterns(["order", "stör.{0,900}g"], memory=20_000)


WORDS = ["a", "ab", "no", "bill", "Größe", "c++", "#a", "@ab", "🔥", "can't", "_"]
# Nothing is glued to a word but a sign: what is glued to one is no tag, and what is emphasised is another test's.
SPACES = [" ", "  ", "\n", ", ", ".", " #", " @"]


def naive(keyword: str, text: str) -> bool:
    """One regex per keyword: its signs and words in order, each word with or without a tag unless it has one."""
    parts = re.findall(r"[#@]?\w+|[^\w\s]", keyword.casefold())
    pattern = ""
    for before, part in pairwise(["", *parts]):
        is_word, is_tagged = part[-1].isalnum() or part[-1] == "_", len(part) > 1 and part[0] in "#@"
        if before and is_word and not is_tagged and re.search(r"\w$", before):
            pattern += r"(?:\s+[#@]?|[#@])"
        elif before:
            pattern += r"\s*[#@]?" if is_word and not is_tagged else r"\s*"
        elif is_word and not is_tagged:
            pattern += r"(?<!\w)"
        pattern += re.escape(part) + (r"(?!\w)" if is_word or part in "#@" else "")
    return re.search(pattern, text.casefold()) is not None


PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@settings(max_examples=150)
@given(
    lists=st.lists(st.lists(PHRASES, min_size=1, max_size=3), min_size=1, max_size=6),
    pieces=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SPACES)), max_size=12),
)
def test_the_index_finds_the_rule_that_a_plain_search_through_all_rules_finds(
    lists: list[list[str]], pieces: list[tuple[str, str]]
) -> None:
    text = "".join(word + space for word, space in pieces)
    quoted = [", ".join(f'"{phrase}"' for phrase in phrases) for phrases in lists]
    rules = rules_of(*(f"when: {{phrases: [{phrases}]}}, then: {{team: care}}" for phrases in quoted))
    expected = (f"r{n}" for n, phrases in enumerate(lists) if any(naive(phrase, text) for phrase in phrases))
    assert taken_by(rules, text) == next(expected, "default")


@settings(max_examples=100)
@given(
    conditions=st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                "words": st.just("[bill, no]"),
                "hashtags": st.just("[a]"),
                "contains": st.just("[il]"),
                "regex": st.just("['b.l']"),
                "authors": st.just("[ada]"),
                "networks": st.just("[x]"),
                "followers": st.just("{at_least: 5}"),
            },
        ).filter(bool),
        min_size=1,
        max_size=5,
    ),
    text=st.sampled_from(["bill", "no #a", "#A bil", "mild ball", "", "no bill"]),
    author=st.sampled_from(["ada", "grace"]),
    followers=st.sampled_from([None, 4, 5]),
    network=st.sampled_from(["x", "discord"]),
)
def test_the_index_finds_the_first_rule_of_which_all_conditions_hold(
    conditions: list[dict[str, str]], text: str, author: str, followers: int | None, network: str
) -> None:
    keys = [", ".join(f"{key}: {value}" for key, value in one.items()) for one in conditions]
    rules = rules_of(*(f"when: {{{when}}}, then: {{team: care}}" for when in keys))
    low = text.lower()
    matches = {
        "words": bool(set(low.split()) & {"bill", "no"}),
        "hashtags": "#a" in low.split(),
        "contains": "il" in low,
        "regex": re.search("b.l", low) is not None,
        "authors": author == "ada",
        "networks": network == "x",
        "followers": followers == 5,
    }
    expected = (f"r{n}" for n, one in enumerate(conditions) if all(matches[key] for key in one))
    about = {"author": author, "followers": followers, "network": network}
    assert taken_by(rules, text, **about) == next(expected, "default")


def test_a_team_says_how_it_works_and_its_routes_carry_the_targets() -> None:
    rules = read_rules(
        """
teams:
  care:
    channel: care
    targets: {claim: 15m, resolution: 2d}
    outside: night
    members: ["@care", U024BE7LH]
    lead: ["@care-lead"]
    cap: 8
    assign: least loaded
    accept_within: 5m
  night: {channel: night}
default: {team: care}
"""
    )
    care = rules.team("care")
    assert (care.outside, care.members, care.lead) == ("night", ("@care", "U024BE7LH"), ("@care-lead",))
    assert (care.cap, care.assign, care.accept_within) == (8, LEAST_LOADED, 300)
    assert rules.default.targets == Targets(claim=900, resolution=172_800)
    assert reroute(rules, "night", rules.default, "a reason").targets == Targets()
