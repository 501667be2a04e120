"""Small changes of a list of rules, made again on a newer text."""

from bot.routing.editing import rules_of
from bot.routing.editing.steps import free_name, is_paused, key_of, with_steps
from bot.routing.yaml_tree import read_tree

TEXT = """\
teams: {a: {channel: a}}
default: {team: a}
rules:
  - {name: one, when: {words: [x]}, then: {team: a}}
  - {name: two, when: {words: [y]}, then: {team: a}, paused: True}
"""
ONE, TWO = key_of("one"), key_of("two")


def names(text: str) -> list[str]:
    return [rule["name"] for rule in rules_of(read_tree(text))]


def test_steps_are_made_in_their_order() -> None:
    text, made = with_steps(TEXT, [f"down {ONE}", f"duplicate {ONE}", f"duplicate {ONE}", f"pause {TWO}"])
    assert names(text) == ["two", "one", "one (copy 2)", "one (copy)"]
    assert not any(is_paused(rule) for rule in rules_of(read_tree(text)))
    assert len(made) == 4


def test_a_step_back_leaves_the_text_as_it_was() -> None:
    assert with_steps(TEXT, [f"up {TWO}", f"down {TWO}"])[0] == TEXT
    assert with_steps(TEXT, [f"up {ONE}", f"down {TWO}"])[0] == TEXT


def test_steps_of_rules_that_are_gone_and_unknown_ones_are_left_out() -> None:
    steps = [f"up {key_of('gone')}", "", "up", f"explode {ONE}", f"pause {ONE}"]
    text, made = with_steps(TEXT, steps)
    assert made == [f"pause {ONE}"]
    assert is_paused(rules_of(read_tree(text))[0])
    assert with_steps("not: [whole", steps) == ("not: [whole", [])


def test_a_copy_gets_a_name_of_its_own() -> None:
    assert free_name(read_tree(TEXT), "one") == "one (copy)"
