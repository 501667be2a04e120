"""Errors of an edited rule, under the fields of its form."""

from collections.abc import Callable, Sequence

from bot.routing import RuleError
from bot.routing.yaml_tree import Path, Tree, read_tree
from bot.slack.views.rule_editor import said_of
from bot.slack.views.rule_form import NAME
from bot.slack.views.text import one_line

FAULT_LONGEST = 900
FIELDS = (
    "words",
    "phrases",
    "hashtags",
    "networks",
    "sentiment",
    "followers",
    "hours",
    "priority",
    "tags",
    "macro",
)


def by_field(text: str, place: int, faults: Sequence[RuleError], fields: Sequence[str]) -> dict[str, str]:
    """Return the errors by the block id of their field; those that no field of the form has go to the name."""
    tree = read_tree(text)
    return _by(text, lambda fault: _field(tree, place, fault), faults, fields, NAME)


def of_entry(text: str, path: Path, faults: Sequence[RuleError], fields: Sequence[str]) -> dict[str, str]:
    """Return the errors of a team or a saved reply by field; those of no field go to the first one."""
    tree = read_tree(text)

    def field(fault: RuleError) -> str:
        mine = max(_paths(tree, path, fault), key=len, default=())
        # Hours are checked as a whole; their times are the most likely to be wrong.
        return "open" if mine[2:] == ("hours",) else next((str(p) for p in reversed(mine) if p in fields), "")

    return _by(text, field, faults, fields, fields[0])


def _by(
    text: str,
    field: Callable[[RuleError], str],
    faults: Sequence[RuleError],
    fields: Sequence[str],
    rest: str,
) -> dict[str, str]:
    lines = text.split("\n")
    found: dict[str, list[str]] = {}
    for fault in faults:
        name = field(fault)
        found.setdefault(name if name in fields else rest, []).append(said_of(fault, lines))
    return {name: one_line(" ".join(dict.fromkeys(said)), FAULT_LONGEST) for name, said in found.items()}


def _paths(tree: Tree, start: Path, fault: RuleError) -> list[Path]:
    """Return the paths below `start` whose value or key is where the error is."""
    here = (fault.line, fault.column)
    found = [path for marks in (tree.marks, tree.keys) for path, mark in marks.items() if mark == here]
    return [path for path in found if path[: len(start)] == start]


def _field(tree: Tree, place: int, fault: RuleError) -> str:
    """Return the field that an error is about: the key at its place in the text."""
    # The longest path says most: a mapping begins where its first key does.
    path: Path = max(_paths(tree, ("rules", place), fault), key=len, default=())
    if path[2:] == ("when",):
        return "words"
    if path[2:] == ("then",):
        return "team"
    return next((str(part) for part in path[2:] if part in FIELDS), "team" if "then" in path else NAME)
