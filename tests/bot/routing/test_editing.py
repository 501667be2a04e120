"""Edits of rules in the text of the file: only what was asked for changes, in any layout, down to the comments."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routing import read_rules
from bot.routing.editing import (
    Rule,
    Uneditable,
    added,
    changed,
    duplicated,
    moved,
    removed,
    rules_of,
    with_expected,
    without_expected,
)
from bot.routing.editing.scalars import inline
from bot.routing.yaml_tree import read_tree

ROOT = Path(__file__).parents[3]
SAMPLE = (ROOT / "routing_rules.yaml").read_text(encoding="utf-8")
AIRLINE = (ROOT / "docs" / "airline_rules.yaml").read_text(encoding="utf-8")
# Every layout that people write: brackets, lines, comments in odd places, text in quotes and over several lines.
LAYOUTS = """\
# Our rules.  Mind the gap.
teams: {a: {channel: "#a"}, b: {channel: "#b"}}
default: {team: a}

rules:
  # The first one has a comment of its own.
  - name: first   # why
    when:
      words:   # many words
        - one   # the first word

        # about the second word
        - two
      followers: {at_least: 10}
    then:
      team: a

  # A section of rules that stays where it is.

  - {name: in braces, when: {phrases: [a b, 'c: d',
      "e"]}, then: {team: b, tags: [x, y]}}   # behind
  -
    name: below the dash
    when: {any: [{words: [x]}, {regex: ['\\bq\\b']}]}
    # about what follows
    then: {team: a, priority: high}
  - name: >-
      folded
      name
    when: {contains: ["é🔥"]}
    then:
      team: b
      # trailing comment of the rule
# A comment at the very end of the rules.
macros:
  hello: |
    Hello,

    thanks.
examples:
  - {text: one, expect: {rule: first, team: a}}
  - text: "a b"
    expect:
      rule: in braces   # expected
