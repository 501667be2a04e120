"""Slack's limits on messages and views, written independently of the code.

Sources: https://docs.slack.dev/reference/block-kit/blocks and the pages of its elements.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bot.slack import Message

Part = dict[str, Any]

BLOCKS = {"header", "rich_text", "actions", "section", "divider", "input", "context"}
RICH = {"rich_text_section", "rich_text_quote"}
# A "name" is ours: it becomes text or a link where the message is sent (bot/slack/views/people.py).
LEAVES = {"text", "link", "user", "name", "usergroup", "broadcast", "date"}
# type -> field -> the most it may hold
LENGTHS = {
    "button": {"value": 2_000, "url": 3_000, "accessibility_label": 75, "action_id": 255},
    "link": {"url": 3_000},
    "plain_text_input": {"initial_value": 3_000, "action_id": 255},
    "modal": {"private_metadata": 3_000, "callback_id": 255},
}
# type -> field that holds a text object -> the most it may hold
TEXTS = {
    "header": {"text": 150},
    "section": {"text": 3_000},
    "button": {"text": 75},
    "static_select": {"placeholder": 150},
    "input": {"label": 2_000},
    "modal": {"title": 24, "submit": 24, "close": 24},
}
COUNTS = {
    "actions": ("elements", 25),
    "context": ("elements", 10),
    "overflow": ("options", 5),
    "static_select": ("options", 100),
    "multi_static_select": ("options", 100),
    "checkboxes": ("options", 10),
    "radio_buttons": ("options", 10),
}
# Words of ours around a time in the reader's zone, as the card's small line has them.
DATED = r"\*?(· )?[A-Za-z ]+ <!date\^\d+\^\{date_short_pretty\}, \{time\}\|\d+ \w+ \d+ [\d:]+ UTC>\*?"
OUR_MRKDWN = (
    DATED
    + r"|Case #\d+ is yours\.|(Case #\d+ is assigned to (<@[UW][A-Z0-9]+>|somebody else)\. [\w ]+\.|Done x+…)"
)
MESSAGE_BLOCKS, VIEW_BLOCKS, MESSAGE_TEXT, SHOWN_TEXT, VIEW_BYTES = 50, 100, 4_000, 11_000, 250_000


def check_message(message: Message, *, is_redrawn: bool = True) -> None:
    """Fail unless Slack would accept the message, new and as an update, without parsing untrusted text."""
    assert message.text.strip()
    assert utf16(message.text) <= MESSAGE_TEXT
    assert 1 <= len(message.blocks) <= MESSAGE_BLOCKS
    assert not is_redrawn or any(block["type"] == "rich_text" for block in message.blocks), (
        "an update would be a block_mismatch"
    )
    assert sum(utf16(words) for words in shown(message.blocks)) <= SHOWN_TEXT
    json.dumps(message.blocks, ensure_ascii=False).encode()
    message.text.encode()
    _check_parts(message.blocks)


def check_view(view: Part) -> None:
    """Fail unless Slack would show the modal or Home tab."""
    assert 1 <= len(view["blocks"]) <= VIEW_BLOCKS
    assert len(json.dumps(view).encode()) <= VIEW_BYTES
    json.dumps(view, ensure_ascii=False).encode()
    _check_parts([view])
    names = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(names) == len(set(names))


def pinging(message: Message) -> set[str]:
    """Return the ids that a message notifies, in rich text and in top-level text."""
    elements = {
        each.get("user_id") or each.get("usergroup_id") or each.get("range")
        for each in parts(message.blocks)
        if each.get("type") in ("user", "usergroup", "broadcast")
    }
    named = re.findall(r"<[@!](?:subteam\^)?([^>|]*)[^>]*>", message.text)
    return {who for who in (*elements, *named) if who}


def parts(thing: Any) -> Iterator[Part]:
    """Yield every object in a message or view, at any depth."""
    if isinstance(thing, dict):
        yield thing
        yield from parts(list(thing.values()))
    elif isinstance(thing, list | tuple):
        for each in thing:
            yield from parts(each)


def shown(blocks: Iterable[Part]) -> Iterator[str]:
    return (each["text"] for each in parts(list(blocks)) if isinstance(each.get("text"), str))


def utf16(words: str) -> int:
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def _check_parts(top: Any) -> None:
    for part in parts(top):
        kind = part.get("type", "")
        _check_kind(part, kind)
        for field, most in LENGTHS.get(kind, {}).items():
            assert field not in part or 1 <= utf16(part[field]) <= most, (kind, field)
        for field, most in TEXTS.get(kind, {}).items():
            assert field not in part or 1 <= utf16(part[field]["text"]) <= most, (kind, field)
        if kind in COUNTS:
            assert 1 <= len(part[COUNTS[kind][0]]) <= COUNTS[kind][1]


def _check_kind(part: Part, kind: str) -> None:
    match kind:
        case "plain_text":
            assert part["emoji"] is False
            assert 1 <= utf16(part["text"]) <= 3_000
        case "mrkdwn":
            assert part["verbatim"] is True
            assert re.fullmatch(OUR_MRKDWN, part["text"]), "mrkdwn holds words of ours only"
        case "rich_text":
            assert part["elements"]
            assert {each["type"] for each in part["elements"]} <= RICH
        case "rich_text_section" | "rich_text_quote":
            assert part["elements"]
            assert {each["type"] for each in part["elements"]} <= LEAVES
        case "text":
            assert part["text"]
            assert "\0" not in part["text"]
        case "link":
            assert part["url"].startswith(("http://", "https://"))
        case "plain_text_input":
            assert utf16(part.get("initial_value", "")) <= part["max_length"]
        case "overflow" | "static_select" | "multi_static_select" | "checkboxes" | "radio_buttons":
            values = [each["value"] for each in part["options"]]
            assert len(values) == len(set(values)), "a value stands for one option"
        case "actions":
            ids = [each["action_id"] for each in part["elements"]]
            assert len(ids) == len(set(ids))


def pressable(message: Message) -> dict[str, str]:
    """Return what can be pressed in a message by action id, each with its value; options of menus too."""
    found = {
        each["action_id"]: each["value"] for each in parts(message.blocks) if each.get("type") == "button"
    }
    menus = [each for each in parts(message.blocks) if each.get("type") == "overflow"]
    pairs = [option["value"].partition(" ") for menu in menus for option in menu["options"]]
    return found | {word: value for word, _, value in pairs}
