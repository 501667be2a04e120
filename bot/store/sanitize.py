"""Text both databases can keep: no NUL, no half of a surrogate pair."""

from collections.abc import Iterable, Mapping, Sequence

from bot.mention import storable as clean
from bot.store.driver import Values


def storable(values: Mapping[str, object]) -> Mapping[str, object]:
    """The same values, their text made fit for Postgres, which refuses NUL, and for UTF-8."""
    return values if _are_fit(values.values()) else {name: _fit(value) for name, value in values.items()}


def storable_rows(rows: Sequence[Values]) -> Sequence[Values]:
    """The same rows, made fit in the same way."""
    if _are_fit([value for row in rows for value in row]):
        return rows
    return [tuple(map(_fit, row)) for row in rows]


def _are_fit(values: Iterable[object]) -> bool:
    """Nearly all values are: one look at all their text together tells."""
    text = "".join([value for value in values if isinstance(value, str)])
    return clean(text) is text


def _fit(value: object) -> object:
    return clean(value) if isinstance(value, str) else value
