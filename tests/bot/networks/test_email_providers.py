"""Each service proves itself as its documentation says, and its letters come out alike."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest

from bot.delivery import Declined, NotSent
from bot.mention import Author
from bot.networks import HookCall
from bot.networks.email.providers.sendgrid import SendGrid
from tests.bot.networks.email_inbox import NOW, inbox
from tests.wire.email.requests import mailgun, multipart, postmark, sendgrid

BRINGING: dict[str, Callable[[], HookCall]] = {
    "mailgun": lambda: mailgun(NOW),
    "postmark": postmark,
    "sendgrid": lambda: sendgrid(NOW),
}


@pytest.mark.parametrize("inbound", BRINGING)
async def test_a_letter_is_the_same_post_whoever_received_it(inbound: str) -> None:
    mention = await inbox(inbound).taken(BRINGING[inbound]())
    assert mention.text.split("\n\n")[0] == "The parcel is wet."
    assert (mention.native_id, mention.conversation) == (
        "CAF3x1@mail.post.example",
        "first@mail.post.example",
    )
    assert mention.in_reply_to == "second@larkspur.example"
    assert mention.author == Author(
        "mira@post.example", "Mira Lind", None, "mira@post.example", ("mailto:mira@post.example",)
    )
    assert (mention.title, mention.private) == ("Parcel 4711 is wet", True)
    assert mention.posted_at == datetime(2026, 11, 20, 9, 15, 30, tzinfo=UTC)
    assert "verified" not in mention.text


@pytest.mark.parametrize("inbound", ["postmark", "sendgrid"])
async def test_an_attachment_is_named_with_its_size(inbound: str) -> None:
    mention = await inbox(inbound).taken(BRINGING[inbound]())
    assert mention.text.endswith("[attachment: parcel.jpg, 120 kB]")


async def test_mailgun_posts_its_attachments_as_files() -> None:
    call = mailgun(NOW)
    fields = {name: value.encode() for name, value in parse_qsl(call.body.decode(), keep_blank_values=True)}
    body = multipart(fields, {"attachment-1": ("Rechnung.pdf", b"%PDF" + b"x" * 2_400_000)})
    headers = {"content-type": "multipart/form-data; boundary=xYzZY"}
    mention = await inbox().taken(replace(call, body=body, headers=headers))
    assert mention.text == "The parcel is wet.\n\nMira\n\n[attachment: Rechnung.pdf, 2.4 MB]"


@pytest.mark.parametrize("inbound", BRINGING)
async def test_a_request_without_proof_is_refused(inbound: str) -> None:
    """Cover docs/pitfalls.md, 33."""
    box, call = inbox(inbound), BRINGING[inbound]()
    bare = {"content-type": call.headers["content-type"]}
    tampered = call.body.replace(b"signature=", b"signature=0") if inbound == "mailgun" else call.body
    answer = await box.bring(replace(call, headers=bare, body=tampered))
    assert answer.status == 401
    assert box.sink.taken == []


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic %%%", "Basic bGFya3NwdXI6eA==", "Bearer bGFya3NwdXI6eA=="]
)
async def test_postmark_must_know_the_password(header: str) -> None:
    box = inbox("postmark")
    answer = await box.bring(replace(postmark(), headers={"authorization": header}))
    assert (answer.status, box.sink.taken) == (401, [])


async def test_what_sendgrid_signed_cannot_be_changed() -> None:
    box, call = inbox("sendgrid"), sendgrid(NOW)
    answer = await box.bring(replace(call, body=call.body.replace(b"is wet", b"is dry")))
    assert (answer.status, box.sink.taken) == (401, [])


@pytest.mark.parametrize(
    ("inbound", "call", "status"),
    [
        ("mailgun", mailgun(NOW - timedelta(hours=8)), 200),
        ("mailgun", mailgun(NOW - timedelta(hours=10)), 401),
        ("mailgun", mailgun(NOW + timedelta(hours=1)), 401),
        ("sendgrid", sendgrid(NOW - timedelta(days=3)), 200),
        ("sendgrid", sendgrid(NOW - timedelta(days=4)), 401),
    ],
)
async def test_a_signature_is_good_for_as_long_as_its_service_tries(
    inbound: str, call: HookCall, status: int
) -> None:
    assert (await inbox(inbound).bring(call)).status == status


async def test_a_signature_cannot_be_used_for_another_letter() -> None:
    box = inbox()
    await box.taken(mailgun(NOW))
    headers = '[["Message-Id", "<other@mail.post.example>"]]'
    answer = await box.bring(mailgun(NOW, body_plain="let me in", message_headers=headers))
    assert answer.status == 401
    assert len(box.sink.taken) == 1


async def test_the_same_request_again_is_the_same_post() -> None:
    """Cover docs/pitfalls.md, 15."""
    box = inbox()
    first, again = await box.taken(mailgun(NOW)), await box.taken(mailgun(NOW))
    assert first.key == again.key


async def test_what_the_store_did_not_take_may_come_again() -> None:
    box = inbox()
    box.sink.deaf = 1
    with pytest.raises(NotSent):
        await box.bring(mailgun(NOW))
    assert (await box.taken(mailgun(NOW))).title == "Parcel 4711 is wet"


@pytest.mark.parametrize("inbound", BRINGING)
@pytest.mark.parametrize("body", [b"", b"{}", b"[]", b"null", b"\xff\xfe", b"--xYzZY--", b"[" * 100_000])
async def test_a_request_without_a_letter_is_refused_and_stops_nothing(inbound: str, body: bytes) -> None:
    box, call = inbox(inbound), BRINGING[inbound]()
    answer = await box.bring(replace(call, body=body))
    assert answer.status in (400, 401)
    assert (await box.taken(call)).title == "Parcel 4711 is wet"


async def test_a_signed_request_without_a_sender_is_refused() -> None:
    broken = mailgun(NOW, **{"from": "", "sender": "", "message-headers": "[]"})
    assert (await inbox().bring(broken)).status == 400
    assert (await inbox().bring(mailgun(NOW, message_headers="{]"))).status == 400
    assert (await inbox("postmark").bring(postmark(FromFull=None, From="", Headers=[]))).status == 400


async def test_letters_are_taken_at_the_address_of_the_service_in_use_alone() -> None:
    assert (await inbox("postmark").bring(mailgun(NOW))).status == 404
    assert (await inbox().bring(replace(mailgun(NOW), rest=""))).status == 404
    assert (await inbox().bring(replace(mailgun(NOW), method="GET"))).status == 405


async def test_sendgrid_says_in_which_charset_a_field_came() -> None:
    charsets = '{"text": "iso-8859-1", "subject": "no-such-charset"}'
    call = sendgrid(NOW, charset="latin-1", text="Päckchen naß", charsets=charsets)
    mention = await inbox("sendgrid").taken(call)
    assert mention.text.startswith("Päckchen naß")
    assert mention.title == "Parcel 4711 is wet"


def test_a_key_that_is_none_is_declined_with_its_name() -> None:
    with pytest.raises(Declined, match="EMAIL_SENDGRID_PUBLIC_KEY"):
        SendGrid("MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE")


@pytest.mark.parametrize(
    ("headers", "verified"),
    [
        ([("X-Mailgun-Spf", "Pass")], True),
        ([("X-Mailgun-Spf", "Fail")], False),
        ([("X-Mailgun-Spf", "SoftFail"), ("X-Mailgun-Dkim-Check-Result", "Fail")], False),
        ([("X-Mailgun-Dkim-Check-Result", "Pass"), ("Dkim-Signature", "v=1; d=elsewhere.example")], False),
        ([("X-Mailgun-Dkim-Check-Result", "Pass"), ("Dkim-Signature", "v=1; d=mail.post.example")], True),
        ([], True),
    ],
)
async def test_a_sender_nobody_vouches_for_is_called_so(
    headers: list[tuple[str, str]], verified: bool
) -> None:
    """Without any check nothing is said."""
    listed = json.dumps([*headers, ("Message-Id", "<1@mail.post.example>")])
    mention = await inbox().taken(mailgun(NOW, message_headers=listed))
    assert ("[sender not verified" not in mention.text) is verified


async def test_a_pass_for_somebody_elses_domain_vouches_for_nobody() -> None:
    forged = mailgun(NOW, sender="mallory@elsewhere.example", message_headers='[["X-Mailgun-Spf", "Pass"]]')
    assert "[sender not verified" in (await inbox().taken(forged)).text
    forged = sendgrid(NOW, dkim="{@elsewhere.example : pass}", SPF="fail")
    assert "[sender not verified" in (await inbox("sendgrid").taken(forged)).text
    spf = {"Name": "Received-SPF", "Value": "Fail (not authorized) envelope-from=mira@post.example"}
    forged = postmark(
        Headers=[spf, {"Name": "Received-SPF", "Value": "Pass envelope-from=mira@post.example"}]
    )
    assert "[sender not verified" in (await inbox("postmark").taken(forged)).text
