"""JSON as the store keeps it. A NUL or half a surrogate pair comes back as it went in."""

import json
from typing import Any

from bot.case.serialization import to_text


def to_json(document: object) -> str:
    try:
        return to_text(document)
    except UnicodeEncodeError:
        # Half a surrogate pair is no UTF-8; in ASCII it is an escape like any other.
        return json.dumps(document, ensure_ascii=True)


def from_json(text: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(text)
    return document
