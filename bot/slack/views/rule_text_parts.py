"""The rules' text cut into parts for the fields of a window, and joined again without the loss of a byte."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bot.routing.editing.blocks import spans
from bot.routing.editing.nodes import read_nodes
from bot.routing.yaml_tree import read_tree
from bot.slack.views.text import clean, one_line, units

# A window accepts 100 blocks: https://docs.slack.dev/surfaces/modals
FIELDS = 95

# A field accepts 3,000 characters; this leaves room to type.
FULL = 2_400
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Lines that start a rule, an example, or a top-level key.
BEGINS = re.compile(r" {0,4}- |\w")


def parts_of(text: str) -> list[str]:
    """Return parts of at most FULL units that join to the text, cut before a rule if possible; a longer line is one
    part."""
    parts: list[str] = []
    part, size, cut = "", 0, 0
    for line in LINE.findall(text):
        length = units(line)
        while part and size + length > FULL:
            parts.append(part[: cut or len(part)])
            part, cut = part[len(parts[-1]) :], 0
            size = units(part)
        if BEGINS.match(line):
            cut = len(part)
        part, size = part + line, size + length
    return [*parts, part] if part else parts


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text that has a field of its own, and the field's label."""

    text: str
    label: str


def rule_parts(text: str) -> list[Part]:
    """Return parts that join to the text: one for each rule, as far as a window has room; the rest as `parts_of`."""
    if not (cuts := _cuts(text)):
        return _packed(text, 1)
    found, line = [], 1
    for start, end, name in cuts:
        rule = text[start:end]
        fits = name and units(rule) <= FULL
        found += [Part(rule, f"Rule: {one_line(name, 100)}")] if fits else _packed(rule, line)
        line += rule.count("\n")
    return found if len(found) <= FIELDS else _packed(text, 1)


def _cuts(text: str) -> list[tuple[int, int, str]]:
    """Return where each rule begins and ends, with its name; and what is before and behind them, without one.

    Empty when the rules are not on lines of their own, or the text cannot be read.
    """
    if len(text) > FIELDS * FULL:
        return []
    tree = read_tree(text)
    rules = read_nodes(text).get("rules") if tree.whole and isinstance(tree.data, dict) else None
    if rules is None or rules.inline or not rules.items or tree.faults:
        return []
    where = spans(text, rules)
    last = text.find("\n", where[-1][1]) + 1 or len(text)
    starts = [*(start for start, _ in where), last]
    named = [
        (start, end, str(tree.at("rules", place, "name")))
        for place, (start, end) in enumerate(pairwise(starts))
    ]
    around = [(0, starts[0], ""), *named, (last, len(text), "")]
    return [cut for cut in around if cut[0] < cut[1]]


def _packed(text: str, first: int) -> list[Part]:
    found = []
    for part in parts_of(text):
        lines = part.count("\n")
        found.append(Part(part, f"Lines {first} to {max(first, first + lines - 1)}"))
        first += lines
    return found


def put_together(parts: Sequence[str], typed: Iterable[str]) -> list[str]:
    """Return the parts as `typed`. An untouched field is its part byte by byte, since Slack may trim its value."""
    return [
        part if _bare(part) == _bare(words) else _typed(part, words)
        for part, words in zip(parts, typed, strict=True)
    ]


def part_at(parts: Sequence[str], line: int) -> int:
    """Return the index of the part that has that line of the whole text, counted from 1."""
    ends = list(accumulate(part.count("\n") for part in parts))
    return min(bisect_right(ends, line - 1), len(parts) - 1)


def _bare(words: str) -> str:
    # Slack sends an emoji as its code; the sign that asks for its coloured form is lost on the way.
    return clean(words).replace("\ufe0f", "").strip()


def _typed(part: str, words: str) -> str:
    """Return the typed text with the part's line breaks around it, and the indent of an unchanged first line."""
    body = words.strip("\n").rstrip()
    if not body:
        return ""
    before, whole, after = _around(part)
    indent = whole[: len(whole) - len(whole.lstrip(" "))]
    if body.partition("\n")[0] == whole.lstrip(" ").partition("\n")[0]:
        body = indent + body
    return f"{before}{body}{after or chr(10)}"


def _around(part: str) -> tuple[str, str, str]:
    """Return the line breaks before, the lines, and the white space after."""
    whole = part.lstrip("\n")
    return part[: len(part) - len(whole)], whole.rstrip(), whole[len(whole.rstrip()) :]
