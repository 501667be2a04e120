"""JSON as the store keeps it: in ASCII, so that a NUL or half a surrogate pair comes back as it went in."""

import json
from typing import Any


def to_json(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=True, separators=(",", ":"))


def from_json(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    return document
