"""What stands in Slack's windows and messages, as a person reads it and as their fingers find it."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from bot.slack.views.blocks import readable

Json = dict[str, Any]
PICKED = {"datetimepicker": "selected_date_time", "users_select": "selected_user"}
# Around words of strangers, so that they cannot turn the line around; nobody sees them.
ISOLATES = dict.fromkeys((0x2068, 0x2069))


def shown(view: Json) -> str:
    """The words a window shows, as they are read."""
    return "".join(_words(view["blocks"])).translate(ISOLATES)


def read(view: Json) -> Json:
    """A window with its words as text, as a message has them."""
    return {**view, "text": unescape(readable(view["blocks"]))}


def begun(view: Json) -> str:
    """The sentence a reply window begins with."""
    return str(view["state"]["values"]["text"]["text"]["value"])


def button_of(message: Json, word: str) -> tuple[Json, Json] | None:
    """The button of that action id on a message or in a window, after the block it stands in.

    Where a menu offers it: the menu, with what is chosen in it.
    """
    for block in message.get("blocks", ()):
        for element in pressable_in(block):
            if element.get("action_id") == word:
                return block, element
            for option in element.get("options", ()):
                if option["value"].split()[0] == word:
                    return block, {**element, "selected_option": option}
    return None


def pressable_in(block: Json) -> list[Json]:
    """The elements of a block that can be pressed: those of an actions block, and what a section has at its end."""
    found = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
    return [element for element in found if element]


def listed(view: Json, word: str, words: str) -> str:
    """The value of the option of that list with these words in it."""
    element = next(b["element"] for b in view["blocks"] if b.get("block_id") == word)
    return str(next(o["value"] for o in element["options"] if words in o["text"]["text"]))


def element_in(view: Json, block: str) -> Json:
    """The element that is filled in that block."""
    found: Json = next(b for b in view["blocks"] if b.get("block_id") == block)
    element: Json = found["elements"][0] if found["type"] == "actions" else found["element"]
    return element


def value_of(view: Json, block: str, given: Any) -> Json:
    """What a window holds when `given` was typed or chosen in that block."""
    element = element_in(view, block)
    if isinstance(given, str) and element["type"] in ("plain_text_input", "number_input"):
        return {"type": element["type"], "value": given}
    if field := PICKED.get(element["type"]):
        return {"type": element["type"], field: given}
    if isinstance(given, list):
        chosen = [o for o in element["options"] if o["value"] in given]
        return {"type": element["type"], "selected_options": chosen}
    option = next(o for o in element["options"] if o["value"] == given)
    if element["type"] == "checkboxes":
        return {"type": "checkboxes", "selected_options": [option]}
    return {"type": element["type"], "selected_option": option}


def _words(piece: Any) -> Iterator[str]:
    if isinstance(piece, list):
        for part in piece:
            yield from _words(part)
    elif isinstance(piece, dict):
        words = piece.get("text")
        yield from [words] if isinstance(words, str) else _words([*piece.values()])
