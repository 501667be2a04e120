"""Form state: the values of input elements, and the checks that Slack's own client makes before sending."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.slack.limits import ACTION_ELEMENTS, INPUT_ELEMENTS
from sandbox.slack.records import Json

# Which field of the state holds the value, and where the element keeps its first value.
VALUE_FIELDS = {
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "radio_buttons": ("selected_option", "initial_option"),
    "users_select": ("selected_user", "initial_user"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "multi_users_select": ("selected_users", "initial_users"),
    "checkboxes": ("selected_options", "initial_options"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
TYPED = ("value", "initial_value")
MANY = {"checkboxes", "multi_static_select", "multi_external_select", "multi_users_select"}
CONTEXT_ELEMENTS = {"feedback_buttons", "icon_button"}
STATELESS = {"button", "overflow", "image"} | CONTEXT_ELEMENTS
PRESSED = ACTION_ELEMENTS | CONTEXT_ELEMENTS


def elements_of(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Yield every interactive element with its block."""
    for block in blocks:
        parts = [block.get("element"), block.get("accessory")]
        if block.get("type") in ("actions", "context_actions"):
            parts += block.get("elements", [])
        for part in parts:
            if isinstance(part, dict) and part.get("type") in PRESSED | INPUT_ELEMENTS:
                yield block, part


def find_element(blocks: list[Json], action_id: str, block_id: str | None) -> tuple[Json, Json] | None:
    """Return the block and element with this ``action_id`` (in ``block_id``, when given); None when there is none."""
    for block, element in elements_of(blocks):
        if element.get("action_id") == action_id and block_id in (None, block.get("block_id")):
            return block, element
    return None


def initial_state(blocks: list[Json]) -> Json:
    """Return ``state.values`` of an untouched view."""
    values: Json = {}
    for block, element in elements_of(blocks):
        if element["type"] not in STATELESS:
            values.setdefault(block["block_id"], {})[element["action_id"]] = _untouched(element)
    return values


def client_errors(blocks: list[Json], values: Json) -> dict[str, str]:
    """Return what Slack's own client would refuse before sending, by block_id; empty when all is well."""
    errors = {}
    for block, element in elements_of(blocks):
        if block["type"] == "input":
            entered = values[block["block_id"]][element["action_id"]]
            # What the field shows counts, even where the state does not have it yet: see forget_first_values.
            shown = _value(element, entered) or element.get(VALUE_FIELDS.get(element["type"], TYPED)[1])
            complaint = _complaint(element, shown, optional=bool(block.get("optional")))
            if complaint:
                errors[block["block_id"]] = complaint
    return errors


def _untouched(element: Json) -> Json:
    name, first = VALUE_FIELDS.get(element["type"], TYPED)
    nothing: Any = [] if element["type"] in MANY else None
    return {"type": element["type"], name: element.get(first, nothing)}


def _value(element: Json, entered: Json) -> Any:
    return entered.get(VALUE_FIELDS.get(element["type"], TYPED)[0])


def _complaint(element: Json, value: Any, *, optional: bool) -> str | None:
    if value is None or value in ("", []):
        return None if optional else "Please complete this required field."
    if not isinstance(value, str):
        return None
    if element["type"] == "number_input":
        return _number_complaint(element, value)
    if len(value) > element.get("max_length", 3_000):
        return f"Must be less than {element.get('max_length', 3_000) + 1} characters."
    if len(value) < element.get("min_length", 0):
        return f"Must be more than {element['min_length'] - 1} characters."
    return None


def _number_complaint(element: Json, value: str) -> str | None:
    """Return what the client says of a number.

    Source: https://docs.slack.dev/reference/block-kit/block-elements/number-input-element
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return "Please enter a valid number."
    if not element["is_decimal_allowed"] and number != number.to_integral_value():
        return "Please enter a whole number."
    if number < Decimal(element.get("min_value", "-Infinity")):
        return f"Must be at least {element['min_value']}."
    if number > Decimal(element.get("max_value", "Infinity")):
        return f"Must be at most {element['max_value']}."
    return None
