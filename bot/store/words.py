"""Text both databases can keep: no NUL, no half of a surrogate pair."""

from collections.abc import Mapping


def storable(values: Mapping[str, object]) -> dict[str, object]:
    """The same values, their text made fit for Postgres, which refuses NUL, and for UTF-8."""
    return {name: _clean(value) if isinstance(value, str) else value for name, value in values.items()}


def _clean(text: str) -> str:
    if text.isascii():
        return text.replace("\0", "\ufffd") if "\0" in text else text
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
