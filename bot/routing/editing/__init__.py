"""Edits of rules in the text of routing_rules.yaml: comments, order and everything else stay as people wrote them."""

from typing import Any

from bot.routing.editing import blocks
from bot.routing.editing.nodes import Node, read_nodes
from bot.routing.editing.scalars import Value, inline
from bot.routing.editing.splices import line_break, line_end, spliced, with_value
from bot.routing.yaml_tree import Tree, read_tree

Rule = dict[str, Any]


class Uneditable(Exception):
    """The text is laid out in a way that a form cannot edit; a person has to edit it as YAML."""


def rules_of(tree: Tree) -> list[Rule]:
    """Return the rules of a file as plain dicts, in order."""
    found = tree.at("rules")
    return found if isinstance(found, list) else []


def changed(text: str, place: int, rule: Rule) -> str:
    """Return the text in which the rule at `place` is `rule`; what both have in common stays as written.

    Raise Uneditable when that is not possible.
    """
    data = _data(text)
    old = data["rules"][place]
    node = _rules(text).items[place]
    # Only the rule is read again after each change. Blanks stand in for what is before it on its first line.
    end = node.end if node.inline else line_end(text, node.end)
    blanks = " " * node.column
    edited = with_value(blanks + text[node.start : end], (), old, rule)[node.column :]
    rules = [*data["rules"][:place], rule, *data["rules"][place + 1 :]]
    return _checked(spliced(text, (node.start, end, edited)), data | {"rules": rules})


def added(text: str, place: int, rule: Rule) -> str:
    """Return the text with a new rule at `place`. Raise Uneditable when that is not possible."""
    data = _data(text)
    rules = data.get("rules", [])
    if not isinstance(rules, list):
        raise Uneditable
    after = [*rules[:place], rule, *rules[place:]]
    if "rules" not in data:
        return _checked(_with_rules(text, rule), data | {"rules": after})
    return _checked(blocks.inserted(text, _rules(text), place, rule), data | {"rules": after})


def removed(text: str, place: int) -> str:
    """Return the text without the rule at `place`. Raise Uneditable when that is not possible."""
    data = _data(text)
    rules = [rule for number, rule in enumerate(data["rules"]) if number != place]
    return _checked(blocks.removed(text, _rules(text), place), data | {"rules": rules})


def moved(text: str, place: int, to: int) -> str:
    """Return the text in which the rule at `place` is the one at `to`. Raise Uneditable when that is not possible."""
    data = _data(text)
    rules = [*data["rules"]]
    rules.insert(to, rules.pop(place))
    return _checked(blocks.moved(text, _rules(text), place, to), data | {"rules": rules})


def duplicated(text: str, place: int, name: str) -> str:
    """Return the text with the rule at `place` twice, the second time as `name`.

    Raise Uneditable when that is not possible.
    """
    data = _data(text)
    rule = data["rules"][place]
    rules = [*data["rules"][: place + 1], rule, *data["rules"][place + 1 :]]
    twice = _checked(blocks.copied(text, _rules(text), place), data | {"rules": rules})
    return changed(twice, place + 1, rule | {"name": name})


def with_expected(text: str, old: str, new: str) -> str:
    """Return the text in which the examples expect the rule `new` wherever they expected `old`."""
    for number in _expecting(read_tree(text), old):
        text = with_value(text, ("examples", number, "expect", "rule"), old, new)
    return text


def without_expected(text: str, name: str) -> str:
    """Return the text without the examples that expect the rule of that name."""
    for number in reversed(_expecting(read_tree(text), name)):
        examples = read_nodes(text).get("examples")
        assert examples is not None
        text = blocks.removed(text, examples, number)
    return text


def _expecting(tree: Tree, name: str) -> list[int]:
    examples = tree.at("examples")
    return [
        number
        for number in range(len(examples) if isinstance(examples, list) else 0)
        if tree.at("examples", number, "expect", "rule") == name
    ]


def _with_rules(text: str, rule: Rule) -> str:
    root = read_nodes(text)
    if root.inline:
        at = root.entries[-1][1].end
        return spliced(text, (at, at, f", rules: [{inline(rule)}]"))
    ends = line_break(text)
    return f"{text.rstrip()}{ends}rules:{ends}{blocks.lines_of(rule, 2, ends)}{ends}"


def _data(text: str) -> dict[str, Any]:
    tree = read_tree(text)
    if not tree.whole or tree.faults or not isinstance(tree.data, dict):
        raise Uneditable
    return tree.data


def _rules(text: str) -> Node:
    found = read_nodes(text).get("rules")
    if found is None:
        raise Uneditable
    return found


def _checked(text: str, expected: dict[str, Value]) -> str:
    """Return the text if it says what it should. An edit of text in an odd layout must not pass as a good one."""
    tree = read_tree(text)
    if not tree.whole or tree.faults or tree.data != expected:
        raise Uneditable
    return text
