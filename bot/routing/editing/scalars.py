"""Values written as YAML on one line, so that they are read back as the same values."""

import re
from collections.abc import Mapping, Sequence

# Text that needs no quotes anywhere: it begins with a letter or digit and has no sign that YAML gives a meaning.
_PLAIN = re.compile(r"[^\W_](?:[\w .+/%@'’-]*[\w.+/%'’])?")
_NO_VALUE = ("~", "null")
# Characters that YAML accepts only as escape sequences, or reads as line breaks.
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")

Value = str | Sequence["Value"] | Mapping[str, "Value"]


def inline(value: Value) -> str:
    """Return the YAML of a value: text, a list in brackets, or a mapping in braces."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {inline(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]"


def scalar(text: str) -> str:
    """Return a text, in quotes where YAML would read it as something else."""
    if _PLAIN.fullmatch(text) and text not in _NO_VALUE:
        return text
    if _ESCAPED.search(text):
        return f'"{_ESCAPED.sub(_escape, text.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34)))}"'
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return "\\n" if code == 10 else f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