"""
FILES = {
    "sample": SAMPLE,
    "airline": AIRLINE,
    "layouts": LAYOUTS,
    "windows": LAYOUTS.replace("\n", "\r\n"),
    "byte order mark": f"\ufeff{LAYOUTS}",
    "flat": "{teams: {a: {channel: a}}, default: {team: a}, rules: [{name: r, when: {words: [x]}, then: {team: a}},"
    " {name: s, when: {words: [y, z]}, then: {team: a}}]}",
    "no indent": LAYOUTS.partition("macros:")[0].replace("\n  ", "\n"),
}
files = pytest.mark.parametrize("text", FILES.values(), ids=FILES)
WORDS = (
    st.text(st.sampled_from("abz é🔥#:,[]{}'\"-&*!|>%@`?=\\~.0ñ"), min_size=1, max_size=8)
    .map(str.strip)
    .filter(bool)
)
VALUES = st.lists(WORDS, min_size=1, max_size=4, unique=True)
WHENS = st.dictionaries(st.sampled_from(["words", "phrases", "hashtags", "networks"]), VALUES, min_size=1)
THENS = st.fixed_dictionaries({"team": WORDS}, optional={"priority": WORDS, "tags": VALUES, "macro": WORDS})


def rules(text: str) -> list[Rule]:
    tree = read_tree(text)
    assert tree.whole
    return rules_of(tree)


@given(
    st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3))
)
def test_a_value_is_written_so_that_it_is_read_back(value: Any) -> None:
    tree = read_tree(f"[{inline(value)}]")
    assert tree.whole
    assert tree.data == [value]


@settings(max_examples=60)
@given(st.data())
def test_a_change_of_a_rule_keeps_every_line_outside_it_and_is_read_back(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([LAYOUTS, FILES["windows"], FILES["no indent"]]))
    before = rules(text)
    place = data.draw(st.integers(0, len(before) - 1))
    old = before[place]
    kept = {key: value for key, value in old["when"].items() if data.draw(st.booleans(), label=key)}
    trimmed = {
        key: value[: data.draw(st.integers(1, len(value)))] if isinstance(value, list) else value
        for key, value in kept.items()
    }
    new = old | {
        "when": trimmed | data.draw(WHENS),
        "then": data.draw(st.sampled_from([old["then"], data.draw(THENS)])),
    }
    after = changed(text, place, new)
    assert rules(after) == [*before[:place], new, *before[place + 1 :]]
    first, last = lines_of(text, place)
    lines, behind = text.splitlines(keepends=True), after.splitlines(keepends=True)
    assert behind[:first] == lines[:first]
    assert behind[len(behind) - len(lines[last:]) :] == lines[last:]


def lines_of(text: str, place: int) -> tuple[int, int]:
    """Return the lines of a rule: from its first to the one before the next rule or key, counted from 0."""
    tree = read_tree(text)
    first = tree.where(("rules", place))[0] - 1
    below = [line - 1 for line, _ in (*tree.marks.values(), *tree.keys.values()) if line - 1 > first]
    inside = [tree.where(path)[0] - 1 for path in tree.marks if path[:2] == ("rules", place)]
    keys = [tree.where(path, key=True)[0] - 1 for path in tree.keys if path[:2] == ("rules", place)]
    end = max(inside + keys)
    following = min((line for line in below if line > end), default=len(text.splitlines()))
    return first, following


@files
def test_a_rule_that_moves_takes_its_comments_along_and_moves_back_byte_by_byte(text: str) -> None:
    before = rules(text)
    # In a long file, a few of the places.
    some = range(0, len(before), 1 + len(before) // 4)
    for place in some:
        for to in some:
            after = moved(text, place, to)
            assert moved(after, to, place) == text
            names = [rule["name"] for rule in before]
            names.insert(to, names.pop(place))
            assert [rule["name"] for rule in rules(after)] == names


@files
def test_a_new_rule_at_any_place_is_taken_out_again_byte_by_byte(text: str) -> None:
    new = {"name": "new: one", "when": {"words": ["x", "y"]}, "then": {"team": "a"}}
    for place in range(len(rules(text)) + 1):
        after = added(text, place, new)
        assert rules(after)[place] == new
        assert removed(after, place) == text
        assert set(text.splitlines()) <= set(after.splitlines()) or "flat" in FILES


@files
def test_a_copy_stands_behind_its_rule_under_its_own_name(text: str) -> None:
    for place, rule in enumerate(before := rules(text)):
        after = rules(duplicated(text, place, "a copy"))
        assert after == [*before[: place + 1], rule | {"name": "a copy"}, *before[place + 1 :]]


@files
def test_a_rule_goes_with_the_comments_directly_above_it_and_no_others(text: str) -> None:
    before = rules(text)
    for place in range(len(before)):
        after = removed(text, place)
        assert rules(after) == [*before[:place], *before[place + 1 :]]
    if text == LAYOUTS:
        gone = removed(text, 0)
        assert "comment of its own" not in gone
        assert "A section of rules" in gone
        assert "at the very end" in removed(text, 3)


@files
def test_entries_in_another_order_are_written_in_that_order(text: str) -> None:
    place, rule = next((n, r) for n, r in enumerate(rules(text)) if len(r["when"].get("words", ())) > 1)
    words = [*reversed(rule["when"]["words"]), "new"]
    new = rule | {"when": rule["when"] | {"words": words}}
    assert rules(changed(text, place, new))[place] == new


def test_comments_inside_a_rule_stay_where_they_are() -> None:
    old = rules(LAYOUTS)[0]
    new = old | {"when": {"words": ["two", "three"]}, "then": {"team": "b"}}
    kept = [line for line in LAYOUTS.splitlines() if "#" in line and "first word" not in line]
    after = changed(LAYOUTS, 0, new)
    assert [
        line for line in after.splitlines() if "#" in line and "team" not in line and "rule:" not in line
    ] == [line for line in kept if "team" not in line and "rule:" not in line]
    assert "        - three\n" in after


@pytest.mark.parametrize("rest", ["", "rules: []\n", "rules: [] # none yet\nmacros: {m: hello}\n"])
def test_the_first_rule_of_a_file_is_added_and_the_last_one_removed(rest: str) -> None:
    text = f"teams: {{a: {{channel: a}}}}\ndefault: {{team: a}}\n{rest}"
    new = {"name": "r", "when": {"words": ["x"]}, "then": {"team": "a"}}
    after = added(text, 0, new)
    assert [rule.name for rule in read_rules(after).rules] == ["r"]
    assert rules(removed(after, 0)) == []
    assert "none yet" in after or "none yet" not in rest


def test_the_only_rule_below_a_comment_is_removed() -> None:
    head = "teams: {a: {channel: a}}\ndefault: {team: a}\nrules:\n\n# about\n\n"
    text = f"{head}- name: r\n  when: {{words: [x]}}\n  then: {{team: a}}\n"
    assert rules(removed(text, 0)) == []


def test_examples_follow_the_name_of_their_rule() -> None:
    after = with_expected(with_expected(LAYOUTS, "first", "1: st"), "in braces", "2nd")
    assert [each["expect"]["rule"] for each in read_tree(after).data["examples"]] == ["1: st", "2nd"]
    assert "rule: 2nd   # expected" in after
    assert "- {text: one" not in without_expected(LAYOUTS, "first")
    assert "examples: []" in without_expected(without_expected(LAYOUTS, "first"), "in braces")


@pytest.mark.parametrize("text", ["", "a: [", "teams: {}\nrules: {a: b}\n", LAYOUTS.replace("\n", "\r")])
def test_what_cannot_be_edited_is_refused_and_never_spoiled(text: str) -> None:
    with pytest.raises(Uneditable):
        added(text, 0, {"name": "r", "when": {"words": ["x"]}, "then": {"team": "a"}})
