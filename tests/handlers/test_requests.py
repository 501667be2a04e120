"""Every request gets an answer: signed ones are handled, others refused, and none is not found."""

import asyncio
import json
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from slack_sdk.signature import SignatureVerifier

from tests.handlers.front import FORM, JSON, TEAM, Front, open_front

CLAIM = urlencode({"command": "/claim", "text": "1001", "user_id": "U0AINO", "trigger_id": "1.1"})


@pytest.mark.parametrize(("secret", "age"), [("another-secret", 0), ("", 301), ("", -301)])
async def test_a_request_somebody_else_signed_or_an_old_one_is_turned_away(
    front: Front, secret: str, age: float
) -> None:
    """Pitfall 33 (docs/pitfalls.md)."""
    number = await front.opened()
    answer = await front.send(CLAIM, secret=secret, age=age)
    assert answer.status == 401
    assert await front.kinds(number) == []


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "now", "X-Slack-Signature": "v0=1"},
        {"X-Slack-Request-Timestamp": "", "X-Slack-Signature": ""},
        {"X-Slack-Request-Timestamp": "9" * 400, "X-Slack-Signature": "v0=ü"},
        {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=" + "a" * 5_000},
    ],
)
async def test_an_unsigned_request_is_turned_away(front: Front, headers: dict[str, str]) -> None:
    """Pitfall 33 (docs/pitfalls.md)."""
    answer = await front.knock(CLAIM.encode(), {"Content-Type": FORM, **headers})
    assert answer.status == 401


async def test_the_signature_covers_the_body_to_the_byte(front: Front) -> None:
    """Pitfall 33 (docs/pitfalls.md)."""
    number = await front.opened()
    signed, stamp = (
        urlencode({"command": "/claim", "text": str(number), "user_id": "U0AINO"}),
        str(int(time.time())),
    )
    verifier = SignatureVerifier(front.sandbox.signing_secret)
    signature = verifier.generate_signature(timestamp=stamp, body=signed) or ""
    headers = {"Content-Type": FORM, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature}
    for changed in (signed.replace("AINO", "RUTH"), signed + "&", signed.replace("%2F", "/")):
        assert (await front.knock(changed.encode(), headers)).status == 401
    assert (await front.knock(signed.encode(), headers)).status == 200
    assert (await front.case(number)).owner == "U0AINO"


async def test_slack_asking_whether_we_are_there_is_answered(front: Front) -> None:
    assert (await front.send(urlencode({"ssl_check": "1", "token": "legacy"}))).status == 200
    asked = json.dumps({"type": "url_verification", "challenge": "3eZbrw1a"})
    answer = await front.send(asked, JSON)
    assert (answer.status, answer.body) == (200, {"challenge": "3eZbrw1a"})


@pytest.mark.parametrize(
    "event",
    [
        {"type": "channel_created", "channel": {"id": "C1", "name": "new"}},
        {"type": "team_join", "user": {"id": "U1"}},
        {"type": "user_change", "user": {"id": "U1", "name": "x"}},
        {"type": "reaction_added", "user": "U1", "item": {"type": "message", "channel": "C1", "ts": "1.1"}},
        {"type": "tokens_revoked", "tokens": {"bot": ["U0BATON"]}},
        {"type": "app_uninstalled"},
        {"type": "message", "subtype": "channel_join", "user": "U1", "channel": "C1", "ts": "1.1"},
        {"type": "message", "subtype": "never_heard_of", "channel": "C1", "ts": "1.1"},
        {"type": "message", "channel": "C1", "ts": "1.1"},
        {"type": "message", "text": "no place, no time"},
        {"type": "member_joined_channel", "user": "U1", "channel": "C1"},
        {"type": "from the future", "user": None, "channel": None, "text": None},
    ],
    ids=lambda event: f"{event['type']} {event.get('subtype', '')}",
)
async def test_an_event_baton_has_no_use_for_is_taken(front: Front, event: dict[str, Any]) -> None:
    assert (await front.event(event)).status == 200


