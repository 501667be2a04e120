"""Rules that are probably a mistake are reported at their line with a remedy; others are not (docs/pitfalls.md, 54)."""

import time
from pathlib import Path

import pytest

from bot.routing import read_rules
from bot.routing.lint import lint

ROOT = Path(__file__).parents[3]
HEAD = """\
teams:
  care: {channel: care}
  berlin: {channel: berlin, hours: {zone: Europe/Berlin, open: {mon-fri: "09:00-17:00"}}}
lists: {vip: [x/ada]}
default: {team: care, inform: [berlin], tags: [t]}
rules:
"""


def warnings(*whens: str, then: str = "team: care") -> list[str]:
    lines = [f"  - {{name: r{n}, when: {{{when}}}, then: {{{then}}}}}\n" for n, when in enumerate(whens)]
    text = HEAD + "".join(lines)
    return [f"{fault.line}: {fault.message}" for fault in lint(read_rules(text), text)]


@pytest.mark.parametrize(
    "when",
    [
        "networks: [x], all: [{networks: [discord]}]",
        "followers: {at_least: 10}, not: {followers: {at_least: 5}}",
        "all: [{followers: {at_most: 5}}, {followers: {at_least: 6}}]",
        "all: [{earlier_cases: {at_most: 0}}, {earlier_cases: {at_least: 1}}]",
        "is_reply: true, all: [{is_reply: false}]",
        "hours: out",
        "words: [late], not: {words: [late, bus]}",
        "phrases: [too late], not: {words: [late]}",
        "hashtags: [late], not: {words: [late]}",
        "authors: [x/ada], not: {authors: [ada]}",
        "any: [{hours: out}, {words: [a], not: {words: [a]}}]",
        "sentiment: [negative], not: {sentiment: [negative, neutral]}",
    ],
)
def test_a_rule_that_can_never_match_is_reported(when: str) -> None:
    assert warnings(when) == ['7: rule "r0" can never match']


@pytest.mark.parametrize(
    "when",
    [
        "networks: [x], all: [{networks: [x, discord]}]",
        "all: [{followers: {at_most: 6}}, {followers: {at_least: 6}}]",
        "followers: {at_least: 5}, not: {followers: {at_least: 10}}",
        "words: [late], not: {hashtags: [late]}",
        "words: [late], not: {phrases: [too late]}",
        "words: [late, bus], not: {words: [late]}",
        "authors: [ada], not: {authors: [x/ada]}",
        "any: [{hours: out}, {words: [a]}]",
        "hours: in",
    ],
)
def test_a_rule_that_may_hold_is_left_alone(when: str) -> None:
    assert warnings(when) == []


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("words: [late, bus]", "words: [bus]"),
        ("words: [late]", "words: [late], followers: {at_least: 5}"),
        ("words: [late]", "phrases: [too late, so late]"),
        ("words: [late]", "hashtags: [late]"),
        ("networks: [x]", "networks: [x], words: [late]"),
        ("followers: {at_least: 5}", "followers: {at_least: 10}, words: [late]"),
        ("contains: [la]", "contains: [late, lame]"),
        ("authors: [ada]", "lists: [vip]"),
        ("any: [{words: [late]}, {words: [bus]}]", "words: [bus]"),
        ("words: [late]", "any: [{phrases: [too late]}, {words: [late], is_reply: true}]"),
        ("words: [late], not: {words: [a]}", "words: [late], not: {words: [a, b]}"),
    ],
)
def test_a_rule_that_an_earlier_one_always_precedes_is_reported(earlier: str, later: str) -> None:
    assert warnings(earlier, later) == ['8: rule "r1" never acts: "r0" in line 7 matches all it matches']


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("words: [bus]", "words: [late, bus]"),
        ("words: [late], followers: {at_least: 5}", "words: [late]"),
        ("phrases: [too late]", "words: [late]"),
        ("hashtags: [late]", "words: [late]"),
        ("words: [late], sentiment: [negative]", "words: [late]"),
        ("lists: [vip]", "authors: [ada]"),
        ("words: [late], not: {words: [a, b]}", "words: [late], not: {words: [a]}"),
        ("regex: ['late']", "words: [late]"),
    ],
)
def test_a_rule_that_matches_posts_of_its_own_is_left_alone(earlier: str, later: str) -> None:
    assert warnings(earlier, later) == []


def test_rules_that_only_continue_or_watch_take_nothing_away() -> None:
    text = (
        HEAD
        + """\
  - {name: a, when: {words: [late]}, then: {continue: true, tags: [a]}}
  - {name: b, shadow: true, when: {words: [late]}, then: {team: berlin}}
  - {name: c, when: {words: [late]}, then: {team: care}}
"""
    )
    assert lint(read_rules(text), text) == []


