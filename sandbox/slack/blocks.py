"""Validation of blocks and views against Slack's limits, with Slack's own error texts."""

import json
from collections.abc import Iterator
from typing import Any

from sandbox.slack import limits
from sandbox.slack.errors import SlackError, refused_schema
from sandbox.slack.limits import Choice, Free, Many, Part, Rule, Shape, Text, Thing, Whole, Words
from sandbox.slack.records import Json

TEXTS = ("mrkdwn", "plain_text")


def check_message(blocks: Any) -> None:
    """Raise ``invalid_blocks`` (or ``_format``, ``msg_blocks_too_long``) unless Slack would take these in a message."""
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise SlackError("invalid_blocks_format")
    faults = faults_of(blocks, limits.MESSAGE_BLOCKS, unwanted=limits.VIEW_ONLY)
    if faults:
        raise refused_schema("invalid_blocks", faults)
    if _shown_length(blocks) > limits.MESSAGE_TEXT:
        raise SlackError("msg_blocks_too_long")


def check_view(view: Any) -> None:
    """Raise ``invalid_arguments`` or ``view_too_large`` unless Slack would show this modal or Home tab."""
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        raise refused_schema("invalid_arguments", ["must be a modal or home view [json-pointer:/view/type]"])
    if len(json.dumps(view).encode()) > limits.VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = list(_view_faults(view))
    if faults:
        raise refused_schema("invalid_arguments", faults)


def faults_of(
    blocks: list[Json], most: int, *, unwanted: frozenset[str], where: str = "/blocks"
) -> list[str]:
    """Return everything wrong with a list of blocks; empty when all is well."""
    allowed = Part(frozenset(limits.BLOCKS) - unwanted)
    faults = list(_check(Many(allowed, most, least=0), blocks, where, limits.BLOCKS))
    return faults + _twins([block.get("block_id") for block in blocks], "block_id", where)


def _view_faults(view: Json) -> Iterator[str]:
    frame = {name: value for name, value in view.items() if name not in ("type", "blocks")}
    yield from _check_shape(limits.THINGS[view["type"]], frame, "/view")
    blocks = view.get("blocks")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        yield "missing required field: blocks [json-pointer:/view]"
        return
    if not blocks:
        yield "no fewer than 1 items allowed [json-pointer:/view/blocks]"
    yield from faults_of(blocks, limits.VIEW_BLOCKS, unwanted=limits.MESSAGE_ONLY, where="/view/blocks")
    if (
        any(block.get("type") == "input" for block in blocks)
        and view["type"] == "modal"
        and "submit" not in view
    ):
        yield "a view with input blocks needs a submit button [json-pointer:/view/submit]"


def _check(rule: Rule, value: Any, where: str, shapes: dict[str, Shape] = limits.ELEMENTS) -> Iterator[str]:
    match rule:
        case Words():
            yield from _check_words(rule, value, where)
        case Text():
            yield from _check_text(rule, value, where)
        case Many():
            yield from _check_many(rule, value, where, shapes)
        case Part():
            yield from _check_part(rule, value, where, shapes)
        case Thing():
            yield from _check_shape(limits.THINGS[rule.shape], value, where)
        case Choice():
            if value not in rule.words:
                yield _fault(f"must be one of {', '.join(sorted(rule.words))}", where)
        case Whole():
            if not isinstance(value, int) or not rule.least <= value <= rule.most:
                yield _fault(f"must be a whole number from {rule.least} to {rule.most}", where)
        case Free():
            pass


def _check_words(rule: Words, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield _fault("must be a string", where)
    elif len(value) < rule.least:
        yield _fault(f"must be more than {rule.least - 1} characters", where)
    elif len(value) > rule.most:
        yield _fault(f"must be less than {rule.most + 1} characters", where)


def _check_text(rule: Text, value: Any, where: str) -> Iterator[str]:
    allowed = ("plain_text",) if rule.plain else TEXTS
    if not isinstance(value, dict) or value.get("type") not in allowed:
        yield _fault(f"must be a text object of type {' or '.join(allowed)}", where)
        return
    yield from _check_shape(limits.ELEMENTS[value["type"]], value, where)
    if isinstance(value.get("text"), str) and len(value["text"]) > rule.most:
        yield _fault(f"must be less than {rule.most + 1} characters", f"{where}/text")


def _check_many(rule: Many, value: Any, where: str, shapes: dict[str, Shape]) -> Iterator[str]:
    if not isinstance(value, list):
        yield _fault("must be an array", where)
        return
    if len(value) < rule.least:
        yield _fault(f"no fewer than {rule.least} items allowed", where)
    if len(value) > rule.most:
        yield _fault(f"no more than {rule.most} items allowed", where)
    for position, item in enumerate(value):
        yield from _check(rule.of, item, f"{where}/{position}", shapes)
    actions = [item.get("action_id") for item in value if isinstance(item, dict)]
    yield from _twins(actions, "action_id", where)


def _check_part(rule: Part, value: Any, where: str, shapes: dict[str, Shape]) -> Iterator[str]:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in rule.kinds:
        yield _fault(f"unsupported type: {kind}", f"{where}/type")
        return
    yield from _check_shape((limits.BLOCKS if rule.is_block else shapes)[kind], value, where)
    needed = limits.ONE_OF.get(kind, ())
    if needed and not any(name in value for name in needed):
        yield _fault(f"missing required field: {' or '.join(needed)}", where)
    if kind in limits.EITHER and all(name in value for name in needed):
        yield _fault(f"only one field allowed: {' or '.join(needed)}", where)
    yield from _check_first_choice(value, where)


def _check_first_choice(element: Json, where: str) -> Iterator[str]:
    """Check that an initial option is exactly one of the options."""
    groups = element.get("option_groups") or [element]
    options = [option for group in groups for option in group.get("options") or ()]
    for name in ("initial_option", "initial_options"):
        chosen = element.get(name) or []
        if options and any(one not in options for one in (chosen if isinstance(chosen, list) else [chosen])):
            yield _fault(f"`{name}` is none of the options", f"{where}/{name}")


def _check_shape(shape: Shape, value: Any, where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _fault("must be an object", where)
        return
    for name in shape.required:
        if name not in value:
            yield _fault(f"missing required field: {name}", where)
    for name, child in value.items():
        if name in shape.fields:
            yield from _check(shape.fields[name], child, f"{where}/{name}")
        elif name == "block_id":
            yield from _check(limits.ID, child, f"{where}/block_id")
        elif name != "type":
            yield _fault(f"invalid additional property: {name}", where)


def _twins(ids: list[Any], name: str, where: str) -> list[str]:
    given = [one for one in ids if one]
    return [
        _fault(f"`{name}` {one!r} already exists", where)
        for one in dict.fromkeys(given)
        if given.count(one) > 1
    ]


def _shown_length(part: Any) -> int:
    if isinstance(part, list):
        return sum(_shown_length(child) for child in part)
    if not isinstance(part, dict):
        return 0
    own = len(part["text"]) if isinstance(part.get("text"), str) else 0
    return own + sum(_shown_length(child) for child in part.values())


def _fault(what: str, where: str) -> str:
    return f"{what} [json-pointer:{where}]"
