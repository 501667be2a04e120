"""Blocks and views against Slack's limits: the largest that pass, the smallest that do not."""

import pytest

from sandbox.slack.blocks import check_message, check_view
from sandbox.slack.errors import SlackError
from tests.sandbox.slack_world import Json


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str = "Claim", **more: object) -> Json:
    return {"type": "button", "text": plain(text), **more}


def section(length: int) -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": "x" * length}}


def rich(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [section]}


def option(text: str, value: str = "1") -> Json:
    return {"text": plain(text), "value": value}


def choosing(**more: object) -> Json:
    """A list of one option; what is None is left out."""
    select = {"type": "static_select", "action_id": "a", "options": [option("One")], **more}
    element = {name: value for name, value in select.items() if value is not None}
    return {"type": "actions", "elements": [element]}


def marked() -> Json:
    return {"text": {"type": "mrkdwn", "text": "*One*"}, "value": "1"}


def longest(most: int) -> Json:
    """A field that takes so many characters."""
    element = {"type": "plain_text_input", "action_id": "a", "max_length": most}
    return {"type": "input", "label": plain("Text"), "element": element}


def modal(**more: object) -> Json:
    return {"type": "modal", "title": plain("Reply"), "blocks": [section(1)], **more}


FIELD = {
    "type": "input",
    "block_id": "b",
    "label": plain("Text"),
    "element": {"type": "plain_text_input", "action_id": "a"},
}