def test_a_rule_that_continues_to_nothing_is_reported() -> None:
    told = warnings("words: [late]", then="continue: true, tags: [a]")
    assert told == ['7: rule "r0" continues, but no rule after it decides']


def test_a_team_without_a_rule_is_reported_at_its_place() -> None:
    text = HEAD.replace("teams:\n", "teams:\n  press: {channel: press}\n") + "  []\n"
    (fault,) = lint(read_rules(text), text)
    assert str(fault).startswith('2:10: no rule routes to team "press"; name it in a rule')


def test_the_shipped_file_has_no_warnings() -> None:
    text = (ROOT / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
    assert lint(read_rules(text), text) == []


def test_a_long_file_is_looked_through_in_little_time() -> None:
    text = HEAD + "".join(
        f"  - {{name: r{n}, when: {{words: [a{n}, b{n}], phrases: [c d{n}]}}, then: {{team: care}}}}\n"
        for n in range(2_000)
    )
    rules = read_rules(text)
    start = time.process_time()
    assert lint(rules, text) == []
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("entry", "parts"),
    [
        ("障害、停電", "障害, 停電"),
        ("障害，停電", "障害, 停電"),
        ("bill;invoice", "bill, invoice"),
        ("bill；invoice", "bill, invoice"),
        ("bill|invoice", "bill, invoice"),
        ("bill｜invoice", "bill, invoice"),
        ("bill/invoice", "bill, invoice"),
        ("bill／invoice", "bill, invoice"),
        ('"bill,invoice"', "bill, invoice"),
        ("فاتورة،خدمة", "فاتورة, خدمة"),
        ("فاتورة؛خدمة", "فاتورة, خدمة"),
    ],
)
@pytest.mark.parametrize("key", ["words", "phrases", "contains", "authors"])
def test_several_words_in_one_entry_are_reported_with_the_list_that_was_meant(
    key: str, entry: str, parts: str
) -> None:
    if key == "authors" and set(entry) & set('|｜/／",'):
        return
    text = HEAD + f"  - {{name: r0, when: {{{key}: [late, {entry}]}}, then: {{team: care}}}}\n"
    [fault] = lint(read_rules(text), text)
    bare = entry.strip('"')
    assert fault.message == f'"{bare}" is read as one entry, so it matches only where a post has all of it'
    assert fault.remedy == f"separate the entries by a comma and a space: [{parts}]"
    assert (fault.line, fault.column) == (7, text.splitlines()[6].index(entry) + 1)


def test_phrases_on_two_lines_of_one_entry_are_reported() -> None:
    text = (
        HEAD
        + "  - name: r0\n    when:\n      any:\n        - phrases:\n          - |\n            no internet\n"
    )
    text += "            no signal\n    then: {team: care}\n"
    assert [(fault.line, fault.remedy) for fault in lint(read_rules(text), text)] == [
        (11, "separate the entries by a comma and a space: [no internet, no signal]")
    ]


@pytest.mark.parametrize(
    "when",
    [
        'words: [24/7, c/o, and/or, "1,000", "20%", wi-fi, c++]',
        'phrases: ["no, thanks", "thanks ;-)", "a/c", ";)"]',
        "authors: [x/ada, mastodon/ada@here.example]",
        "regex: ['bill;invoice', 'a|b']",
        "hashtags: [bill, col·lapse, 通信障害]",
    ],
)
def test_one_word_with_a_sign_in_it_is_left_alone(when: str) -> None:
    assert warnings(when) == []


def test_several_names_in_one_entry_of_a_list_are_reported() -> None:
    text = (
        HEAD.replace("[x/ada]", "[x/ada;x/bob]")
        + "  - {name: r0, when: {lists: [vip]}, then: {team: care}}\n"
    )
    assert [fault.line for fault in lint(read_rules(text), text)] == [4]


def test_saved_replies_that_no_window_offers_are_reported() -> None:
    many = "".join(f"    r{n}: text\n" for n in range(101))
    general = ", ".join(f"g{n}: text" for n in range(99))
    text = HEAD.replace("rules:", f"macros: {{used: a, {general}}}\nsaved_replies:\n  care:\n{many}rules:")
    text += "  - {name: r0, when: {words: [late]}, then: {team: care, macro: used}}\n"
    found = [fault.message for fault in lint(read_rules(text), text)]
    assert found == [
        '"g98" is not listed: a list in Slack has at most 100 entries',
        '"r99" is not listed: a list in Slack has at most 100 entries',
        '"r100" is not listed: a list in Slack has at most 100 entries',
    ]
