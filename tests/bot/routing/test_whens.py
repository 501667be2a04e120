"""Every condition of a rule: it matches, it does not, or it is unknown."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from bot.mention import Mention
from bot.routing import choose, explain, read_rules, sample
from bot.routing.facts import StaticFacts

HEAD = """
teams:
  care: {channel: care}
  berlin:
    channel: berlin
    hours: {zone: Europe/Berlin, open: {mon-fri: "09:00-17:00"}}
    hours_on: {email: {zone: Europe/Berlin, open: {mon-fri: "09:00-12:00"}}}
lists: {vip: [x/ada, "@Bob"]}
default: {team: care}
rules:
"""
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
POST = sample("hello")


def matches(
    when: str, mention: Mention = POST, facts: StaticFacts | None = None, team: str = "berlin"
) -> bool:
    rules = read_rules(f"{HEAD}  - {{name: r, when: {{{when}}}, then: {{team: {team}, tags: [late]}}}}\n")
    route = choose(rules, mention, facts or StaticFacts())
    explained = explain(rules, mention, facts or StaticFacts())
    assert explained.route == route
    assert explained.steps[0].matched == (route.why == "r")
    return route.why == "r"


@pytest.mark.parametrize(
    ("when", "author", "network", "expected"),
    [
        ("lists: [vip]", "Ada", "x", True),
        ("lists: [vip]", "ada", "bluesky", False),
        ("lists: [vip]", "bob", "bluesky", True),
        ("lists: [vip]", "eve", "x", False),
        ("authors: [mastodon/ada@larkspur.example]", "ada@larkspur.example", "mastodon", True),
        ("authors: [mastodon/ada@larkspur.example]", "ada@larkspur.example", "x", False),
    ],
)
def test_people_are_known_by_handle_on_any_network_or_on_one(
    when: str, author: str, network: str, expected: bool
) -> None:
    assert matches(when, sample("hello", author, network=network)) is expected


@pytest.mark.parametrize(
    ("account", "expected"), [("@Larkspur", True), ("larkspur_tv", True), ("care", False), ("", False)]
)
def test_a_post_is_known_by_the_account_it_was_written_to(account: str, expected: bool) -> None:
    assert matches("accounts: [larkspur, x/larkspur_tv]", replace(POST, to_account=account)) is expected


@pytest.mark.parametrize("kind", ["is_reply", "is_quote", "has_media"])
def test_what_kind_of_post_it_is(kind: str) -> None:
    such = replace(POST, in_reply_to="1", quotes=True, media=("https://larkspur.example/a.png",))
    assert [matches(f"{kind}: true", post) for post in (POST, such)] == [False, True]
    assert [matches(f"{kind}: false", post) for post in (POST, such)] == [True, False]


FACTS = [
    # a condition, facts with which it holds, facts with which it does not
    ("languages: [de, unknown]", StaticFacts(spoken="unknown"), StaticFacts(spoken="en")),
    ("sentiment: [negative]", StaticFacts(sounds="negative"), StaticFacts(sounds="neutral")),
    ("earlier_cases: {at_least: 2}", StaticFacts(cases=2), StaticFacts(cases=1)),
    ("earlier_cases: {at_most: 0}", StaticFacts(cases=0), StaticFacts(cases=1)),
    ("open_case: true", StaticFacts(has_open=True), StaticFacts(has_open=False)),
    ("open_case: false", StaticFacts(has_open=False), StaticFacts(has_open=True)),
    ("hours: in", StaticFacts(MONDAY), StaticFacts(MONDAY.replace(day=22))),
    ("hours: out", StaticFacts(MONDAY.replace(hour=20)), StaticFacts(MONDAY)),
    (
        "spike: {on: late, at_least: 3, within: 5m}",
        StaticFacts(volumes={"late": 3}),
        StaticFacts(volumes={"late": 2}),
    ),
]


@pytest.mark.parametrize(("when", "so", "not_so"), FACTS)
def test_a_fact_matches_or_not_and_when_unknown_neither_does_its_opposite(
    when: str, so: StaticFacts, not_so: StaticFacts
) -> None:
    assert [matches(when, facts=facts) for facts in (so, not_so, StaticFacts())] == [True, False, False]
    negated = f"not: {{{when}}}"
    assert [matches(negated, facts=facts) for facts in (so, not_so, StaticFacts())] == [False, True, False]


def test_the_hours_are_those_of_the_rules_team_on_the_posts_network() -> None:
    noon = StaticFacts(MONDAY.replace(hour=13))
    assert matches("hours: in", facts=noon)
    assert not matches("hours: in", replace(POST, network="email"), noon)
    assert not matches("hours: out", facts=noon, team="care")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("late bus", True),
        ("late train", False),
        ("late tram #delay", True),
        ("tram", False),
        ("on strike", True),
        ("late bus, thanks to the strike", True),
        ("late bus, all fine", False),
        ("strike, all fine", False),
    ],
)
def test_all_any_and_not_nest(text: str, expected: bool) -> None:
    late = "all: [{words: [late]}, {any: [{words: [bus]}, {hashtags: [delay]}]}]"
    assert (
        matches(f"any: [{{{late}}}, {{words: [strike]}}], not: {{phrases: [all fine]}}", sample(text))
        is expected
    )


def test_an_unknown_follower_count_is_in_no_range_and_in_no_ranges_opposite() -> None:
    for when in ("followers: {at_least: 10}", "not: {followers: {at_least: 10}}"):
        assert not matches(when, sample("hello", followers=None))
    assert matches("not: {followers: {at_least: 10}}", sample("hello", followers=9))


def test_de_morgan_holds_where_something_is_not_known() -> None:
    """not (unknown and false) is true; not (unknown or false) is not known."""
    assert matches("not: {all: [{sentiment: [negative]}, {words: [absent]}]}")
    assert not matches("not: {any: [{sentiment: [negative]}, {words: [absent]}]}")


class Counting:
    """Facts that count how often each is asked for."""

    at = MONDAY

    def __init__(self) -> None:
        self.asked: list[str] = []

    def language(self, mention: Mention) -> str:
        self.asked.append("language")
        return "de"

    def sentiment(self, mention: Mention) -> str:
        self.asked.append("mood")
        return "neutral"

    def earlier_cases(self, mention: Mention) -> int:
        self.asked.append("earlier cases")
        return 0

    def open_case(self, mention: Mention) -> bool:
        self.asked.append("open case")
        return False

    def volume(self, mention: Mention, topic: str, within: int) -> int:
        self.asked.append(f"{topic} in {within}")
        return 0


def test_facts_are_asked_only_where_a_rule_comes_to_them_and_once() -> None:
    spike = "spike: {on: t, at_least: 1, within: 5m}"
    rules = read_rules(
        HEAD
        + f"""\
  - {{name: a, when: {{words: [absent], sentiment: [negative], open_case: true}}, then: {{team: care, tags: [t]}}}}
  - {{name: b, when: {{words: [hello], languages: [en], earlier_cases: {{at_least: 1}}}}, then: {{team: care}}}}
  - {{name: c, when: {{any: [{{languages: [fr]}}, {{{spike}}}]}}, then: {{team: care}}}}
  - {{name: d, when: {{{spike}, words: [hello]}}, then: {{team: care}}}}
"""
    )
    facts = Counting()
    choose(rules, POST, facts)
    assert facts.asked == ["language", "t in 300"]


def test_rules_of_nested_words_are_found_by_their_words_and_not_tried_one_by_one() -> None:
    """The index holds a rule of `any` under the words of every branch; `not` cannot be looked up."""
    branches = "[{words: [wN]}, {all: [{words: [vN]}, {words: [z]}]}]"
    line = f"  - {{name: rN, when: {{any: {branches}}}, then: {{team: care}}}}\n"
    rules = read_rules(HEAD + "".join(line.replace("N", str(n)) for n in range(50)))
    post_view = rules.index.post_view(sample("w7 and v9 z"))
    assert sorted(rules.index.candidates(post_view)) == [7, 9]
    assert choose(rules, sample("v9 z")).why == "r9"
    assert choose(rules, sample("v9")).why == "default"
