"""The explanation of a route, and the examples of a file."""

from pathlib import Path

import pytest

from bot.routing import Failure, check_examples, choose, explain, read_rules, sample

ROOT = Path(__file__).parents[3]

TEXT = """\
teams:
  care: {channel: care}
  billing: {channel: billing, notify: ["@billing-team"]}
default: {team: care}
rules:
  - name: spam
    when: {phrases: [free money], hashtags: [ad]}
    then: {ignore: advertising}
  - name: reach
    when: {followers: {at_least: 10000, at_most: 20000}, networks: [x]}
    then: {team: care}
  - name: a friend
    when: {authors: [ada], contains: [il]}
    then: {team: care}
  - name: bill
    when: {words: [a1, a2, a3, a4, a5, a6, bill], regex: ['b.l']}
    then: {team: billing, tags: [money]}
  - name: never reached
    when: {words: [never]}
    then: {team: care}
"""

RULES = read_rules(TEXT)


def test_every_rule_says_its_first_condition_that_failed_until_one_decides() -> None:
    assert str(explain(RULES, sample("My bill!", followers=1_500))).splitlines() == [
        '✗ spam (line 6): phrases: found none of "free money"',
        "✗ reach (line 9): followers: 1,500; the rule asks for at least 10,000 and at most 20,000",
        '✗ a friend (line 12): author is @someone, not "@ada"',
        '✓ bill (line 15): words: found "bill"; regex: found "b.l"',
        "  1 later rule was not tried",
        "team billing in #billing, priority normal, notifies @billing-team, tags money (rule: bill)",
    ]


def test_a_paused_rule_matches_nothing_and_is_named_as_paused() -> None:
    rules = read_rules(TEXT.replace("  - name: bill\n", "  - name: bill\n    paused: true\n"))
    assert choose(rules, sample("My bill!")).why == "default"
    said = str(explain(rules, sample("My bill!", followers=1_500)))
    assert '✗ bill (line 15, paused): words: found "bill"' in said
    everything = read_rules(TEXT.replace("words: [never]", "sentiment: [negative]") + "    paused: true\n")
    assert choose(everything, sample("never", followers=5)).why == "default"


@pytest.mark.parametrize(
    ("text", "about", "line"),
    [
        ("free money", {}, '✗ spam (line 6): hashtags: found none of "#ad"'),
        ("free money #ad", {}, "ignored: advertising (rule: spam)"),
        ("hi", {}, "✗ reach (line 9): followers: the author's count is unknown"),
        ("hi", {"followers": 10_000, "network": "discord"}, '✗ reach (line 9): network is discord, not "x"'),
        ("hi", {"followers": 10_000}, "✓ reach (line 9): network is x; followers: 10,000"),
        ("hi", {"author": "Ada"}, '✗ a friend (line 12): contains: found none of "il"'),
        ("mild", {"author": "Ada"}, '✓ a friend (line 12): author is @ada; contains: found "il"'),
        ("a1", {}, '✗ bill (line 15): regex: found none of "b.l"'),
        ("hi", {}, '✗ bill (line 15): words: found none of "a1", "a2", "a3", "a4", "a5" and 2 more'),
        ("hi", {}, "team care in #care, priority normal (rule: default)"),
    ],
)
def test_a_verdict_says_what_was_found_or_missed(text: str, about: dict[str, object], line: str) -> None:
    assert line in str(explain(RULES, sample(text, **about))).splitlines()  # type: ignore[arg-type]


def test_the_explanation_ends_with_the_route_that_choose_gives() -> None:
    for text in ("free money #ad", "bill", "never", "something else"):
        assert explain(RULES, sample(text)).route == choose(RULES, sample(text))


def test_examples_that_fail_say_what_came_instead() -> None:
    examples = """\
examples:
  - {text: my bill, expect: {rule: bill, team: billing, priority: normal, ignored: false}}
  - {text: my bill, expect: {rule: reach, team: care, priority: high, ignored: true}}
  - {text: "free money #ad", expect: {team: care}}
  - {text: hi, author: "@ada", followers: 12000, network: discord, expect: {rule: default}}
  - {text: hi, followers: 12000, expect: {rule: default}}
"""
    assert check_examples(read_rules(TEXT + examples)) == [
        Failure(
            23,
            '"my bill": rule is bill, not reach; team is billing, not care; priority is normal, not high; '
            "ignored is False, not True (rule: bill)",
        ),
        Failure(24, '"free money #ad": team is nobody (ignored), not care (rule: spam)'),
        Failure(26, '"hi": rule is reach, not default (rule: reach)'),
    ]


def test_the_rules_file_of_the_project_passes_its_own_examples() -> None:
    rules = read_rules((ROOT / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8"))
    assert len(rules.examples) >= 10
    assert check_examples(rules) == []
