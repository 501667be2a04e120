"""JSON as the store keeps it. A NUL or half a surrogate pair survives the round trip."""

import json
from typing import Any

from bot.case.serialization import to_text


def to_json(document: object) -> str:
    """Encode a document as JSON text."""
    try:
        return to_text(document)
    except UnicodeEncodeError:
        # Half a surrogate pair cannot be UTF-8, but it can be an ASCII escape.
        return json.dumps(document, ensure_ascii=True)


def from_json(text: str) -> dict[str, Any]:
    """Decode a JSON object. Raise ValueError when it is not JSON."""
    document: dict[str, Any] = json.loads(text)
    return document
