"""Slack's limits for blocks and views, as data: every limit of Block Kit that an app can run into.

Sources: https://docs.slack.dev/reference/block-kit/ and the limits in the models of slack_sdk. A shape lists all
the fields a part may have; ``!`` after a name marks a required one.
"""

from dataclasses import dataclass
from typing import TypeAlias

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
# All visible text of one message together; not documented, seen refused from about here (bolt-js issues 2509, 2867).
MESSAGE_TEXT = 11_000
POSTED_TEXT = 40_000
UPDATED_TEXT = 4_000
MARKDOWN_TEXT = 12_000
ATTACHMENTS = 100
VIEW_BYTES = 250_000
STACKED_VIEWS = 3
METADATA_BYTES = 8_000


@dataclass(frozen=True, slots=True)
class Words:
    """A plain string of ``least`` to ``most`` characters."""

    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A text object; ``plain`` means plain_text only."""

    most: int
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """An object whose ``type`` is one of ``kinds``, checked by the shape of that name: an element, or a block."""

    kinds: frozenset[str]
    is_block: bool = False


@dataclass(frozen=True, slots=True)
class Thing:
    """An object without a type of its own, checked by the named shape."""

    shape: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list of ``least`` to ``most`` items, each following one rule."""

    of: "Rule"
    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from ``least`` to ``most``."""

    most: int
    least: int = 0


@dataclass(frozen=True, slots=True)
class Free:
    """Anything: Slack has a rule that the simulated Slack does not check."""


Rule: TypeAlias = Words | Text | Part | Thing | Many | Choice | Whole | Free
Fields: TypeAlias = dict[str, Rule]


@dataclass(frozen=True, slots=True)
class Shape:
    """The fields that a part may have, and the names of the required ones."""

    fields: Fields
    required: tuple[str, ...]


def _shapes(table: dict[str, Fields]) -> dict[str, Shape]:
    return {name: _shape(fields) for name, fields in table.items()}


def _shape(fields: Fields) -> Shape:
    required = tuple(name[:-1] for name in fields if name.endswith("!"))
    return Shape({name.rstrip("!"): rule for name, rule in fields.items()}, required)


ANY = Free()
ID = Words(255)
PLACEHOLDER = Text(150, plain=True)
OPTIONS = Many(Thing("option"), 100)
CHECKED = Many(Thing("marked_option"), 10)
GROUPS = Many(Thing("option_group"), 100)
CONFIRM = Thing("confirm")

# Elements that no shape describes yet are refused: kindness would hide a fault that Slack finds.
PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
SELECTS = frozenset({"static_select", "external_select", "users_select"})
MULTI_SELECTS = frozenset(f"multi_{kind}" for kind in SELECTS)
CHOICES = frozenset({"checkboxes", "radio_buttons"})
ACTION_ELEMENTS = frozenset({"button", "overflow"}) | PICKERS | SELECTS | MULTI_SELECTS | CHOICES
WRITTEN = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
INPUT_ELEMENTS = WRITTEN | PICKERS | SELECTS | MULTI_SELECTS | CHOICES
MESSAGE_ONLY = frozenset({"card", "carousel", "task_card", "plan"})
VIEW_ONLY = frozenset({"input", "alert"})
RICH_PARTS = frozenset({"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"})
RICH_LEAVES = frozenset(
    {"text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "date", "color", "team"}
)

_pressed: Fields = {"action_id": ID, "confirm": CONFIRM, "focus_on_load": ANY}
_select: Fields = _pressed | {"placeholder": PLACEHOLDER}
_several: Fields = {"max_selected_items": Whole(1_000, least=1)}
_options: Fields = {"options": OPTIONS, "option_groups": GROUPS, "initial_option": Thing("option")}
_option: Fields = {
    "text!": Text(75, plain=True),
    "value!": Words(150),
    "description": Text(75, plain=True),
}
_written: Fields = {
    "action_id": ID,
    "placeholder": PLACEHOLDER,
    "focus_on_load": ANY,
    "dispatch_action_config": ANY,
}
_rich: Fields = {
    "elements!": Many(Part(RICH_LEAVES), 10_000, least=0),
    "border": ANY,
    "indent": ANY,
    "offset": ANY,
}

BLOCKS = _shapes(
    {
        "section": {
            "text": Text(3_000),
            "fields": Many(Text(2_000), 10),
            "accessory": Part(ACTION_ELEMENTS | {"image"}),
            "expand": ANY,
        },
        "header": {"text!": Text(150, plain=True), "level": ANY},
        "divider": {},
        "context": {"elements!": Many(Part(frozenset({"image", "mrkdwn", "plain_text"})), 10)},
        "actions": {"elements!": Many(Part(ACTION_ELEMENTS), 25)},
        "context_actions": {"elements!": Many(Part(frozenset({"feedback_buttons", "icon_button"})), 5)},
        "image": {
            "alt_text!": Words(2_000),
            "title": Text(2_000, plain=True),
            "image_url": Words(3_000),
            "slack_file": ANY,
        },
        "input": {
            "label!": Text(2_000, plain=True),
            "element!": Part(INPUT_ELEMENTS),
            "hint": Text(2_000, plain=True),
            "optional": ANY,
            "dispatch_action": ANY,
        },
        "markdown": {"text!": Words(12_000)},
        "rich_text": {"elements!": Many(Part(RICH_PARTS), 1_000)},
        "video": {
            "alt_text!": ANY,
            "title!": Text(199, plain=True),
            "thumbnail_url!": ANY,
            "video_url!": ANY,
            "title_url": ANY,
            "author_name": Words(49),
            "provider_name": ANY,
            "description": Text(200, plain=True),
        },
        "table": {"rows!": Many(Many(ANY, 20), 100), "column_settings": ANY},
        "card": {
            "title": Text(150),
            "subtitle": Text(150),
            "body": Text(200),
            "hero_image": ANY,
            "icon": ANY,
            "actions": Many(Part(frozenset({"button"})), 3),
        },
        "carousel": {"elements!": Many(Part(frozenset({"card"}), is_block=True), 10)},
        # The page of the block gives no length; slackblocks 2.7, which follows Slack's validator, has this one.
        "alert": {
            "text!": Text(200),
            "level": Choice(frozenset({"default", "info", "warning", "error", "success"})),
        },
        "container": {
            "title": Text(150, plain=True),
            "subtitle": Text(150),
            "child_blocks!": Many(ANY, 10),
            "width": Choice(frozenset({"narrow", "standard", "wide", "full"})),
            "is_collapsible": ANY,
            "default_collapsed": ANY,
            "has_header_divider": ANY,
        },
    }
)

# Blocks and elements that need exactly one of two fields, or at least one of several.
EITHER = {
    "image": ("image_url", "slack_file"),
    "static_select": ("options", "option_groups"),
    "multi_static_select": ("options", "option_groups"),
}
ONE_OF = EITHER | {
    "section": ("text", "fields"),
    "card": ("hero_image", "title", "actions", "body"),
    "container": ("title",),
}

ELEMENTS = _shapes(
    {
        "button": {
            "text!": Text(75, plain=True),
            "action_id": ID,
            "value": Words(2_000),
            "url": Words(3_000),
            "style": Choice(frozenset({"primary", "danger"})),
            "confirm": CONFIRM,
            "accessibility_label": Words(75),
        },
        "icon_button": {
            "icon!": Choice(frozenset({"trash"})),
            "text!": Text(75, plain=True),
            "action_id": ID,
            "value": Words(2_000),
            "confirm": CONFIRM,
            "accessibility_label": Words(75),
            "visible_to_user_ids": ANY,
        },
        "feedback_buttons": {
            "action_id": ID,
            "positive_button!": Thing("feedback_button"),
            "negative_button!": Thing("feedback_button"),
        },
        "overflow": {"action_id": ID, "options!": Many(Thing("linked_option"), 5), "confirm": CONFIRM},
        "static_select": _select | _options,
        "multi_static_select": _select | _options | _several | {"initial_options": OPTIONS},
        "external_select": _select | {"initial_option": Thing("option"), "min_query_length": ANY},
        "multi_external_select": _select | _several | {"initial_options": OPTIONS, "min_query_length": ANY},
        "users_select": _select | {"initial_user": ANY},
        "multi_users_select": _select | _several | {"initial_users": ANY},
        "checkboxes": _pressed | {"options!": CHECKED, "initial_options": CHECKED},
        "radio_buttons": _pressed | {"options!": CHECKED, "initial_option": Thing("marked_option")},
        "datepicker": _select | {"initial_date": Words(10, least=10)},
        "timepicker": _select | {"initial_time": Words(5, least=5), "timezone": ANY},
        "datetimepicker": _pressed | {"initial_date_time": Whole(9_999_999_999, least=1_000_000_000)},
        "plain_text_input": _written
        | {
            "initial_value": Words(3_000, least=0),
            "multiline": ANY,
            "min_length": Whole(3_000),
            "max_length": Whole(3_000, least=1),
        },
        "email_text_input": _written | {"initial_value": Words(3_000, least=0)},
        "url_text_input": _written | {"initial_value": Words(3_000, least=0)},
        "number_input": {
            **_written,
            "is_decimal_allowed!": ANY,
            "initial_value": ANY,
            "min_value": ANY,
            "max_value": ANY,
        },
        "image": {"alt_text!": Words(2_000), "image_url": Words(3_000), "slack_file": ANY},
        "mrkdwn": {"text!": Words(3_000), "verbatim": ANY},
        "plain_text": {"text!": Words(3_000), "emoji": ANY},
        "rich_text_section": _rich,
        "rich_text_preformatted": _rich | {"language": ANY},
        "rich_text_quote": _rich,
        "rich_text_list": {
            "elements!": Many(Part(frozenset({"rich_text_section"})), 1_000),
            "style!": Choice(frozenset({"bullet", "ordered"})),
            "indent": ANY,
            "offset": ANY,
            "border": ANY,
        },
        "text": {"text!": Words(40_000), "style": ANY},
        "link": {"url!": Words(3_000), "text": Words(40_000), "style": ANY, "unsafe": ANY},
        "emoji": {"name!": Words(100), "unicode": ANY, "skin_tone": ANY, "style": ANY},
        "user": {"user_id!": Words(20), "style": ANY},
        "usergroup": {"usergroup_id!": Words(20), "style": ANY},
        "channel": {"channel_id!": Words(20), "style": ANY},
        "team": {"team_id!": Words(20), "style": ANY},
        "broadcast": {"range!": Choice(frozenset({"here", "channel", "everyone"})), "style": ANY},
        "date": {
            "timestamp!": ANY,
            "format!": Words(1_000),
            "url": Words(3_000),
            "fallback": Words(3_000),
            "style": ANY,
        },
        "color": {"value!": Words(20)},
    }
)

THINGS = _shapes(
    {
        # Menus take plain text, and an address only in an overflow menu; check boxes and radio buttons take mrkdwn.
        "option": _option,
        "linked_option": _option | {"url": Words(3_000)},
        "marked_option": _option | {"text!": Text(75), "description": Text(75)},
        "feedback_button": {
            "text!": Text(75, plain=True),
            "value!": Words(2_000),
            "accessibility_label": Words(75),
        },
        "option_group": {"label!": Text(75, plain=True), "options!": OPTIONS},
        "confirm": {
            "title!": Text(100, plain=True),
            "text!": Text(300),
            "confirm": Text(30, plain=True),
            "deny": Text(30, plain=True),
            "style": Choice(frozenset({"primary", "danger"})),
        },
        "modal": {
            "title!": Text(24, plain=True),
            "submit": Text(24, plain=True),
            "close": Text(24, plain=True),
            "callback_id": Words(255, least=0),
            "private_metadata": Words(3_000, least=0),
            "external_id": Words(255, least=0),
            "clear_on_close": ANY,
            "notify_on_close": ANY,
            "submit_disabled": ANY,
        },
        "home": {
            "callback_id": Words(255, least=0),
            "private_metadata": Words(3_000, least=0),
            "external_id": Words(255, least=0),
        },
    }
)
