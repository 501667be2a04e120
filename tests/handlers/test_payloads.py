"""The key and the place of a request, in every payload Slack sends."""

from typing import Any

import pytest

from handlers.payloads import (
    request_of_action,
    request_of_command,
    request_of_event,
    request_of_shortcut,
    request_of_view,
)
from handlers.request import Request, case_of, event_of
from handlers.services import HandlerServices
from tests.handlers.front import Front

EVENT = {"type": "message", "channel": "C1", "user": "U1", "text": "hi", "ts": "5.1", "thread_ts": "4.1"}


@pytest.fixture
def services(front: Front) -> HandlerServices:
    return front.baton.services


def event(services: HandlerServices, **more: Any) -> Request:
    return request_of_event(services, {**EVENT, **more}, "U0BATON")


async def test_a_message_and_its_mention_are_one_request_another_channels_is_not(
    services: HandlerServices,
) -> None:
    """Pitfalls 16 and 17 (docs/pitfalls.md)."""
    same = {event(services).key, event(services, type="app_mention").key}
    assert len(same) == 1
    assert event(services, channel="C2").key not in same
    assert event(services, ts="5.2").key not in same


async def test_each_edit_and_the_deletion_are_requests_of_their_own(services: HandlerServices) -> None:
    """Pitfall 12 (docs/pitfalls.md)."""
    changed = {"subtype": "message_changed", "ts": "9.9"}
    edits = [
        event(services, **changed, message={"ts": "5.1", "user": "U1", "edited": {"ts": at}}).key
        for at in ("6.1", "7.1", "7.1")
    ]
    gone = event(services, subtype="message_deleted", deleted_ts="5.1", ts="9.9").key
    assert (len(set(edits)), edits[1]) == (2, edits[2])
    assert gone not in {*edits, event(services).key}


async def test_the_same_window_with_the_same_words_is_the_same_request(services: HandlerServices) -> None:
    """Pitfall 15 (docs/pitfalls.md)."""

    def submitted(words: str, view: str = "V1") -> str:
        state = {"values": {"text": {"text": {"value": words}}}}
        about = {"id": view, "callback_id": "reply", "state": state}
        return request_of_view(services, {"user": {"id": "U1"}, "view": about}).key

    assert submitted("a") == submitted("a")
    assert len({submitted("a"), submitted("b"), submitted("a", "V2")}) == 3


async def test_two_presses_of_one_button_are_two_requests(services: HandlerServices) -> None:
    def pressed(trigger: str) -> Request:
        action = {"action_id": "claim", "type": "button", "value": "1042"}
        body = {
            "user": {"id": "U1"},
            "trigger_id": trigger,
            "message": {"ts": "4.1"},
            "channel": {"id": "C1"},
        }
        return request_of_action(services, body, action)

    assert pressed("t1").key != pressed("t2").key
    assert (pressed("t1").thread, pressed("t1").channel, pressed("t1").value) == ("4.1", "C1", "1042")


async def test_a_choice_in_a_menu_is_no_buttons_value(services: HandlerServices) -> None:
    """Pitfall 34 (docs/pitfalls.md)."""
    action = {"action_id": "team", "type": "static_select", "value": "7", "selected_option": {"value": "9"}}
    assert request_of_action(services, {"user": {"id": "U1"}}, action).value == ""


async def test_words_nobody_could_store_are_made_whole_at_the_door(services: HandlerServices) -> None:
    command = {"user_id": "U1", "command": "/claim", "text": " 7 \ud83d\0 "}
    assert request_of_command(services, command).text == "7 \ufffd\ufffd"
    assert event(services, text="\ud83d").text == "\ufffd"
    assert event(services, text=None).text == ""


async def test_a_shortcut_brings_the_messages_own_link(services: HandlerServices) -> None:
    body = {
        "user": {"id": "U1"},
        "team": {"domain": "larkspur"},
        "channel": {"id": "C1"},
        "message": {"ts": "1.000002"},
    }
    link = request_of_shortcut(services, body).message["permalink"]
    assert link == "https://larkspur.slack.com/archives/C1/p1000002"


async def test_a_view_names_its_case_and_a_button_its_event(services: HandlerServices) -> None:
    view = {"private_metadata": '{"case": 1042, "draft": 7}'}
    shown = Request(services, "U1", "r", view=view, text="words")
    assert (await case_of(shown), event_of(shown)) == ((1_042, "words"), 7)
    pressed = Request(services, "U1", "r", value="1042/9")
    assert (await case_of(pressed), event_of(pressed)) == ((1_042, ""), 9)
