"""The words of other apps' messages are read where those apps put them: in blocks, attachments and files."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views.markup import decoded
from bot.slack.views.message_text import LONGEST, words_of_message, words_of_note

Json = dict[str, Any]


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def rich(*elements: Json, kind: str = "rich_text_section") -> Json:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(elements)}]}


BLOCKS: list[tuple[str, Json, str]] = [
    (
        "section",
        {"type": "section", "text": mrkdwn("*Router* is <https://lk.com|down> &amp; out")},
        "*Router* is down (https://lk.com) & out",
    ),
    ("section of plain text", {"type": "section", "text": plain("5 < 6 & <@U0MIRA>")}, "5 < 6 & <@U0MIRA>"),
    (
        "fields",
        {"type": "section", "fields": [mrkdwn("*Severity*\nhigh"), plain("Leeds")]},
        "*Severity*\nhigh\nLeeds",
    ),
    ("header", {"type": "header", "text": plain("Outage in Leeds")}, "Outage in Leeds"),
    (
        "context",
        {
            "type": "context",
            "elements": [
                mrkdwn("by <@U0MIRA>"),
                {"type": "image", "image_url": "https://lk.com/a.png", "alt_text": "a red dot"},
            ],
        },
        "by @someone\na red dot",
    ),
    (
        "image",
        {"type": "image", "image_url": "https://lk.com/a.png", "alt_text": "a map", "title": plain("Leeds")},
        "Leeds\na map",
    ),
    ("markdown", {"type": "markdown", "text": "# Outage <now>"}, "# Outage <now>"),
    (
        "rich text",
        rich(
            {"type": "text", "text": "a & b "},
            {"type": "link", "url": "https://lk.com", "text": "page"},
            {"type": "text", "text": " "},
            {"type": "emoji", "name": "tada"},
            {"type": "text", "text": " "},
            {"type": "user", "user_id": "U0MIRA"},
        ),
        "a & b page (https://lk.com) 🎉 @someone",
    ),
    (
        "rich text list",
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "elements": [
                        rich({"type": "text", "text": word})["elements"][0] for word in ("one", "two")
                    ],
                }
            ],
        },
        "one\ntwo",
    ),
    ("quote", rich({"type": "text", "text": "said"}, kind="rich_text_quote"), "said"),
    ("preformatted", rich({"type": "text", "text": "x < 1"}, kind="rich_text_preformatted"), "x < 1"),
    (
        "a channel, a group, everybody",
        rich(
            {"type": "channel", "channel_id": "C0CARE"},
            {"type": "text", "text": " "},
            {"type": "broadcast", "range": "here"},
        ),
        "#channel @here",
    ),
    (
        "button with an address",
        {
            "type": "actions",
            "elements": [
                {"type": "button", "text": plain("Open"), "url": "https://lk.com/1"},
                {"type": "button", "text": plain("Mute")},
            ],
        },
        "Open (https://lk.com/1)",
    ),
    (
        "video",
        {
            "type": "video",
            "title": plain("How to"),
            "description": plain("Reset the box"),
            "alt_text": "a hand",
        },
        "How to\nReset the box\na hand",
    ),
    (
        "table",
        {
            "type": "table",
            "rows": [
                [{"type": "raw_text", "text": "city"}, {"type": "raw_text", "text": "Leeds"}],
                [rich({"type": "text", "text": "down"})],
            ],
        },
        "city\nLeeds\ndown",
    ),
    (
        "card",
        {"type": "card", "title": mrkdwn("Ticket 7"), "body": mrkdwn("No signal")},
        "Ticket 7\nNo signal",
    ),
    (
        "container",
        {
            "type": "container",
            "title": plain("All"),
            "blocks": [{"type": "section", "text": mrkdwn("inside")}],
        },
        "All\ninside",
    ),
    (
        "a block that does not exist yet",
        {"type": "wonder", "title": plain("New"), "elements": [mrkdwn("words")]},
        "New\nwords",
    ),
]

ATTACHMENTS: list[tuple[str, Json, str]] = [
    ("text", {"text": "disk full", "fallback": "disk"}, "disk full"),
    ("fallback alone", {"fallback": "disk full", "id": 1}, "disk full"),
    (
        "pretext, author, title with a link, fields",
        {
            "pretext": "Alert",
            "author_name": "Grafana",
            "title": "CPU",
            "title_link": "https://lk.com/g",
            "text": "90 %",
            "fields": [{"title": "host", "value": "lk-1", "short": True}],
        },
        "Alert\nGrafana\nCPU\n90 %\nhost: lk-1\nhttps://lk.com/g",
    ),
    (
        "blocks",
        {
            "color": "#f00",
            "blocks": [{"type": "section", "text": mrkdwn("disk full")}],
            "fallback": "[no preview available]",
        },
        "disk full",
    ),
    (
        "a message that was forwarded",
        {
            "is_share": True,
            "author_name": "Mira",
            "text": "my line is dead",
            "from_url": "https://larkspur.slack.com/archives/C1/p1",
        },
        "Mira\nmy line is dead\nhttps://larkspur.slack.com/archives/C1/p1",
    ),
    (
        "the blocks of a message that was forwarded",
        {
            "is_share": True,
            "message_blocks": [{"message": {"blocks": [{"type": "section", "text": mrkdwn("dead line")}]}}],
        },
        "dead line",
    ),
]


@pytest.mark.parametrize("text", ["", None, "This content can't be displayed."])
@pytest.mark.parametrize(("kind", "block", "words"), BLOCKS, ids=[kind for kind, _, _ in BLOCKS])
def test_a_message_of_blocks_has_their_words(kind: str, block: Json, words: str, text: str | None) -> None:
    message = {"text": text, "blocks": [{"type": "divider"}, block], "bot_id": "B1"}
    assert decoded(words_of_message(message)) == words
    assert decoded(words_of_note(message)) == words


@pytest.mark.parametrize(
    ("kind", "attachment", "words"), ATTACHMENTS, ids=[kind for kind, _, _ in ATTACHMENTS]
)
def test_a_message_of_attachments_has_their_words(kind: str, attachment: Json, words: str) -> None:
    assert decoded(words_of_message({"text": "", "attachments": [attachment], "bot_id": "B1"})) == words
    assert decoded(words_of_note({"attachments": [attachment]})) == words


def test_a_short_text_of_an_app_is_kept_beside_its_blocks_and_nothing_is_said_twice() -> None:
    section = {"type": "section", "text": mrkdwn("*Outage*: no signal in Leeds")}
    message = {
        "text": "New alert",
        "blocks": [section, {"type": "header", "text": plain("New alert")}],
        "bot_id": "B1",
    }
    assert words_of_message(message) == "New alert\n*Outage*: no signal in Leeds"


def test_a_persons_message_is_its_text_for_its_blocks_say_the_same() -> None:
    message = {
        "text": "see <https://lk.com>",
        "blocks": [rich({"type": "text", "text": "see lk"})],
        "user": "U0MIRA",
    }
    assert words_of_message(message) == "see <https://lk.com>"
    assert words_of_note(message) == "see <https://lk.com>"


def test_a_note_leaves_out_the_previews_slack_adds_but_not_what_was_forwarded() -> None:
    preview = {"text": "A page about boxes", "from_url": "https://lk.com", "title": "Boxes"}
    assert words_of_note({"text": "see <https://lk.com>", "attachments": [preview]}) == "see <https://lk.com>"
    shared = {"is_share": True, "text": "my line is dead"}
    assert words_of_note({"text": "look", "attachments": [shared, preview]}) == "look\nmy line is dead"
    assert words_of_note({"text": "", "attachments": [shared]}) == "my line is dead"


def test_files_are_named_and_an_e_mail_sent_to_the_channel_is_read() -> None:
    file = {"title": "box & cable.png", "permalink": "https://larkspur.slack.com/files/1"}
    mail = {"title": "My bill", "filetype": "email", "plain_text": "I paid < twice"}
    message = {"text": "", "files": [file, mail, {"mode": "tombstone"}]}
    assert decoded(words_of_message(message)) == (
        "box & cable.png (https://larkspur.slack.com/files/1)\nMy bill\nI paid < twice\nfile"
    )
    assert words_of_note(message) == "https://larkspur.slack.com/files/1"


def test_a_message_nested_or_long_beyond_measure_is_bounded() -> None:
    nested: Json = {"type": "section", "text": mrkdwn("deep")}
    for _ in range(500):
        nested = {"type": "container", "blocks": [nested]}
    assert words_of_message({"blocks": [nested], "bot_id": "B1"}) == ""
    many = [{"type": "section", "text": mrkdwn(f"{n} {'x' * 2_900}")} for n in range(50)]
    assert len(words_of_message({"blocks": many, "bot_id": "B1"})) == LONGEST


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "text",
                    "elements",
                    "fields",
                    "blocks",
                    "attachments",
                    "title",
                    "value",
                    "url",
                    "files",
                    "rows",
                ]
            ),
            inner | st.sampled_from(["rich_text", "section", "button", "mrkdwn", "plain_text", "link"]),
            max_size=4,
        )
    ),
    max_leaves=30,
)


@given(
    st.dictionaries(
        st.sampled_from(["text", "blocks", "attachments", "files", "bot_id"]), anything, max_size=5
    )
)
def test_whatever_slack_sends_is_read_without_a_fault(message: Json) -> None:
    assert isinstance(words_of_message(json.loads(json.dumps(message))), str)
    assert isinstance(words_of_note(message), str)