@pytest.mark.parametrize(
    "payload",
    [
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "never_seen", "value": "1"}]},
        {"type": "block_actions", "actions": [{"type": "button", "action_id": "claim"}]},
        {"type": "block_suggestion", "action_id": "a", "block_id": "b", "value": "x"},
        {"type": "view_submission", "view": {"id": "V1", "type": "modal", "callback_id": "new"}},
        {"type": "view_closed", "view": {"id": "V1", "callback_id": "reply"}, "is_cleared": True},
        {"type": "shortcut", "callback_id": "never_seen"},
        {
            "type": "message_action",
            "callback_id": "never_seen",
            "channel": {"id": "C1"},
            "message": {"ts": "1.1"},
        },
        {"type": "from the future"},
    ],
    ids=lambda payload: payload["type"],
)
async def test_an_interaction_baton_does_not_know_is_taken(front: Front, payload: dict[str, Any]) -> None:
    body = {"user": {"id": "U0AINO"}, "team": TEAM, "trigger_id": "1.1", **payload}
    answer = await front.send(urlencode({"payload": json.dumps(body)}))
    assert answer.status == 200, answer.body


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("", JSON),
        ("", FORM),
        ("{", JSON),
        ("null", JSON),
        ("[]", JSON),
        ("17", JSON),
        ('"text"', JSON),
        ("{}", JSON),
        ('{"type": "event_callback"}', JSON),
        ('{"type": "event_callback", "event": null}', JSON),
        ('{"type": "event_callback", "event": "message"}', JSON),
        ('{"type": "event_callback", "event": {}}', JSON),
        ('{"type": "url_verification"}', JSON),
        ("payload=", FORM),
        ("payload={", FORM),
        ("payload=[]", FORM),
        ("payload=null", FORM),
        ("payload=%7B%22type%22%3A%22block_actions%22%7D", FORM),
        ("payload=%7B%22type%22%3A%22view_submission%22%7D", FORM),
        ("command=", FORM),
        ("command=%2Fclaim", FORM),
        ("a=b&c", FORM),
        ("{}", "text/plain"),
        ("payload=%FF%FE%00", FORM),
        ("payload=%7B%22type%22%3A%22dialog_submission%22%2C%22callback_id%22%3A%22x%22%7D", FORM),
        ("payload=%7B%22type%22%3A%22shortcut%22%2C%22callback_id%22%3A%22escalate%22%7D", FORM),
        ("payload=%7B%22type%22%3A%22block_actions%22%2C%22actions%22%3A%5B%5D%7D", FORM),
        ('{"type": "event_callback", "event": {"type": "message", "subtype": "message_changed"}}', JSON),
        ('{"type": "event_callback", "event": {"type": "message", "subtype": "message_deleted"}}', JSON),
        ('{"type": "event_callback", "event": {"type": "message", "channel": 7, "text": []}}', JSON),
        ('{"type": "event_callback", "event": ' + "[" * 5_000 + "]" * 5_000 + "}", JSON),
    ],
)
async def test_a_malformed_request_is_answered_and_stops_nothing(
    front: Front, body: str | bytes, kind: str
) -> None:
    answer = await front.send(body, kind)
    assert answer.status in (200, 400), answer
    number = await front.opened()
    assert "is yours" in (await front.command(f"claim {number}")).words


async def test_bytes_that_are_no_text_are_turned_away(front: Front) -> None:
    headers = {"X-Slack-Request-Timestamp": str(int(time.time())), "X-Slack-Signature": "v0=00"}
    for kind in (FORM, JSON):
        assert (await front.knock(b"\xff\xfe\x00", {"Content-Type": kind, **headers})).status == 401


async def test_a_command_may_speak_of_a_payload(front: Front) -> None:
    number = await front.opened()
    assert "is yours" in (await front.command(f"claim {number} payload=")).words
    answer = await front.command(f"reply {number} Your payload arrives today.")
    assert answer.status == 200
    assert (await front.case(number)).drafts[0].text == "Your payload arrives today."


