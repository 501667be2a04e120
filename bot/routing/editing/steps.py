"""Small changes of a list of rules, kept apart from the text, so that they can be made again on a newer one."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256

from bot.routing.editing import Rule, Uneditable, changed, duplicated, moved, rules_of
from bot.routing.in_words import is_true
from bot.routing.yaml_tree import Tree, read_tree

UP, DOWN, PAUSE, DUPLICATE = "up", "down", "pause", "duplicate"


def key_of(name: str) -> str:
    """Return a short key for a rule's name, of which a window can carry many."""
    return sha256(name.encode("utf-8", "replace")).hexdigest()[:10]


def place_of(rules: Sequence[Rule], key: str) -> int:
    """Return the place of the rule with this key. Raise LookupError when it is gone."""
    place = next((place for place, rule in enumerate(rules) if key_of(rule.get("name", "")) == key), None)
    if place is None:
        raise LookupError(key)
    return place


def with_steps(text: str, steps: Sequence[str]) -> tuple[str, list[str]]:
    """Return the text after these steps (`up 1a2b3c4d5e`), and those of them that were possible."""
    after, made = _after(text, tuple(steps))
    return after, list(made)


# Each press in a list adds one step to those before it: only that one is made, however long the file.
@lru_cache(maxsize=4)
def _after(text: str, steps: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    if not steps:
        return text, ()
    text, made = _after(text, steps[:-1])
    kind, _, key = steps[-1].partition(" ")
    try:
        return _with_step(text, kind, key), (*made, steps[-1])
    except (LookupError, Uneditable):
        return text, made


def _with_step(text: str, kind: str, key: str) -> str:
    tree = read_tree(text)
    rules = rules_of(tree)
    place = place_of(rules, key)
    match kind:
        case "up":
            return moved(text, place, max(place - 1, 0))
        case "down":
            return moved(text, place, min(place + 1, len(rules) - 1))
        case "pause":
            return changed(text, place, _turned(rules[place]))
        case "duplicate":
            return duplicated(text, place, free_name(tree, rules[place].get("name", "")))
    raise LookupError(kind)


def _turned(rule: Rule) -> Rule:
    """Return the rule paused, or not paused any more."""
    rest = {key: value for key, value in rule.items() if key != "paused"}
    return rest if is_paused(rule) else rest | {"paused": "true"}


def is_paused(rule: Rule) -> bool:
    return is_true(rule.get("paused"))


def free_name(tree: Tree, name: str) -> str:
    """Return a name for a copy that no rule has yet."""
    taken = {rule.get("name") for rule in rules_of(tree)}
    names = (f"{name} (copy{f' {number}' if number else ''})" for number in (0, *range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)
