"""The entries of a list in a text as blocks of lines: added, removed, moved with the comments directly above them."""

from bot.routing.editing.nodes import Node
from bot.routing.editing.scalars import Value, inline, scalar
from bot.routing.editing.splices import Splice, line_break, line_end, line_start, spliced

Span = tuple[int, int]


def spans(text: str, entries: Node) -> list[Span]:
    """Return where each entry of a list begins and ends: with its comments and dash, without the line break."""
    if entries.inline:
        return [(item.start, item.end) for item in entries.items]
    starts = [_start(text, item) for item in entries.items]
    ends = [line_end(text, item.end) for item in entries.items]
    # A comment between two entries belongs to the later one, unless it is on the earlier one's last line.
    return [
        (max(start, ends[place - 1] if place else 0), end)
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    ]


def moved(text: str, entries: Node, place: int, to: int) -> str:
    """Return the text in which the entry at `place` is the one at `to`; the space between entries stays."""
    where = spans(text, entries)
    order = [*range(len(where))]
    order.insert(to, order.pop(place))
    bodies = [text[start:end] for start, end in where]
    return spliced(
        text, *((start, end, bodies[each]) for (start, end), each in zip(where, order, strict=True))
    )


def removed(text: str, entries: Node, place: int) -> str:
    """Return the text without the entry at `place`."""
    where = spans(text, entries)
    start, end = where[place]
    if len(where) == 1:
        return _emptied(text, entries)
    if place + 1 < len(where):
        return spliced(text, (start, _after_blank_lines(text, end, where[place + 1][0]), ""))
    return spliced(text, (where[place - 1][1], end, ""))


def inserted(text: str, entries: Node, place: int, entry: dict[str, Value]) -> str:
    """Return the text with a new entry at `place`, laid out like the others."""
    if entries.inline and not entries.items:
        return spliced(text, (entries.start, entries.end, _first(text, entry)))
    if entries.inline:
        return spliced(text, _between(text, entries, place, inline(entry), ", "))
    lines = lines_of(entry, entries.column, line_break(text))
    return spliced(text, _between(text, entries, place, lines, _gap(text, entries)))


def copied(text: str, entries: Node, place: int) -> str:
    """Return the text with the entry at `place` a second time, behind itself, without the comments above it."""
    item = entries.items[place]
    start = item.start if entries.inline else _dash(text, item)
    body = text[start : spans(text, entries)[place][1]]
    between = ", " if entries.inline else _gap(text, entries)
    return spliced(text, _between(text, entries, place + 1, body, between))


def _after_blank_lines(text: str, at: int, next_entry: int) -> int:
    """Return where the next entry begins, or the comments that are apart from it: those stay."""
    between = text[at:next_entry]
    return (
        line_start(text, at + len(between) - len(between.lstrip())) if between.strip(" \r\n,") else next_entry
    )


def _between(text: str, entries: Node, place: int, body: str, gap: str) -> Splice:
    where = spans(text, entries)
    if place < len(where):
        at = where[place][0]
        return at, at, f"{body}{gap}"
    at = where[-1][1]
    return at, at, f"{gap}{body}"


def _gap(text: str, entries: Node) -> str:
    """Return what separates entries on lines of their own: a blank line too, where the first two have one."""
    where = spans(text, entries)
    between = text[where[0][1] : where[1][0]] if len(where) > 1 else ""
    lines = 2 if between.count("\n") > 1 else 1
    return line_break(text) * lines


def lines_of(entry: dict[str, Value], column: int, ends: str) -> str:
    """Return a rule as lines: its conditions one by one, everything else on a line each."""
    lines = []
    for key, value in entry.items():
        if key == "when" and isinstance(value, dict) and value:
            lines += ["when:", *(f"  {scalar(name)}: {inline(each)}" for name, each in value.items())]
        else:
            lines.append(f"{scalar(key)}: {inline(value)}")
    indent = " " * column
    return ends.join(f"{indent}{'  ' if place else '- '}{words}" for place, words in enumerate(lines))


def _first(text: str, entry: dict[str, Value]) -> str:
    ends = line_break(text)
    return ends + lines_of(entry, 2, ends)


def _emptied(text: str, entries: Node) -> str:
    """Return the text with an empty list in place of its only entry; comments above the entry stay."""
    if entries.inline:
        return spliced(text, (entries.start, entries.end, "[]"))
    before = text[: _dash(text, entries.items[0])].rstrip()
    if before.endswith(":"):
        return spliced(text, (len(before), line_end(text, entries.end), " []"))
    start = _dash(text, entries.items[0])
    return spliced(text, (start, line_end(text, entries.end), f"{' ' * max(entries.column, 2)}[]"))


def _start(text: str, item: Node) -> int:
    """Return where the comments directly above an entry begin, else its line."""
    start = _dash(text, item)
    while start and (above := text[line_start(text, start - 1) : start]).lstrip(" ").startswith("#"):
        start -= len(above)
    return start


def _dash(text: str, item: Node) -> int:
    """Return the start of the line with the entry's dash, which may be above the entry."""
    start = line_start(text, item.start)
    while start and not text[start:].lstrip(" ").startswith("-"):
        start = line_start(text, start - 1)
    return start
