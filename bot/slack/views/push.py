"""The text of a message as a phone pushes it."""

import re
from typing import Any

from bot.slack import Message
from bot.slack.views.blocks import readable, text
from bot.slack.views.text import MESSAGE_LIMIT, trim


def as_push(shown: Message, about: str = "") -> Message:
    """Return the message with a text that a phone can show: links without their addresses, `about` first.

    The blocks have the addresses. A text that already names what it is about, or is not that of the blocks, stays.
    """
    if shown.text != readable(shown.blocks):
        return shown
    words = readable(_without_addresses(shown.blocks))
    is_named = re.search(rf"{re.escape(about)}(?!\w)", words)
    return Message(words if is_named else trim(f"{about} · {words}", MESSAGE_LIMIT), shown.blocks)


def _without_addresses(part: Any) -> Any:
    if isinstance(part, dict):
        if part.get("type") == "link":
            return text(part["text"])
        return {key: _without_addresses(each) for key, each in part.items()}
    return [_without_addresses(each) for each in part] if isinstance(part, list | tuple) else part
