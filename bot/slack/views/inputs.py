"""What windows are made of: the window itself, and the fields in which people type and choose."""

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
    """A window; `data` comes back with what is submitted."""
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
    """A field for several lines; with `dispatch` Baton hears of every character and can show the count."""
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


def choice(word: str, asks: str, options: Sequence[Element], chosen: str = "") -> Element:
    """A list to choose one of; `chosen` is the value of the option it begins with."""
    listed = list(options[:OPTIONS])
    first = [each for each in listed if each["value"] == chosen][:1]
    return {
        "type": "static_select",
        "action_id": word,
        "placeholder": plain(asks, 150),
        "options": listed,
    } | ({"initial_option": first[0]} if first else {})


def field(word: str, label: str, element: Element, *, optional: bool = False) -> Block:
    """An element under its label, as one thing to fill in."""
    return {
        "type": "input",
        "block_id": word,
        "label": plain(label, 2_000),
        "element": element,
        "optional": optional,
    }


def option(label: str, value: str) -> Element:
    """One thing to choose; `value` is what comes back."""
    return {"text": plain(label, 75), "value": value}
