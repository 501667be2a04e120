"""The rules in windows: cut to fit fields, joined byte by byte, within Slack's limits."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.routing import RuleError, choose, read_rules, sample
from bot.routing.replay import Replayed
from bot.slack.views.rule_alerts import broken_message, saved_message, valid_again_message
from bot.slack.views.rule_editor import (
    Version,
    edit_window,
    faults_in,
    history_message,
    history_window,
    preview_window,
)
from bot.slack.views.rule_text_parts import FULL, part_at, parts_of, put_together, rule_parts
from tests.bot.slack.views.hostile import HOSTILE
from tests.bot.slack.views.limits import check_message, check_view

RULES = (Path(__file__).parents[4] / "sandbox" / "routing_rules.yaml").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXTS = st.text(st.sampled_from(" -abc:#\n\r\té🔥\u2028\u200e"), max_size=400).map(lambda text: text * 20)


@given(TEXTS)
def test_the_pieces_join_to_the_text_whatever_stands_in_it(text: str) -> None:
    parts = parts_of(text)
    assert "".join(parts) == text
    assert all(parts)


@given(TEXTS)
def test_fields_nobody_touched_give_the_text_back_though_slack_trims_them(text: str) -> None:
    parts = parts_of(text)
    assert put_together(parts, [part.strip() for part in parts]) == parts


def test_a_cut_stands_before_a_rule() -> None:
    parts = parts_of(RULES)
    assert len(parts) > 1
    assert all(part.startswith("  - ") or part[0].isalpha() for part in parts[1:])
    assert all(len(part) <= FULL for part in parts)


@pytest.mark.parametrize(
    ("part", "typed", "becomes"),
    [
        ("  - name: a\n    x: 1\n\n", "- name: a\n    x: 2", "  - name: a\n    x: 2\n\n"),
        ("  - name: a\n    x: 1\n", "  - name: b\n    x: 1\n\n\n", "  - name: b\n    x: 1\n"),
        ("\n  - name: a", "  - name: b", "\n  - name: b\n"),
        ("rules:\r\n  - a\r\n", "rules:\n  - a", "rules:\r\n  - a\r\n"),
        ("  - name: a\n", "", ""),
    ],
)
def test_a_field_that_was_changed_keeps_its_place(part: str, typed: str, becomes: str) -> None:
    assert put_together([part], [typed]) == [becomes]


def test_a_fault_stands_under_the_field_its_line_is_in() -> None:
    parts = ["a\nb\n", "c\n", "d"]
    assert [part_at(parts, line) for line in (1, 2, 3, 4, 5)] == [0, 0, 1, 2, 2]
    faults = [RuleError(3, 7, f"wrong {n}", "mend it") for n in range(6)]
    assert list(faults_in(parts, faults)) == ["part_1"]
    said = faults_in(parts, faults)["part_1"]
    assert said.startswith("Line 1 “c”: Wrong 0. Mend it. • Line 1 “c”: Wrong 1.")
    assert said.endswith("and 2 more")


def test_an_error_quotes_another_line_since_fields_have_no_numbers() -> None:
    parts = ["rules:\n", "  - name: bill\n", "  - name: bill\n"]
    twice = RuleError(3, 11, 'a rule named "bill" is already in line 2', "see line 9, or did you mean this?")
    assert faults_in(parts, [twice]) == {
        "part_2": "Line 1 “- name: bill”: "
        'A rule named "bill" is already in “- name: bill”. See line 9, or did you mean this?'
    }


def test_the_rules_fill_a_window_and_come_back_from_it() -> None:
    parts = rule_parts(RULES)
    view = edit_window(parts, 3, "abc")
    assert view is not None
    check_view(view)
    typed = [block["element"]["initial_value"] for block in view["blocks"] if block["type"] == "input"]
    assert "".join(put_together([part.text for part in parts], typed)) == RULES
    labels = [block["label"]["text"] for block in view["blocks"][1:]]
    assert labels[0].startswith("Lines 1 to ")
    assert labels[1:3] == ["Rule: competition entries", "Rule: follower spam"]
    assert sum(label.startswith("Rule: ") for label in labels) == len(read_rules(RULES).rules)


@settings(max_examples=20)
@given(TEXTS)
def test_fields_by_rule_join_to_the_text_whatever_it_is(text: str) -> None:
    few = "rules:\n  - name: a\n    when: b\n\n  # c\n  - name: d\n"
    for whole in (text, few + text, f"{text}\n{few}", few.replace("\n", "\r\n") + text):
        assert "".join(part.text for part in rule_parts(whole)) == whole


def test_more_rules_than_fields_share_them() -> None:
    more = "".join(f"  - {{name: r{n}, when: {{words: [w{n}]}}, then: {{team: a}}}}\n" for n in range(150))
    parts = rule_parts(f"teams: {{a: {{channel: a}}}}\ndefault: {{team: a}}\nrules:\n{more}")
    assert edit_window(parts, 0, "abc") is not None
    assert len(parts) < 20


@pytest.mark.parametrize("text", ["x" * 3_001, "- rule: x\n" * 40_000, "- rule: é🔥\n" * 20_000])
def test_rules_too_long_for_a_window_get_none(text: str) -> None:
    assert edit_window(rule_parts(text), 0, "abc") is None


def test_a_window_as_full_as_it_may_be_is_one_slack_takes() -> None:
    view = edit_window(rule_parts("- rule: some words here\n" * 8_000), 0, "abc")
    assert view is not None
    check_view(view)


def test_the_preview_stays_within_the_limits_and_parses_nothing_from_outside() -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    rules = read_rules("{teams: {a: {channel: a}, b: {channel: b}}, default: {team: a}}")
    then, found = choose(rules, sample("x")), Replayed()
    for number, words in enumerate([*HOSTILE] * 3):
        found.add(sample(words), then, replace(then, team="b", why=f"{words}{number}"))
    check_view(preview_window("draft", found, 14, whole=False, note="Move a rule; " * 500))


@pytest.mark.parametrize("words", HOSTILE)
def test_what_is_told_of_rules_parses_nothing_from_outside(words: str) -> None:
    """Pitfall 9 (docs/pitfalls.md)."""
    faults = [RuleError(number, 1, words, words) for number in range(9)]
    check_message(broken_message(words, faults, "abc", words))
    check_message(valid_again_message(words, "rules", "abc"))
    check_message(saved_message(3, "abc", "U0RUTH", words))
    check_message(history_message([Version(n, "U0RUTH", NOW, words, n == 4) for n in range(10, 0, -1)]))


def test_a_history_offers_every_version_but_the_one_in_force_and_the_file() -> None:
    versions = [
        Version(3, "U1", NOW, "", False),
        Version(2, "", NOW, "", True),
        Version(1, "U1", NOW, "", False),
    ]
    message = history_message(versions)
    values = [
        (element["action_id"], element["value"])
        for block in message.blocks
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    assert values == [("restore_rules", "1"), ("edit_rules", "rules"), ("restore_rules", "0")]
    assert "active" in message.text.splitlines()[0]
    assert "by the command line · back to the rules file" in message.text


def test_the_window_of_the_history_has_a_title_and_no_button_to_the_rules_below_it() -> None:
    for versions in ([], [Version(2, "", NOW, "", True)], [Version(3, "U1", NOW, "", False)]):
        view = history_window(versions)
        check_view(view)
        assert view["title"]["text"] == "History of the rules"
        assert "edit_rules" not in str(view)


@pytest.mark.parametrize("note", ["", " ", "\n"])
def test_an_empty_note_is_not_shown_as_a_dash(note: str) -> None:
    saved = saved_message(7, "2a24f1", "", note).text
    assert saved.splitlines()[0].endswith("is active.")
    assert "Change note" not in saved
    listed = history_message([Version(7, "", NOW, note, False)]).text
    assert listed.splitlines()[0].endswith("by the command line · active")
