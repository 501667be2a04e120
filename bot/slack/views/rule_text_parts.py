"""The rules' text cut into parts for the fields of a window, and joined again without the loss of a byte."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.slack.views.text import clean, units

# A field accepts 3,000 characters; this leaves room to type.
FULL = 2_400
LINE = re.compile(r"[^\n]*\n|[^\n]+")
# Lines that start a rule, an example, or a top-level key.
BEGINS = re.compile(r" {0,4}- |\w")


def parts_of(text: str) -> list[str]:
    """Return parts of at most FULL units that join to the text, cut before a rule if possible; a longer line is one
    part."""
    parts: list[str] = []
    part, cut = "", 0
    for line in LINE.findall(text):
        while part and units(part) + units(line) > FULL:
            parts.append(part[: cut or len(part)])
            part, cut = part[len(parts[-1]) :], 0
        if BEGINS.match(line):
            cut = len(part)
        part += line
    return [*parts, part] if part else parts


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
