"""Webhook requests are ingested once over all processes, in order, and odd requests get an answer."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import psycopg
import pytest

from bot.mention import Mention
from bot.networks import HookCall
from bot.networks.webhook.signature import SIGNATURE, TIMESTAMP, sign, signed
from tests.handlers.front import Front, two_fronts
from tests.races import unwritable
from tests.wire.email.requests import SIGNING_KEY, mailgun

SECRET = "webhook-secret-of-larkspur"
POST = {"id": "1", "author": {"name": "Mira", "id": "m"}, "text": "Where is my parcel?"}
SETTINGS = {
    "WEBHOOK_SECRET": SECRET,
    "LINK_SECRET": "link-secret-of-larkspur",
    "EMAIL_ADDRESS": "help@larkspur.example",
    "SMTP_URL": "smtp://127.0.0.1:9",
    "EMAIL_INBOUND": "mailgun",
    "EMAIL_MAILGUN_SIGNING_KEY": SIGNING_KEY,
    "META_APP_SECRET": "meta-app-secret",
    "META_VERIFY_TOKEN": "meta-verify-token",
    "META_PAGE_ID": "1",
    "META_PAGE_TOKEN": "meta-page-token",
}
Two = tuple[Front, Front]


@pytest.fixture
async def both(tmp_path: Path, database_url: str) -> AsyncIterator[Two]:
    """Two web processes of one Baton, on SQLite and on Postgres."""
    async with two_fronts(tmp_path, database_url, **SETTINGS) as fronts:
        yield fronts


def signed_at(body: bytes, later: float = 0) -> HookCall:
    at = datetime.now(UTC) + timedelta(seconds=later)
    return HookCall("POST", "", {}, signed(SECRET, body, at), body)


def bringing(*posts: dict[str, Any], later: float = 0) -> HookCall:
    """A tool's request, signed so many seconds from now."""
    return signed_at(json.dumps(posts).encode(), later)


async def status(front: Front, network: str, call: HookCall) -> int:
    url = "/".join(filter(None, (f"{front.url}/hooks/{network}", call.rest)))
    async with front.http.post(url, data=call.body, headers=call.headers) as answer:
        return answer.status


async def posts(front: Front) -> dict[str, Mention]:
    """Every post of every case as it reads now, by its id."""
    rows = await front.baton.store.transact(lambda tx: tx.sql.rows("select number from cases"))
    cases = [await front.case(row["number"]) for row in rows]
    return {post.native_id: post for case in cases for post in case.mentions}


async def test_a_request_one_process_took_is_known_in_the_other(both: Two) -> None:
    call = bringing(POST)
    assert [await status(front, "webhook", call) for front in (*both, both[0])] == [200, 409, 409]


async def test_no_request_is_called_taken_while_the_first_of_it_may_still_fail(
    tmp_path: Path, ready_postgres: str
) -> None:
    """The first one gives up after the five seconds for which the store is patient."""
    call = bringing(POST)
    await _locks_are_waited_for(ready_postgres, "200ms")
    async with two_fronts(tmp_path, ready_postgres, **SETTINGS) as both:
        async with unwritable(ready_postgres, "events") as gate:
            sent = [asyncio.create_task(status(both[0], "webhook", call))]
            await gate.stopped(1)
            sent += [asyncio.create_task(status(front, "webhook", call)) for front in both]
            assert await asyncio.gather(*sent) == [503, 503, 503]
        assert [await status(front, "webhook", call) for front in both] == [200, 409]
        assert len(await posts(both[0])) == 1


async def _locks_are_waited_for(url: str, time: str) -> None:
    """So long and no longer, by every connection made from now on."""
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        name = connection.info.dbname
        await connection.execute(f"alter database {name} set lock_timeout = '{time}'".encode())


async def test_a_retry_that_meets_the_first_request_at_work_waits_for_its_outcome(
    tmp_path: Path, ready_postgres: str
) -> None:
    call = bringing(POST)
    async with two_fronts(tmp_path, ready_postgres, **SETTINGS) as both:
        async with unwritable(ready_postgres, "events") as gate:
            sent = [asyncio.create_task(status(front, "webhook", call)) for front in (both[0], *both)]
            # One in each process: two requests of one process may share a transaction.
            await gate.stopped(2)
            assert not any(each.done() for each in sent)
        assert sorted(await asyncio.gather(*sent)) == [200, 409, 409]
        assert len(await posts(both[0])) == 1


@pytest.mark.parametrize("edited_first", [1, 0])
async def test_an_older_edit_that_another_process_brings_late_changes_nothing(
    both: Two, edited_first: int
) -> None:
    await status(both[0], "webhook", bringing(POST, later=-60))
    older = bringing({**POST, "text": "Where is it?", "edited": True}, later=-30)
    newer = bringing({**POST, "text": "It came!", "edited": True}, later=-10)
    assert await status(both[edited_first], "webhook", newer) == 200
    assert await status(both[1 - edited_first], "webhook", older) == 200
    assert (await posts(both[0]))["web/1"].text == "It came!"


