"""JSON as the store keeps it: in ASCII, so that a NUL or half a surrogate pair comes back as it went in."""

import json
from typing import Any

# Kept, because json.dumps makes a new one for every document.
_ENCODER = json.JSONEncoder(ensure_ascii=True, separators=(",", ":"))


def to_json(document: dict[str, Any]) -> str:
    return _ENCODER.encode(document)


def from_json(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    return document
