"""Messages for errors in the file's structure: pydantic's findings in the words of the rules file."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from bot.routing.schema import form_at, keys_of
from bot.routing.yaml_tree import Path, Tree
from bot.suggest import remedy

_HOW_TO: Mapping[str, str] = {
    "teams": 'add teams:, and under it a name with channel: "#care"',
    "default": "add default: {team: <name>} for posts that no rule matches",
    "channel": 'add channel: "#care"',
    "zone": "add zone: Europe/Berlin, or where the team is",
    "open": 'add open: {mon-fri: "09:00-17:30"}',
    "team": "add team: <name>",
    "name": "add name: <what the rule is about>",
    "when": "add when: with words, phrases, hashtags, ...",
    "then": 'add then: {team: <name>} or then: {ignore: "<reason>"}',
    "text": 'add text: "<a post>"',
    "at_least": "add at_least: 20",
    "on": "add on: <a tag that a rule gives>",
    "within": "add within: 15m",
    "people": "add people: [U024BE7LH]",
    "days": "add days: mon-fri",
    "from": 'add from: "09:00"',
    "to": 'add to: "17:30"',
    "expect": "add expect: with rule, team, priority or ignored",
}


def add_form_faults(tree: Tree, error: ValidationError) -> None:
    """Add each structural error to the tree, at its place in the file; a key without a value is reported only once."""
    for one in error.errors(include_url=False):
        path = tuple(part for part in one["loc"] if part != "[key]")
        if one["input"] is None and path and (one["type"] != "extra_forbidden" or str(path[-1]).isdecimal()):
            continue  # reported already, when the tree was read
        message, what_to_do = _worded(path, one["type"], one["input"], one.get("ctx", {}))
        at_key = one["type"] == "extra_forbidden" or one["loc"][-1:] == ("[key]",)
        if path[:1] == ("rules",) and path[2:3] == ("when",) and "regex" in path:
            message += f' (rule "{tree.at("rules", path[1], "name")}")'
        tree.fault(path, message, what_to_do, key=at_key)


def _worded(path: Path, kind: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    name = _name(path)
    if kind == "fault":
        return context["message"], context["remedy"]
    if kind == "extra_forbidden":
        form = form_at(path[:-1])
        return f'"{name}" is not a key here', remedy(str(path[-1]), keys_of(form) if form else ())
    if kind == "missing":
        return f'"{name}" is missing{_of(path[:-1])}', _HOW_TO.get(str(path[-1]), f"add {name}:")
    if value is None:
        return "the file is empty", "begin with teams: and default:"
    if kind in _KINDS:
        wanted, what_to_do = _KINDS[kind]
        return f'"{name}" must be {wanted}', what_to_do.format(name=name, value=value)
    return f'"{name}" is invalid: {kind.replace("_", " ")}', "see docs/routing.md"


_LIST = ("a list", "write {name}: [one, two]")
_KEYS = ("keys with values", "write each as key: value, on lines of their own, indented")
_NUMBER = ("a whole number", "write digits only, such as 10000")
_KINDS: Mapping[str, tuple[str, str]] = {
    "tuple_type": _LIST,
    "list_type": _LIST,
    "dict_type": _KEYS,
    "model_type": _KEYS,
    "model_attributes_type": _KEYS,
    "string_type": ("text", "write one text here, not a list or keys"),
    "int_type": _NUMBER,
    "int_parsing": _NUMBER,
    "int_from_float": _NUMBER,
    "int_parsing_size": _NUMBER,
    "greater_than_equal": ("0 or more", "write a whole number that is not negative"),
    "greater_than": ("1 or more", "write a whole number, or remove the key"),
    "bool_parsing": ("true or false", "write true or false"),
}


def _name(path: Path) -> str:
    """Return `words`, `entry 2 of words` or `the file`."""
    if not path:
        return "the file"
    return str(path[-1]) if isinstance(path[-1], str) else f"entry {path[-1] + 1} of {_name(path[:-1])}"


def _of(path: Path) -> str:
    return f" in {_name(path)}" if path else ""
