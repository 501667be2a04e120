"""A row: one figure beside its yardstick, and whether it keeps its promise; the rows as a table and as JSON."""

import json
from collections.abc import Sequence
from statistics import median

Row = dict[str, object]
COLUMNS = ("name", "value", "unit", "yardstick", "ratio", "target", "ok")
NUMBERS = ("value", "yardstick", "ratio")


def time_row(
    name: str, ours: Sequence[float], yardstick: Sequence[float], *, at_most: float, unit: str = "ms"
) -> Row:
    """Return our time divided by the yardstick's, of the medians of alternating rounds."""
    value, bare = median(ours), median(yardstick)
    return row(name, value, unit, bare, value / bare, f"at most {at_most:g}", value / bare <= at_most)


def rate_row(
    name: str, ours: Sequence[float], yardstick: Sequence[float], *, at_least: float, unit: str
) -> Row:
    """Return our rate divided by the yardstick's, of the medians of alternating rounds."""
    value, bare = median(ours), median(yardstick)
    return row(name, value, unit, bare, value / bare, f"at least {at_least:g}", value / bare >= at_least)


def limit_row(
    name: str, ours: Sequence[float], yardstick: Sequence[float], *, under: float, unit: str
) -> Row:
    """Return a figure with an absolute limit; the yardstick is the libraries' share of it."""
    value, bare = median(ours), median(yardstick)
    return row(name, value, unit, bare, value / bare, f"under {under:g} {unit}", value < under)


def row(name: str, value: float, unit: str, yardstick: float, ratio: float, target: str, ok: bool) -> Row:
    numbers = {"value": _short(value), "yardstick": _short(yardstick), "ratio": _short(ratio)}
    return {"name": name, "unit": unit, "target": target, "ok": bool(ok), **numbers}


def as_table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table that is readable in a terminal too."""
    cells = [list(COLUMNS), *([_cell(column, row[column]) for column in COLUMNS] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(COLUMNS))]
    lines = [_line(line, widths) for line in cells]
    marks = ["-" * (w - 1) + (":" if c in NUMBERS else "-") for c, w in zip(COLUMNS, widths, strict=True)]
    return "\n".join([lines[0], _line(marks, widths), *lines[1:]])


def as_json(rows: Sequence[Row], **about: object) -> str:
    """Return the rows and the facts `about` the run."""
    return json.dumps({**about, "rows": [{c: row[c] for c in COLUMNS} for row in rows]}, indent=2) + "\n"


def _short(number: float) -> float:
    """Return a number with three significant digits; above a thousand, a whole number."""
    return float(f"{number:.3g}") if abs(number) < 1000 else round(number)


def _cell(column: str, value: object) -> str:
    if column == "ok":
        return "yes" if value else "NO"
    if column in NUMBERS and isinstance(value, int | float):
        return f"{value:,}"
    return "" if value is None else str(value)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rjust(width) if column in NUMBERS else cell.ljust(width)
        for column, cell, width in zip(COLUMNS, cells, widths, strict=True)
    )
    return f"| {' | '.join(padded)} |"
