"""A rule as the fields of a form: shown, changed, kept; and in words."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.routing import read_rules, sample
from bot.routing.editing.fields import (
    CONTINUE,
    IGNORE,
    PRAISE,
    RuleFields,
    fields_of,
    hidden_lines,
    joined,
    split,
    with_fields,
)
from bot.routing.editing.trial import post_for, try_rule
from bot.routing.facts import NO_FACTS
from bot.routing.in_words import conditions_in_words, effects_in_words
from bot.routing.yaml_tree import read_tree

ROOT = Path(__file__).parents[3]
AIRLINE = read_tree((ROOT / "docs" / "airline_rules.yaml").read_text(encoding="utf-8")).data["rules"]
ODD: list[dict[str, Any]] = [
    {
        "name": "a",
        "when": {
            "words": ["a, b", "c"],
            "regex": ["x"],
            "followers": {"at_least": "1_000", "at_most": "2000"},
        },
        "then": {"team": "t", "notify": ["@x"]},
    },
    {"name": "b", "when": {"words": ["w" * 1_600, "v" * 1_600]}, "then": {"praise": "true", "tags": ['"q"']}},
    {"name": "c", "when": {"any": [{"words": ["x"]}]}, "then": {"ignore": "why"}, "shadow": "true"},
    {
        "name": "d",
        "when": {"words": ["x"], "followers": {"at_most": "5"}},
        "then": {"continue": "true", "points": "2"},
    },
]


@pytest.mark.parametrize("rule", [*AIRLINE[::9], *ODD], ids=lambda rule: rule["name"])
def test_a_form_nobody_touched_changes_nothing(rule: dict[str, Any]) -> None:
    assert with_fields(rule, fields_of(rule)) == rule


def test_what_a_form_cannot_show_is_shown_as_text() -> None:
    assert hidden_lines(ODD[0]) == [
        "regex: [x]",
        "followers: {at_least: 1_000, at_most: 2000}",
        'notify: ["@x"]',
    ]
    assert [line[:6] for line in hidden_lines(ODD[1])] == ["words:", "tags: "]
    assert hidden_lines(ODD[2]) == ["any: [{words: [x]}]", "ignore: why", "shadow: true"]
    assert hidden_lines(ODD[3]) == ["followers: {at_most: 5}", "points: 2"]


def test_what_was_entered_replaces_what_the_form_shows_and_nothing_else() -> None:
    new = with_fields(
        ODD[0], RuleFields("new", ("d",), followers="7", hours="out", team="u", priority="high", macro="m")
    )
    assert new == {
        "name": "new",
        "when": {
            "words": ["d"],
            "regex": ["x"],
            "followers": {"at_least": "7", "at_most": "2000"},
            "hours": "out",
        },
        "then": {"team": "u", "notify": ["@x"], "priority": "high", "macro": "m"},
    }
    assert with_fields(ODD[3], RuleFields("d", team="u"))["when"] == {"followers": {"at_most": "5"}}


def test_entries_keep_their_order_and_their_spelling() -> None:
    rule = {"name": "r", "when": {"words": ["a", "b", "❤️"]}, "then": {"team": "t"}}
    assert with_fields(rule, RuleFields("r", ("❤", "new", "a"), team="t"))["when"]["words"] == [
        "a",
        "❤️",
        "new",
    ]


@pytest.mark.parametrize(
    ("team", "then"),
    [
        ("u", {"team": "u", "notify": ["@x"]}),
        (PRAISE, {"praise": "true", "notify": ["@x"]}),
        (IGNORE, {"ignore": "a"}),
        (CONTINUE, {"continue": "true"}),
    ],
)
def test_a_post_goes_one_way_only(team: str, then: dict[str, Any]) -> None:
    assert with_fields(ODD[0], RuleFields("a", team=team))["then"] == then


@given(
    st.lists(st.text(st.sampled_from("ab ,;\n、é🔥'-"), min_size=1).map(str.strip).filter(bool), unique=True)
)
def test_entries_are_read_back_from_their_field(entries: list[str]) -> None:
    for by in (", ", "\n"):
        assert split(joined(entries, by)) == tuple(entries)


@pytest.mark.parametrize(
    ("typed", "entries"),
    [
        ("", ()),
        (" , ;\n", ()),
        ("bill, bills;invoice\nrefund,,refund", ("bill", "bills", "invoice", "refund")),
        ('no internet, "a, b" , c', ("no internet", "a, b", "c")),
        ("繋がらない、つながらない", ("繋がらない", "つながらない")),
        ('say "hi" now', ('say "hi" now',)),
    ],
)
def test_commas_and_new_lines_separate_entries(typed: str, entries: tuple[str, ...]) -> None:
    assert split(typed) == entries


def test_a_rule_is_said_in_words() -> None:
    when = {
        "words": ["a", "b", "c", "d", "e", "f"],
        "networks": ["x", "email"],
        "hashtags": ["#t"],
        "followers": {"at_least": "50_000"},
        "sentiment": ["negative"],
        "hours": "out",
        "is_reply": "false",
        "spike": {"on": "outage", "at_least": "20", "within": "15m"},
        "any": [{"words": ["x"]}, {"not": {"regex": ["y"]}}],
    }
    assert conditions_in_words(when, str.upper) == (
        "has a, b, c, d or 2 more and is on X or EMAIL and has #t and followers at least 50,000 and sounds negative"
        " and outside business hours and is no reply and 20 posts tagged outage within 15m"
        " and (has x or not (matches the pattern y))"
    )
    assert effects_in_words({"team": "care", "priority": "high", "tags": ["t"]}, str.title) == "Care, high"
    assert effects_in_words({"ignore": "spam"}) == "ignored: spam"
    assert effects_in_words({"praise": "true"}) == "marketing, as praise"
    assert effects_in_words({"continue": "True", "tags": ["vip", "t"]}) == "later rules decide, tags vip, t"


@pytest.mark.parametrize("rule", [*AIRLINE, *ODD], ids=lambda rule: rule["name"])
def test_every_rule_has_words(rule: dict[str, Any]) -> None:
    assert conditions_in_words(rule["when"]).strip()
    assert effects_in_words(rule["then"]).strip()


def test_a_rule_is_tried_before_it_is_saved() -> None:
    rules = read_rules(
        "{teams: {a: {channel: a}}, default: {team: a}, rules: [{name: first, when: {words: [bill]}, then: {team: a}}]}"
    )
    fields = RuleFields(words=("refund",), followers="5000", networks=("email",))
    when: dict[str, Any] = {"words": ["refund"], "followers": {"at_least": "5000"}, "networks": ["email"]}

    def tried(text: str, before: tuple[str, ...] = ("first",), when: Any = when) -> Any:
        post = post_for(fields, text)
        return try_rule(when, rules, lists={}, before=before, post=post, facts=NO_FACTS, team="a")

    assert (tried("my refund").matched, tried("my refund").earlier) == (True, "")
    assert tried("refund this bill").earlier == "first"
    assert tried("refund this bill", before=()).earlier == ""
    assert not tried("hello").matched
    assert 'found none of "refund"' in tried("hello").verdicts[0]
    assert tried("bill").active.why == "first"
    assert tried("x", when={"words": ["two words"]}) is None
    assert tried("x", when={"lists": ["none"]}) is None
    assert not try_rule(
        when, rules, lists={}, before=(), post=sample("refund"), facts=NO_FACTS, team=""
    ).matched  # type: ignore[union-attr]
