"""List entries that YAML reads as one, although a person meant several: `bill;invoice`."""

import re

# The commas and semicolons of other scripts, a new line, and a comma without a space, all of which YAML reads as text.
_SEPARATOR = re.compile(r"\s*[;；﹔؛、､﹑，﹐،\n]\s*|(?<=[^\W\d]),(?=[^\W\d])")
# Only between whole words: 24/7 and c/o are one.
_BAR = re.compile(r"(?<=[^\W\d_]{3})\s*[/／|｜]\s*(?=[^\W\d_]{3})")


def split_joined(entry: str, *, names: bool = False) -> list[str]:
    """Return the entries that a person probably meant by one such as bill;invoice; empty if it is one entry.

    In `names` a slash separates a network from a handle.
    """
    parts = _SEPARATOR.split(entry if names else _BAR.sub(";", entry))
    return parts if len(parts) > 1 and all(re.search(r"\w", part) for part in parts) else []
