"""Text both databases can keep: no NUL, no half of a surrogate pair."""

from collections.abc import Mapping


def storable(values: Mapping[str, object]) -> dict[str, object]:
    """The same values, their text made fit for Postgres, which refuses NUL, and for UTF-8."""
    odd = {
        name: _clean(value)
        for name, value in values.items()
        if isinstance(value, str) and not _is_plain(value)
    }
    return {**values, **odd}


def _is_plain(text: str) -> bool:
    return text.isascii() and "\0" not in text


def _clean(text: str) -> str:
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