@pytest.mark.parametrize("then", ["team: service", "ignore: counted elsewhere"])
async def test_an_edit_that_comes_after_the_deletion_brings_no_word_back(
    tmp_path: Path, database_url: str, then: str
) -> None:
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        "teams: {service: {channel: '#service', members: ['@service-team']}}\n"
        f"rules: [{{name: parcels, when: {{words: [parcel]}}, then: {{{then}}}}}]\ndefault: {{team: service}}\n"
    )
    async with two_fronts(tmp_path, database_url, ROUTING_RULES=str(rules), **SETTINGS) as both:
        await status(both[0], "webhook", bringing(POST, later=-60))
        edit = bringing({**POST, "text": "Where is my parcel, I wonder?", "edited": True}, later=-30)
        await status(both[0], "webhook", bringing({"id": "1", "deleted": True}, later=-10))
        assert await status(both[1], "webhook", edit) == 200
        rows = await both[0].baton.store.transact(lambda tx: tx.sql.rows("select body from mentions"))
        assert [row["body"] for row in rows] == [None]
        assert "wonder" not in str(await posts(both[0]))


async def test_two_edits_at_once_leave_the_newer_one(tmp_path: Path, ready_postgres: str) -> None:
    async with two_fronts(tmp_path, ready_postgres, **SETTINGS) as both:
        await status(both[0], "webhook", bringing(POST, later=-60))
        edits = [
            bringing({**POST, "text": text, "edited": True}, later=later)
            for text, later in (("Where is it?", -30), ("It came!", -10))
        ]
        async with unwritable(ready_postgres, "events") as gate:
            sent = [
                asyncio.create_task(status(front, "webhook", edit))
                for front, edit in zip(both, reversed(edits), strict=True)
            ]
            await gate.stopped(2)
        assert await asyncio.gather(*sent) == [200, 200]
        assert (await posts(both[0]))["web/1"].text == "It came!"


async def test_a_used_signature_with_another_email_is_refused_by_every_process(both: Two) -> None:
    letter = mailgun(datetime.now(UTC))
    other = mailgun(
        datetime.now(UTC),
        body_plain="let me in",
        message_headers='[["Message-Id", "<other@mail.post.example>"]]',
    )
    assert await status(both[0], "email", letter) == 200
    assert [await status(front, "email", other) for front in both] == [401, 401]
    assert [await status(front, "email", letter) for front in both] == [200, 200]
    assert len(await posts(both[0])) == 1


async def test_the_signature_of_an_email_no_person_wrote_brings_no_other(both: Two) -> None:
    at = datetime.now(UTC)
    automatic = mailgun(
        at, message_headers='[["Message-Id", "<a@b.example>"], ["Auto-Submitted", "auto-replied"]]'
    )
    assert await status(both[0], "email", automatic) == 200
    assert await status(both[1], "email", mailgun(at, body_plain="let me in")) == 401


ODD = [
    b"\xff",
    b"v1=\xff\xfe",
    b"\x80" * 64,
    b"v1=" + b"9" * 5_000,
    "v1=ü".encode(),
    b"sha256=\xc3\x28",
    b"Basic \xff=",
]
ROUTES = {
    "webhook": (SIGNATURE, TIMESTAMP),
    "facebook": ("X-Hub-Signature-256",),
    "email/mailgun": ("Authorization",),
    "nobody": ("X",),
}


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
async def test_an_odd_header_at_any_door_is_refused_and_logged_as_no_failure(
    both: Two, odd: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    answered = {
        f"{request} {name}": await raw_status(both[0], request, name.encode() + b": " + odd)
        for request, names in ROUTES.items()
        for name in names
    }
    assert set(answered.values()) <= {400, 401, 403, 404}, answered
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    "field",
    [
        {"timestamp": "9" * 400},
        {"timestamp": "-" + "9" * 400},
        {"timestamp": "nan"},
        {"timestamp": "1e3"},
        {"timestamp": "\udcff"},
        {"token": "\udcff"},
        {"signature": "\udcff"},
        {"signature": ""},
    ],
    ids=str,
)
async def test_an_odd_field_of_a_signed_form_is_refused(both: Two, field: dict[str, str]) -> None:
    call = mailgun(datetime.now(UTC))
    given = dict(parse_qsl(call.body.decode())) | field
    body = urlencode(given, errors="surrogateescape").encode()
    assert await status(both[0], "email", HookCall("POST", call.rest, {}, call.headers, body)) in (400, 401)


async def test_a_signature_for_an_empty_timestamp_or_a_far_one_is_refused(both: Two) -> None:
    body = json.dumps(POST).encode()
    for timestamp in ("", "0", "9" * 12, "9" * 13, "1.5", "-1", "１２"):
        headers = {TIMESTAMP: timestamp.encode().decode("latin-1"), SIGNATURE: sign(SECRET, timestamp, body)}
        assert await status(both[0], "webhook", HookCall("POST", "", {}, headers, body)) in (400, 401), (
            timestamp
        )


async def raw_status(front: Front, request: str, header: bytes) -> int:
    """The status of a request with this header line, byte by byte as no client would send it."""
    host, port = front.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    lines = [b"POST /hooks/" + request.encode() + b" HTTP/1.1", b"Host: baton", b"Content-Length: 2", header]
    if SIGNATURE.lower().encode() in header.lower():
        lines.append(f"{TIMESTAMP}: {int(datetime.now(UTC).timestamp())}".encode())
    writer.write(b"\r\n".join(lines) + b"\r\n\r\n{}")
    try:
        line = await asyncio.wait_for(reader.readline(), 10)
    finally:
        writer.close()
    return int(line.split()[1])