@pytest.mark.parametrize(
    "blocks",
    [
        [section(3_000)],
        [{"type": "divider"}] * 50,
        [{"type": "header", "text": plain("x" * 150)}],
        [{"type": "actions", "elements": [button("x" * 75, action_id=str(n)) for n in range(25)]}],
        [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x", "verbatim": True}] * 10}],
        [{"type": "section", "fields": [plain("x" * 900)] * 10}],
        [
            {
                "type": "actions",
                "elements": [button(value="v" * 2_000, style="danger", url="https://example.com")],
            }
        ],
        [rich("<!channel> " * 900)],
        [choosing(initial_option=option("One"))],
        [{"type": "section", "text": plain("x"), "accessory": button()}],
        [choosing(type="checkboxes", options=[marked()])],
        [choosing(type="overflow", options=[option("One") | {"url": "https://example.com"}])],
        [{"type": "carousel", "elements": [{"type": "card", "title": plain("x" * 150)}]}],
        [
            {
                "type": "context_actions",
                "elements": [{"type": "icon_button", "icon": "trash", "text": plain("x")}],
            }
        ],
    ],
)
def test_what_slack_takes_passes(blocks: list[Json]) -> None:
    check_message(blocks)


@pytest.mark.parametrize(
    ("blocks", "complaint"),
    [
        ([section(3_001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([section(0)], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
        ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
        (
            [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
            "must be a text object of type plain_text",
        ),
        ([{"type": "actions", "elements": [button()] * 26}], "no more than 25 items allowed"),
        ([{"type": "actions", "elements": [button("x" * 76)]}], "must be less than 76 characters"),
        ([{"type": "actions", "elements": [button(value="v" * 2_001)]}], "must be less than 2001 characters"),
        ([{"type": "actions", "elements": [button(style="green")]}], "must be one of danger, primary"),
        ([{"type": "actions", "elements": [button(action_id="a")] * 2}], "`action_id` 'a' already exists"),
        ([{"type": "divider", "block_id": "b"}] * 2, "`block_id` 'b' already exists"),
        ([{"type": "section"}], "missing required field: text or fields"),
        ([{"type": "divider", "text": "x"}], "invalid additional property: text"),
        ([{"type": "sparkle"}], "unsupported type: sparkle"),
        ([FIELD], "unsupported type: input"),
        ([rich("")], "must be more than 0 characters"),
        ([{"type": "actions", "elements": []}], "no fewer than 1 items allowed"),
        ([choosing(initial_option=option("Two"))], "`initial_option` is none of the options"),
        ([choosing(initial_option=option("One", "other"))], "`initial_option` is none of the options"),
        ([choosing(options=None)], "missing required field: options or option_groups"),
        ([choosing(option_groups=[])], "only one field allowed: options or option_groups"),
        ([choosing(options=[marked()])], "must be a text object of type plain_text"),
        ([choosing(options=[option("One") | {"url": "https://example.com"}])], "invalid additional property"),
        ([choosing(type="checkboxes", placeholder=plain("x"))], "invalid additional property: placeholder"),
        ([choosing(type="conversations_select")], "unsupported type: conversations_select"),
        ([{"type": "card"}], "missing required field: hero_image or title or actions or body"),
        ([{"type": "card", "actions": [button()] * 4}], "no more than 3 items allowed"),
        ([{"type": "carousel", "elements": [{"type": "divider"}]}], "unsupported type: divider"),
        ([{"type": "container", "title": plain("x")}], "missing required field: child_blocks"),
        ([{"type": "context_actions", "elements": [button()]}], "unsupported type: button"),
    ],
)
def test_what_slack_refuses_is_named_with_its_place(blocks: list[Json], complaint: str) -> None:
    with pytest.raises(SlackError) as refusal:
        check_message(blocks)
    assert refusal.value.code == "invalid_blocks"
    assert any(complaint in fault for fault in refusal.value.details["errors"]), refusal.value.details
    assert refusal.value.details["response_metadata"]["messages"][0].startswith("[ERROR]")


def test_all_texts_together_have_a_limit_of_their_own() -> None:
    with pytest.raises(SlackError, match="msg_blocks_too_long"):
        check_message([rich("x" * 40_000)])


def test_an_alert_belongs_in_modals_only() -> None:
    alert = {"type": "alert", "text": plain("careful")}
    check_view(modal(blocks=[alert]))
    with pytest.raises(SlackError, match="invalid_blocks"):
        check_message([alert])


@pytest.mark.parametrize(
    ("view", "code", "complaint"),
    [
        (
            modal(title=plain("x" * 25)),
            "invalid_arguments",
            "must be less than 25 characters [json-pointer:/view/title/text]",
        ),
        (modal(private_metadata="x" * 3_001), "invalid_arguments", "must be less than 3001 characters"),
        (modal(callback_id="x" * 256), "invalid_arguments", "must be less than 256 characters"),
        (modal(blocks=[section(1)] * 101), "invalid_arguments", "no more than 100 items allowed"),
        (modal(blocks=[FIELD]), "invalid_arguments", "needs a submit button"),
        (
            modal(blocks=[longest(3_001)], submit=plain("Go")),
            "invalid_arguments",
            "must be a whole number from 1",
        ),
        (
            modal(blocks=[longest(0)], submit=plain("Go")),
            "invalid_arguments",
            "must be a whole number from 1",
        ),
        ({"type": "modal", "blocks": []}, "invalid_arguments", "missing required field: title"),
        (modal(blocks=[]), "invalid_arguments", "no fewer than 1 items allowed"),
        (
            modal(blocks=[{"type": "alert", "text": plain("x" * 201)}]),
            "invalid_arguments",
            "must be less than 201 characters",
        ),
        ({"type": "page"}, "invalid_arguments", "must be a modal or home view"),
    ],
)
def test_a_view_slack_would_refuse_is_refused(view: Json, code: str, complaint: str) -> None:
    with pytest.raises(SlackError) as refusal:
        check_view(view)
    assert refusal.value.code == code
    assert any(complaint in fault for fault in refusal.value.details["errors"])


def test_a_view_may_weigh_a_quarter_of_a_megabyte() -> None:
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(blocks=[section(3_000)] * 90))


def test_the_fullest_modal_passes() -> None:
    view = modal(
        title=plain("x" * 24), submit=plain("Send"), close=plain("Cancel"), private_metadata="x" * 3_000
    )
    check_view(view | {"blocks": [FIELD, *[section(1)] * 99]})
