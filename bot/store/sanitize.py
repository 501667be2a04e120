"""Text that both databases can store: without NUL and without half a surrogate pair."""

from collections.abc import Iterable, Mapping, Sequence

from bot.mention import storable as clean
from bot.store.driver import Values


def storable(values: Mapping[str, object]) -> Mapping[str, object]:
    """Return the values with their text made fit for Postgres, which refuses NUL, and for UTF-8."""
    return values if _are_fit(values.values()) else {name: _fit(value) for name, value in values.items()}


def storable_rows(rows: Sequence[Values]) -> Sequence[Values]:
    """Return the rows, made fit in the same way."""
    if _are_fit([value for row in rows for value in row]):
        return rows
    return [tuple(map(_fit, row)) for row in rows]


def _are_fit(values: Iterable[object]) -> bool:
    """Return true when no value needs a change, by one check of all texts joined: nearly all pass it."""
    text = "".join([value for value in values if isinstance(value, str)])
    return clean(text) is text


def _fit(value: object) -> object:
    return clean(value) if isinstance(value, str) else value
