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
    """An object whose ``type`` is one of ``kinds``, checked by the shape of that name."""

    kinds: frozenset[str]


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
GROUPS = Many(Thing("option_group"), 100)
CONFIRM = Thing("confirm")

PICKERS = frozenset({"datepicker", "timepicker", "datetimepicker"})
SELECTS = frozenset(
    {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}
)
MULTI_SELECTS = frozenset(f"multi_{kind}" for kind in SELECTS)
CHOICES = frozenset({"checkboxes", "radio_buttons"})
ACTION_ELEMENTS = frozenset({"button", "overflow"}) | PICKERS | SELECTS | MULTI_SELECTS | CHOICES
WRITTEN = frozenset(
    {"plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input"}
)
INPUT_ELEMENTS = WRITTEN | PICKERS | SELECTS | MULTI_SELECTS | CHOICES | {"file_input"}
MESSAGE_ONLY = frozenset({"card", "carousel", "task_card", "plan"})
VIEW_ONLY = frozenset({"input", "alert"})
RICH_PARTS = frozenset({"rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"})
RICH_LEAVES = frozenset(
    {"text", "link", "emoji", "user", "usergroup", "channel", "broadcast", "date", "color", "team"}
)

_select: Fields = {"action_id": ID, "placeholder": PLACEHOLDER, "confirm": CONFIRM, "focus_on_load": ANY}
_options: Fields = {"options": OPTIONS, "option_groups": GROUPS, "initial_option": Thing("option")}
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
        "video": dict.fromkeys(
            (
                "alt_text!",
                "title!",
                "thumbnail_url!",
                "video_url!",
                "title_url",
                "author_name",
                "provider_name",
                "description",
            ),
            ANY,
        ),
        "table": {"rows!": Many(Many(ANY, 20), 100), "column_settings": ANY},
        "card": {
            "title": Text(150),
            "subtitle": Text(150),
            "body": Text(200),
            "hero_image": ANY,
            "icon": ANY,
            "actions": ANY,
        },
        "carousel": {"elements!": Many(ANY, 10)},
        "alert": {"text!": Text(3_000), "level": ANY},
        "container": {
            "title": Text(150),
            "subtitle": Text(150),
            "child_blocks": Many(ANY, 10),
            "width": ANY,
            "is_collapsible": ANY,
        },
    }
)

# Blocks and elements that need at least one of several fields.
ONE_OF = {
    "section": ("text", "fields"),
    "image": ("image_url", "slack_file"),
    "static_select": ("options", "option_groups"),
    "multi_static_select": ("options", "option_groups"),
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
        "overflow": {"action_id": ID, "options!": Many(Thing("option"), 5), "confirm": CONFIRM},
        "static_select": _select | _options,
        "multi_static_select": _select | _options | {"initial_options": OPTIONS, "max_selected_items": ANY},
        "external_select": _select | {"initial_option": Thing("option"), "min_query_length": ANY},
        "multi_external_select": _select
        | {"initial_options": OPTIONS, "min_query_length": ANY, "max_selected_items": ANY},
        "users_select": _select | {"initial_user": ANY},
        "multi_users_select": _select | {"initial_users": ANY, "max_selected_items": ANY},
        "checkboxes": {
            **_select,
            "options!": Many(Thing("option"), 10),
            "initial_options": Many(Thing("option"), 10),
        },
        "radio_buttons": {
            **_select,
            "options!": Many(Thing("option"), 10),
            "initial_option": Thing("option"),
        },
        "datepicker": _select | {"initial_date": ANY},
        "timepicker": _select | {"initial_time": ANY, "timezone": ANY},
        "datetimepicker": _select | {"initial_date_time": ANY},
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
        "option": {"text!": Text(75), "value!": Words(150), "description": Text(75), "url": Words(3_000)},
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