async def test_a_window_slack_does_not_open_is_told_and_what_was_written_is_kept(front: Front) -> None:
    """Pitfall 29 (docs/pitfalls.md)."""
    number = await front.opened()
    await front.command(f"claim {number}")
    answer = await front.command(f"reply {number} We are on it.", trigger_id="too.old")
    assert "did not open the window" in answer.words
    assert (await front.case(number)).drafts[0].text == "We are on it."


async def test_a_refusal_is_told_in_the_channel_where_slack_opens_no_window(front: Front) -> None:
    """Pitfall 29 (docs/pitfalls.md)."""
    number = await front.opened()
    await front.command(f"claim {number}", user="U0RUTH")
    assert (await front.press("release", str(number), trigger_id="too.old")).status == 200
    assert "is assigned to <@U0RUTH>" in front.whispers()[0]


async def test_a_window_slack_does_not_open_after_a_press_is_told(front: Front) -> None:
    """Pitfalls 29 and 73 (docs/pitfalls.md)."""
    number = await front.opened()
    assert (await front.press("resolve", str(number), trigger_id="too.old")).status == 200
    assert "did not open the window" in front.whispers()[0]


async def test_a_refusal_needs_no_address_to_answer_at(front: Front) -> None:
    number = await front.opened()
    await front.command(f"claim {number}", user="U0RUTH")
    dead = f"{front.sandbox.url}/response/never-given"
    for address in ("", dead):
        await front.press("release", str(number), trigger_id="too.old", response_url=address)
    assert len(front.whispers()) == 2


async def test_an_oversized_body_is_refused(front: Front) -> None:
    answer = await front.send("payload=" + "x" * (5 * 1024 * 1024))
    assert answer.status == 413
    assert (await front.command("help")).status == 200


async def test_what_slack_sends_twice_is_heard_once(front: Front) -> None:
    """Pitfalls 15 and 16 (docs/pitfalls.md)."""
    number = await front.opened()
    said = {"type": "message", "user": "U0AINO", "text": "<@U0BATON> claim", "ts": "9.1", "thread_ts": "1.1"}
    where = {"channel": "C0BILLING", "channel_type": "channel"}
    front.write(said["text"])
    events = [{**said, **where}, {**said, **where, "type": "app_mention"}] * 3
    answers = await asyncio.gather(*(front.event(event) for event in events))
    assert {answer.status for answer in answers} == {200}
    assert await front.kinds(number) == ["claimed"]
    assert len(front.told()) == 1


async def test_a_note_delivered_again_after_a_restart_is_heard_once(front: Front, tmp_path: Path) -> None:
    """Pitfall 15 (docs/pitfalls.md): what was heard stands in the journal, not in one process"""
    number = await front.opened()
    await front.say("she called twice", ts="9.5")
    async with open_front(tmp_path) as restarted:
        assert (await restarted.say("she called twice", ts="9.5")).status == 200
        assert await restarted.kinds(number) == ["noted"]


async def test_a_press_on_the_home_tab_counts_though_slack_does_not_draw_the_tab_anew(front: Front) -> None:
    number = await front.opened()
    front.sandbox.faults.arm("views.publish", "error:internal_error")
    home: dict[str, Any] = {
        "view": {"id": "V9", "type": "home"},
        "container": {"type": "view", "view_id": "V9"},
    }
    answer = await front.press("claim", str(number), **home, message={}, channel=None)
    assert answer.status == 200
    assert (await front.case(number)).owner == "U0AINO"


async def test_a_request_that_cannot_be_stored_is_answered_503_and_one_that_only_reads_is_served(
    front: Front,
) -> None:
    number = await front.opened()
    await front.baton.store.transact(lambda tx: tx.sql.rows("pragma query_only = on"))
    refused = await front.command(f"claim {number}")
    assert refused.status == 503
    assert f"#{number}" in str((await front.command("queue")).body)
    await front.baton.store.transact(lambda tx: tx.sql.rows("pragma query_only = off"))
    assert (await front.command(f"claim {number}")).status == 200
    assert (await front.case(number)).owner == "U0AINO"
