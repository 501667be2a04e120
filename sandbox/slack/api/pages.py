"""Pages of long lists, with opaque cursors."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from sandbox.slack.api.arguments import Arguments
from sandbox.slack.errors import SlackError

Item = TypeVar("Item")


def page_of(
    items: Sequence[Item], arguments: Arguments, *, default: int = 100, most: int = 1_000
) -> tuple[Sequence[Item], str]:
    """Return one page and the cursor of the next ("" after the last). Raise ``invalid_cursor``, ``invalid_limit``."""
    start = _position(arguments.text("cursor"))
    end = start + arguments.number("limit", default, most)
    return items[start:end], (_cursor(end) if end < len(items) else "")


def _cursor(position: int) -> str:
    return base64.urlsafe_b64encode(f"next:{position}".encode()).decode()


def _position(cursor: str | None) -> int:
    if cursor is None:
        return 0
    try:
        _, _, position = base64.urlsafe_b64decode(cursor).decode().partition(":")
        return int(position)
    except (ValueError, binascii.Error):
        raise SlackError("invalid_cursor") from None
