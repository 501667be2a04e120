"""Text both databases can keep: no NUL, no half of a surrogate pair."""

from collections.abc import Mapping, Sequence

Values = Mapping[str, object]


def storable(values: Values) -> Values:
    """The same values, their text made fit for Postgres, which refuses NUL, and for UTF-8."""
    return all_storable([values])[0]


def all_storable(rows: Sequence[Values]) -> Sequence[Values]:
    """The same rows, made fit in the same way; nearly all are, which one look at all their text tells."""
    if _is_fit("".join([value for row in rows for value in row.values() if isinstance(value, str)])):
        return rows
    return [{name: _fit(value) for name, value in row.items()} for row in rows]


def _is_fit(text: str) -> bool:
    return "\0" not in text and (text.isascii() or text.encode("utf-8", "replace").decode("utf-8") == text)


def _fit(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return value
