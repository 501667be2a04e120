"""What no person wrote becomes no case, nothing else is dropped, and whatever is dropped leaves a trace."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.app import Baton, build
from bot.case import Ask
from bot.cli.demo import demo_settings
from bot.networks import HookCall
from sandbox import Sandbox
from tests.bot.networks.email_inbox import ADDRESS, NOW, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

GOOGLE_GROUP = {
    "Precedence": "list",
    "List_Id": "<support.larkspur.example>",
    "List_Post": "<mailto:support@larkspur.example>",
    "X_Google_Group_Id": "123456789",
}


def message(**named: str) -> HookCall:
    listed = [
        [name.replace("_", "-"), value] for name, value in {"Message_Id": "<2@a.example>", **named}.items()
    ]
    return mailgun(NOW, message_headers=json.dumps(listed))


@pytest.mark.parametrize(
    "named",
    [
        GOOGLE_GROUP,
        {"Precedence": "list"},
        {"Precedence": "bulk", "List_Post": "<mailto:cups@lists.example>"},
        {"Precedence": "first-class"},
        {"Reply_To": ADDRESS},
        {"X_Autoreply": "no"},
        {"X_Autoreply": "No (a person)"},
        {"X_Autorespond": "no"},
        {"Auto_Submitted": "no (comment)"},
        {"Auto_Submitted": "no (not (at all) automatic)"},
        {"Auto_Submitted": "(a person) NO"},
        {"Auto_Submitted": "no; owner-email=robin.vale@post.example"},
        {"X_Auto_Response_Suppress": "All"},
        {"From": "postmaster@a.example"},
    ],
    ids=lambda named: ", ".join(f"{name}: {value}" for name, value in named.items()),
)
async def test_what_a_person_wrote_is_never_dropped(named: dict[str, str]) -> None:
    """Cover docs/pitfalls.md, 63; RFC 3834, 5."""
    box = inbox()
    answer = await box.bring(message(**named))
    assert (answer.text, len(box.sink.taken), box.sink.ignored) == ("ok", 1, [])


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ({"Auto_Submitted": "auto-replied (vacation)"}, "an automatic e-mail, by its header Auto-Submitted"),
        ({"Auto_Submitted": "(no) auto-generated"}, "an automatic e-mail, by its header Auto-Submitted"),
        ({"Precedence": "bulk", "List_Unsubscribe": "<x>"}, "an automatic e-mail, by its header Precedence"),
        (
            {"Precedence": "bulk", "List_Post": "NO (announcements)"},
            ("an automatic e-mail, by its header Precedence"),
        ),
        ({"Precedence": "auto_reply", "List_Post": "<x>"}, "an automatic e-mail, by its header Precedence"),
        ({"X_Autoreply": "yes"}, "an automatic e-mail, by its header X-Autoreply"),
        (
            {"Content_Type": "multipart/report; report-type=disposition-notification"},
            "a report by a mail server",
        ),
        ({"From": f"Larkspur Help <{ADDRESS}>"}, "it was sent from our own address"),
    ],
)
async def test_what_is_dropped_is_ignored_with_its_reason(named: dict[str, str], why: str) -> None:
    box = inbox()
    listed = json.dumps([[name.replace("_", "-"), value] for name, value in named.items()])
    sender = {"from": named["From"]} if "From" in named else {}
    answer = await box.bring(mailgun(NOW, message_headers=listed, **sender))
    assert (answer.status, answer.text, box.sink.taken) == (200, f"Not accepted: {why}.", [])
    assert [reason for _, reason in box.sink.ignored] == [why]


async def test_a_refused_email_is_an_alert_that_says_what_to_do() -> None:
    for call, said, todo in (
        (
            mailgun(NOW, **{"from": "", "sender": "", "message-headers": "[]"}),
            "has no address",
            f"forward it to {ADDRESS}",
        ),
        (mailgun(NOW, message_headers="{]"), "This request contains no e-mail", f"forward it to {ADDRESS}"),
        (mailgun(NOW - timedelta(hours=10)), "too old", "delivers most of them again"),
    ):
        box = inbox()
        assert [(await box.bring(call)).status for _ in range(2)] in ([400, 400], [401, 401])
        [(notice, text)] = box.sink.warned
        assert notice.startswith("refused/")
        assert said in text
        assert todo in text
        assert "Mailgun" in text
        assert "parcel" not in text


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_a_wrong_key_is_an_alert_that_names_the_setting(inbound: str) -> None:
    box = inbox(inbound)
    call = {"mailgun": mailgun(NOW), "postmark": postmark("larkspur:wrong"), "sendgrid": sendgrid(NOW)}[
        inbound
    ]
    spoilt = replace(call, body=call.body.replace(b"signature=", b"signature=0") + b" ")
    assert (await box.bring(spoilt)).status == 401
    [(_, text)] = box.sink.warned
    assert f"EMAIL_{inbound.upper()}" in text


@pytest.fixture
async def processes(tmp_path: Path) -> AsyncIterator[tuple[Sandbox, list[Baton]]]:
    """Two processes of one Baton; nobody carries out their jobs."""
    sandbox = Sandbox()
    await sandbox.start()
    settings = demo_settings(sandbox, tmp_path / "baton.db", **sandbox.mail.settings())
    async with build(settings) as first, build(settings) as second:
        yield sandbox, [first, second]
    await sandbox.stop()


def request(sandbox: Sandbox, *, spoilt: bool = False, **details: Any) -> HookCall:
    """The request that brings an email by a customer, or one whose signature is spoilt."""
    sent = sandbox.mail.post("robin.vale@post.example", "I am away until Monday.", **details)
    headers, body = sandbox.mail.request(sent)
    if spoilt:
        body = body.replace(b"signature=", b"signature=0")
    return HookCall("POST", "mailgun", {}, {name.lower(): value for name, value in headers.items()}, body)


async def brought(baton: Baton, call: HookCall) -> int:
    """The status that Baton answers to this request."""
    hook = baton.networks["email"].hook
    assert hook is not None
    return (await hook(call)).status


async def test_a_dropped_email_is_counted_as_ignored_and_can_be_made_a_case(
    processes: tuple[Sandbox, list[Baton]],
) -> None:
    sandbox, [baton, _] = processes
    assert await brought(baton, request(sandbox, headers={"Auto-Submitted": "auto-replied"})) == 200
    since = baton.context.now() - timedelta(days=7)
    count, seen = await baton.store.transact(lambda tx: (tx.ignored_count(since), tx.ignored_at(since, 0)))
    assert (count, seen.why) == (1, "an automatic e-mail, by its header Auto-Submitted")
    assert "I am away until Monday." in (seen.body or "")
    assert await baton.store.transact(lambda tx: tx.cases([1_001])) == {}
    made = await baton.intake.take_up(seen.key, Ask("U0PRIYA", baton.context.now(), "make it a case"))
    assert made is not None
    assert made.case.first.text == "I am away until Monday."


async def test_a_dropped_email_that_comes_twice_at_once_is_counted_once(
    processes: tuple[Sandbox, list[Baton]],
) -> None:
    sandbox, batons = processes
    call = request(sandbox, headers={"Auto-Submitted": "auto-replied"})
    assert await asyncio.gather(*(brought(baton, call) for baton in batons)) == [200, 200]
    since = batons[0].context.now() - timedelta(days=7)
    assert await batons[0].store.transact(lambda tx: tx.ignored_count(since)) == 1


async def test_a_refusal_raises_one_alert_a_day_over_all_processes(
    processes: tuple[Sandbox, list[Baton]],
) -> None:
    sandbox, batons = processes
    for baton in batons:
        assert await brought(baton, request(sandbox, spoilt=True)) == 401
    rows = await batons[0].store.transact(
        lambda tx: tx.sql.rows("select data from jobs where kind = 'alert'")
    )
    [row] = rows
    assert "An e-mail from Mailgun was refused" in str(row["data"])
