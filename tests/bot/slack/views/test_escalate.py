"""The windows of an escalation: what they carry, and what came of it."""

import json
from typing import Any

from msgspec.structs import replace

from bot.case import Thread
from bot.mention import Author
from bot.slack import Message
from bot.slack.views.blocks import readable
from bot.slack.views.escalate import (
    SourceMessage,
    escalate_case_modal,
    escalate_modal,
    escalated_message,
    escalated_modal,
)
from bot.slack.views.modals import TeamChoice
from tests.bot.slack.views.limits import check_view
from tests.bot.slack.views.samples import WAITING

TEAMS = [TeamChoice("service", "Service"), TeamChoice("billing", "Billing"), TeamChoice("press", "Press")]
MIRA = Author("U0MIRA", "Mira")
PLACE = {"channel": "C1", "ts": "1.2", "url": "https://s.slack.com/p1"}


def block(view: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in view["blocks"] if each.get("block_id") == name)
    return found


def test_the_window_remembers_its_message_and_leaves_the_team_open() -> None:
    more = {"thread": "1.1", "post": "https://x.com/a/status/1"}
    view = escalate_modal(
        SourceMessage("<!channel> look", MIRA, **PLACE, **more), teams=TEAMS, name="shortcut/1"
    )
    check_view(view)
    carried = {"author": "U0MIRA", "name": "Mira", "text": "<!channel> look"}
    assert json.loads(view["private_metadata"]) == PLACE | more | carried
    assert [each["value"] for each in block(view, "team")["element"]["options"]] == [
        "service",
        "billing",
        "press",
    ]
    assert block(view, "team")["optional"]
    assert view["external_id"] == "shortcut/1"


def test_the_window_carries_as_much_of_the_words_as_fits() -> None:
    for text in ('"' * 4_000, "\u2028" * 4_000, "\U0001f600" * 4_000, "\\" * 2_990):
        quotes = '"' * 900
        message = SourceMessage(text, Author(quotes, quotes), "C1", "1.2", quotes, "1.1", quotes)
        view = escalate_modal(message, teams=TEAMS)
        check_view(view)
        assert json.loads(view["private_metadata"])["text"].removesuffix("…") in text


def test_the_window_of_marketings_card_starts_with_the_service_team_and_needs_no_note() -> None:
    view = escalate_case_modal(WAITING, TEAMS, "service", "action/1")
    check_view(view)
    assert view["title"]["text"] == "Escalate #1042"
    assert block(view, "team")["element"]["initial_option"]["value"] == "service"
    assert block(view, "reason")["optional"]


def test_without_a_service_team_the_window_says_what_to_do() -> None:
    view = escalate_case_modal(WAITING, [], "", "action/1")
    check_view(view)
    assert "submit" not in view
    assert "/baton rules" in readable(view["blocks"])


def test_what_came_of_it_is_said_with_the_way_to_the_thread() -> None:
    followed = escalated_modal(escalated_message(WAITING, "Customer service", is_followed=True), "shortcut/1")
    check_view(followed)
    said = readable(followed["blocks"])
    assert "Escalated as #1042 to \u2068Customer service\u2069." in said
    assert "follow its progress in the thread" in said
    assert followed["blocks"][-1]["elements"][0]["url"] == WAITING.thread.url  # type: ignore[union-attr]
    lone = escalated_message(replace(WAITING, thread=None), "Customer service", is_followed=False)
    assert "/invite @Baton" in lone.text
    assert len(lone.blocks) == 1


def test_a_line_of_text_becomes_a_window_too() -> None:
    check_view(escalated_modal(Message("Fetching that post from X."), ""))


def test_a_thread_without_an_address_leaves_no_empty_row_of_buttons() -> None:
    nowhere = replace(WAITING, thread=Thread("C0SERVICE", "1.2", ""))
    shown = escalated_message(nowhere, "Service", is_followed=True)
    assert [block["type"] for block in shown.blocks] == ["rich_text"]
