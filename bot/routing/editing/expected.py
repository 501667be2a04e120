"""The examples of a file, changed to expect what its rules do now."""

from typing import Any

from bot.routing.choose import choose
from bot.routing.editing.splices import with_value
from bot.routing.loader import read_rules
from bot.routing.rules import Route
from bot.routing.yaml_tree import read_tree


def with_examples_fitted(text: str) -> str:
    """Return the text with each failing example changed to pass. Raise RulesError when the rules are invalid."""
    rules, tree = read_rules(text), read_tree(text)
    for number, example in enumerate(rules.examples):
        path = ("examples", number, "expect")
        old = tree.at(*path)
        text = with_value(text, path, old, _fitted(old, choose(rules, example.mention, example.facts)))
    return text


def _fitted(expect: dict[str, Any], route: Route) -> dict[str, Any]:
    """Return the same expectations with the values of the route; an ignored post has no team and no priority."""
    ignored = route.ignored is not None
    values: dict[str, Any] = {
        "rule": route.why,
        "team": None if ignored else route.team,
        "priority": None if ignored else route.priority.name.lower(),
        "ignored": str(ignored).lower(),
        "tags": list(route.tags),
        "inform": [name for name, _ in route.inform],
        "shadow": list(route.shadow),
    }
    found = {key: values[key] for key in expect if values[key] is not None}
    same = {key: expect[key] for key in found if _same(expect[key], found[key])}
    return found | same or {"ignored": "true"}


def _same(written: Any, value: Any) -> bool:
    """Return True when both say the same, such as True and true."""
    return written == value or (isinstance(written, str) and written.casefold() == value)
