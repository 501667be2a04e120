"""Errors of an edited rule, under the fields of its form."""

from collections.abc import Sequence

from bot.routing import RuleError
from bot.routing.yaml_tree import Path, Tree, read_tree
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
    found: dict[str, list[str]] = {}
    for fault in faults:
        field = _field(tree, place, fault)
        said = (
            f"{fault.message[:1].upper()}{fault.message[1:]}. {fault.remedy[:1].upper()}{fault.remedy[1:]}."
        )
        found.setdefault(field if field in fields else NAME, []).append(said)
    return {field: one_line(" ".join(dict.fromkeys(said)), FAULT_LONGEST) for field, said in found.items()}


def _field(tree: Tree, place: int, fault: RuleError) -> str:
    """Return the field that an error is about: the key at its place in the text."""
    here = (fault.line, fault.column)
    paths = [path for marks in (tree.marks, tree.keys) for path, mark in marks.items() if mark == here]
    mine = [path for path in paths if path[:2] == ("rules", place)]
    # The longest path says most: a mapping begins where its first key does.
    path: Path = max(mine, key=len, default=())
    if path[2:] == ("when",):
        return "words"
    if path[2:] == ("then",):
        return "team"
    return next((str(part) for part in path[2:] if part in FIELDS), "team" if "then" in path else NAME)
