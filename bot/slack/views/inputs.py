"""Windows and their input fields."""

import json
from collections.abc import Sequence
from typing import Any

from bot.slack import Block
from bot.slack.views.blocks import Element, plain
from bot.slack.views.text import clean, cut

View = dict[str, Any]

INPUT_LIMIT = 3_000
OPTIONS = 100


def window(
    word: str, title: str, submit: str, data: dict[str, Any], *blocks: Block, close: str = "Cancel"
) -> View:
    """Return a window; `data` comes back when it is submitted."""
    return {
        "type": "modal",
        "callback_id": word,
        "private_metadata": json.dumps(data, ensure_ascii=False),
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain(close, 24),
        "blocks": list(blocks),
    }


def words_field(
    word: str,
    label: str,
    given: str,
    *,
    longest: int = INPUT_LIMIT,
    dispatch: bool = False,
    optional: bool = False,
) -> Block:
    """Return a field for several lines. With `dispatch`, Slack sends a request for every character."""
    element: Element = {
        "type": "plain_text_input",
        "action_id": word,
        "multiline": True,
        "max_length": longest,
    }
    if words := cut(clean(given), longest):
        element["initial_value"] = words
    if dispatch:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    return field(word, label, element, optional=optional) | ({"dispatch_action": True} if dispatch else {})


def line_field(word: str, label: str, given: str = "", *, longest: int = INPUT_LIMIT) -> Block:
    """Return an optional field for one line."""
    element: Element = {"type": "plain_text_input", "action_id": word, "max_length": longest}
    if words := cut(clean(given), longest):
        element["initial_value"] = words
    return field(word, label, element, optional=True)


def choice(word: str, asks: str, options: Sequence[Element], chosen: str = "") -> Element:
    """Return a list to choose one option from; `chosen` is the value it starts with."""
    listed = list(options[:OPTIONS])
    first = [each for each in listed if each["value"] == chosen][:1]
    return {
        "type": "static_select",
        "action_id": word,
        "placeholder": plain(asks, 150),
        "options": listed,
    } | ({"initial_option": first[0]} if first else {})


def field(word: str, label: str, element: Element, *, optional: bool = False) -> Block:
    """Return an element with its label."""
    return {
        "type": "input",
        "block_id": word,
        "label": plain(label, 2_000),
        "element": element,
        "optional": optional,
    }


def option(label: str, value: str) -> Element:
    """Return an option; `value` comes back when it is chosen."""
    return {"text": plain(label, 75), "value": value}
