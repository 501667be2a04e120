"""The text of the rules after a form: a rule is added, changed, moved or deleted, and the examples follow its name."""

from collections.abc import Sequence
from hashlib import sha256

from bot.routing.editing import (
    Rule,
    added,
    changed,
    moved,
    removed,
    rules_of,
    with_expected,
    without_expected,
)
from bot.routing.editing.fields import RuleFields, with_fields
from bot.routing.editing.scalars import inline
from bot.routing.editing.steps import key_of
from bot.routing.yaml_tree import read_tree


def with_form(text: str, place: int | None, fields: RuleFields, before: str) -> tuple[str, int]:
    """Return the text with what was entered for the rule at `place` (None: a new one), and its place then.

    `before` is the key of the rule that follows; without such a rule it comes last. Raise Uneditable.
    """
    rules = rules_of(read_tree(text))
    to = place_before(without(rules, place), before)
    if place is None:
        return added(text, to, with_fields({}, fields)), to
    name = rules[place]["name"]
    text = changed(text, place, with_fields(rules[place], fields))
    if name != fields.name:
        text = with_expected(text, name, fields.name)
    return (text if to == place else moved(text, place, to)), to


def without_rule(text: str, place: int) -> str:
    """Return the text without a rule and the examples that expect it. Raise Uneditable."""
    name = rules_of(read_tree(text))[place]["name"]
    return without_expected(removed(text, place), name)


def without(rules: Sequence[Rule], place: int | None) -> list[Rule]:
    """Return the rules but the one at `place`."""
    return [rule for number, rule in enumerate(rules) if number != place]


def place_before(rules: Sequence[Rule], key: str) -> int:
    """Return the place of the rule with this key, else the end."""
    return next((place for place, rule in enumerate(rules) if key_of(rule["name"]) == key), len(rules))


def mark_of(rule: Rule) -> str:
    """Return a short mark that changes when the rule does."""
    return sha256(inline(rule).encode("utf-8", "replace")).hexdigest()[:10]
