"""Letters find their case, nobody answers a machine, and what we send says whose case it is."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from email import message_from_string
from email.message import EmailMessage
from urllib.parse import parse_qsl

import pytest
from msgspec.structs import replace

from bot.delivery import CannotTell, Declined, NotSent
from bot.mention import Mention
from bot.networks import HookCall
from bot.networks.case_tokens import case_address
from bot.networks.email.compose import answer
from bot.networks.email.message_ids import case_of_id, message_id
from bot.networks.email.smtp import MailServer
from sandbox import Sandbox
from sandbox.mail import Email
from sandbox.mail.office import PASSWORD, USER
from tests.bot.networks.email_inbox import ADDRESS, NOW, SECRET, Inbox, inbox
from tests.wire.email.requests import mailgun, postmark, sendgrid

KEY = "1042@email/4/reply"


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
def box(sandbox: Sandbox) -> Inbox:
    return inbox(smtp_url=sandbox.mail.settings()["SMTP_URL"])


@pytest.fixture
async def asked() -> Mention:
    return await inbox().taken(mailgun(NOW))


def headers(**named: str) -> str:
    return json.dumps([[name.replace("_", "-"), value] for name, value in named.items()])


async def test_an_answer_to_a_letter_of_ours_names_its_case(asked: Mention) -> None:
    ours = message_id(KEY, SECRET, "larkspur.example")
    listed = headers(Message_Id="<2@post.example>", References=f"<1@post.example> <{ours}>")
    assert (await inbox().taken(mailgun(NOW, message_headers=listed))).case == 1042
    listed = headers(Message_Id="<3@post.example>", In_Reply_To=f"<{ours.upper()}>")
    assert (await inbox().taken(mailgun(NOW, message_headers=listed))).case == 1042
    assert asked.case is None


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_a_letter_to_the_address_of_a_case_names_it(inbound: str) -> None:
    address = case_address(ADDRESS, 1042, SECRET, NOW)
    call = {
        "mailgun": mailgun(NOW, recipient=address),
        "postmark": postmark(OriginalRecipient=address),
        "sendgrid": sendgrid(NOW, to=f"Larkspur Help <{address}>", envelope="{}"),
    }[inbound]
    message = await inbox(inbound).taken(call)
    assert (message.case, message.link_made_at) == (1042, NOW)


@pytest.mark.parametrize(
    "fields",
    [
        {"recipient": "help+c1042.aaaaaaaaaaaaaaaaaaaaaaaaaa@larkspur.example"},
        {"recipient": case_address(ADDRESS, 1042, "another-secret-of-theirs")},
        {"message-headers": headers(References="<1042.4.aaaaaaaaaaaaaaaaaaaaaaaaaa@larkspur.example>")},
        {"message-headers": headers(References="<1042.4.@larkspur.example>")},
    ],
)
async def test_a_case_nobody_signed_is_not_believed_and_the_letter_is_taken(fields: dict[str, str]) -> None:
    assert (await inbox().taken(mailgun(NOW, **fields))).case is None


@pytest.mark.parametrize(
    "named",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; type=vacation"},
        {"Precedence": "bulk"},
        {"Precedence": "Auto_Reply"},
        {"X_Autoreply": "yes"},
        {"Content_Type": "multipart/report; report-type=delivery-status"},
        {"From": "MAILER-DAEMON@post.example"},
        {"From": ADDRESS},
        {"From": "Help@Larkspur.Example"},
        {"From": case_address(ADDRESS, 7, SECRET)},
        {"Message_Id": f"<{message_id(KEY, SECRET, 'larkspur.example')}>"},
    ],
    ids=lambda named: next(iter(named.items())),
)
async def test_what_no_person_wrote_is_answered_200_and_never_taken(named: dict[str, str]) -> None:
    """Cover docs/pitfalls.md, 18 and 50."""
    box = inbox()
    listed = headers(**{"Message_Id": "<2@post.example>", **named})
    sender = {"from": named["From"]} if "From" in named else {}
    answered = await box.bring(mailgun(NOW, message_headers=listed, **sender))
    assert (answered.status, box.sink.taken) == (200, [])
    assert answered.text.startswith("Not accepted")


async def test_a_person_who_wants_no_automatic_answer_is_still_heard() -> None:
    listed = headers(Message_Id="<2@post.example>", X_Auto_Response_Suppress="DR, OOF, AutoReply")
    box = inbox()
    assert (await box.bring(mailgun(NOW, message_headers=listed))).text == "ok"
    assert len(box.sink.taken) == 1


@pytest.mark.parametrize("inbound", ["mailgun", "postmark", "sendgrid"])
async def test_a_bounce_is_never_taken(inbound: str) -> None:
    call = {
        "mailgun": mailgun(NOW, sender=""),
        "postmark": postmark(Headers=[{"Name": "Return-Path", "Value": "<>"}]),
        "sendgrid": sendgrid(NOW, envelope='{"to": ["help@larkspur.example"], "from": ""}'),
    }[inbound]
    box = inbox(inbound)
    assert ((await box.bring(call)).status, box.sink.taken) == (200, [])


@pytest.mark.parametrize("named", [{"Auto_Submitted": "no"}, {"Precedence": "normal"}, {}])
async def test_a_persons_letter_is_taken_whatever_its_program_says_of_itself(named: dict[str, str]) -> None:
    """Cover docs/pitfalls.md, 57."""
    listed = headers(Message_Id="<2@post.example>", **named)
    assert (await inbox().taken(mailgun(NOW, message_headers=listed))).native_id == "2@post.example"


async def test_who_asks_for_answers_elsewhere_gets_them_there() -> None:
    """As a contact form does, which writes in a customer's name."""
    listed = headers(Reply_To="Mira <mira@home.example>", Message_Id="<2@larkspur.example>")
    mention = await inbox().taken(mailgun(NOW, message_headers=listed, **{"from": f"Form <{ADDRESS}>"}))
    assert (mention.author.handle, mention.author.name) == ("mira@home.example", "Form")


async def test_odd_letters_are_taken_with_what_is_known() -> None:
    listed = headers(Date="yesterday", Message_Id="none")
    fields = {"from": "=?utf-8?q?J=C3=B6rg?= <joerg@post.example>", "body-plain": "", "stripped-text": ""}
    first = await inbox().taken(mailgun(NOW, message_headers=listed, subject=" a\r\n b ", **fields))
    again = await inbox().taken(mailgun(NOW, message_headers=listed, subject=" a\r\n b ", **fields))
    assert (first.author.name, first.title) == ("Jörg", "a b")
    assert first.text == "The parcel is wet."  # of the HTML
    assert (first.posted_at, first.native_id) == (NOW, again.native_id)
    assert first.native_id.endswith("@missing.invalid")


async def test_a_date_long_ago_or_to_come_is_a_wrong_clock() -> None:
    for date in (
        "Mon, 1 Jan 1990 00:00:00 +0000",
        "Fri, 20 Nov 2099 10:00:00 +0000",
        "Fri, 20 Nov 2026 10:15:30",
    ):
        mention = await inbox().taken(mailgun(NOW, message_headers=headers(Date=date)))
        assert mention.posted_at == NOW
    on_the_way = await inbox().taken(
        mailgun(NOW, message_headers=headers(Date="Tue, 17 Nov 2026 09:00:00 -0500"))
    )
    assert NOW - on_the_way.posted_at < timedelta(days=3)


async def test_an_id_too_long_to_keep_still_tells_letters_apart() -> None:
    long = "x" * 600
    one = await inbox().taken(mailgun(NOW, message_headers=headers(Message_Id=f"<{long}1@post.example>")))
    two = await inbox().taken(mailgun(NOW, message_headers=headers(Message_Id=f"<{long}2@post.example>")))
    assert one.native_id != two.native_id
    assert len(one.native_id) <= 200


async def test_an_answer_is_threaded_and_leads_back_to_its_case(box: Inbox, sandbox: Sandbox) -> None:
    question = sandbox.mail.post("mira@post.example", "where is my parcel?", subject="Parcel", name="Mira")
    asked = await box.taken(call_of(sandbox, question))
    receipt = await box.network.reply(asked, "On its way.\n\n.\nMira, it is ☔ & dry", key=KEY)
    (message,) = sandbox.mail.mailbox("mira@post.example")
    assert message.id == receipt.native_id
    assert case_of_id(message.id, SECRET) == 1042
    assert (message.subject, message.in_reply_to) == ("Re: Parcel", question.id)
    assert message.text == "On its way.\n\n.\nMira, it is ☔ & dry"
    assert message.reply_to == case_address(ADDRESS, 1042, SECRET, NOW)
    assert (message.sender.address, message.sender.name) == (ADDRESS, "Larkspur Help")
    assert "Auto-Submitted" not in message.headers
    further = sandbox.mail.post("mira@post.example", "thanks", in_reply_to=message.id)
    again = await box.taken(call_of(sandbox, further))
    assert (again.case, again.conversation, again.title) == (1042, asked.native_id, "Re: Parcel")


async def test_the_case_of_a_letter_is_named_though_all_its_headers_are_lost(
    box: Inbox, sandbox: Sandbox
) -> None:
    question = sandbox.mail.post("mira@post.example", "where is my parcel?")
    await box.network.reply(await box.taken(call_of(sandbox, question)), "On its way", key=KEY)
    (message,) = sandbox.mail.mailbox("mira@post.example")
    anew = sandbox.mail.post("mira@home.example", "it is here", to=message.reply_to)
    assert (await box.taken(call_of(sandbox, anew))).case == 1042


async def test_the_same_act_twice_is_one_letter_to_a_mail_program(
    box: Inbox, sandbox: Sandbox, asked: Mention
) -> None:
    first = await box.network.reply(asked, "On its way", key=KEY)
    again = await box.network.reply(asked, "On its way", key=KEY)
    other = await box.network.reply(asked, "On its way", key="1042@email/5/reply")
    assert first.native_id == again.native_id != other.native_id
    assert len(sandbox.mail.mailbox("mira@post.example")) == 2


async def test_a_subject_cannot_add_a_header(asked: Mention) -> None:
    hostile = replace(asked, title="x\r\nBcc: all@larkspur.example\x00\u2028y")
    message = written(hostile)
    assert message["Bcc"] is None
    assert message["Subject"] == "Re: x Bcc: all@larkspur.example y"


async def test_ids_however_long_stay_whole(asked: Mention) -> None:
    long = "a" * 150
    message = message_from_string(
        written(
            replace(
                asked, native_id=f"{long}3@b.example", conversation=f"{long}1@b.example", in_reply_to="ä@b"
            )
        ).as_string()
    )
    assert message["In-Reply-To"] == f"<{long}3@b.example>"
    assert f"<{long}1@b.example>" in message["References"]
    assert written(replace(asked, title="")).get("Subject") == "Re: your message"


@pytest.mark.parametrize(
    "handle",
    [
        "",
        "mira",
        "mira@post",
        "a@b.example, c@d.example",
        "mira@post.example\nBcc: x@y.z",
        "jörg@post.example",
    ],
)
async def test_an_address_mail_cannot_go_to_is_declined(box: Inbox, asked: Mention, handle: str) -> None:
    stranger = replace(asked, author=replace(asked.author, handle=handle))
    with pytest.raises(Declined, match="another way"):
        await box.network.reply(stranger, "hello", key=KEY)


async def test_a_domain_in_any_script_is_written_to(box: Inbox, sandbox: Sandbox, asked: Mention) -> None:
    abroad = replace(asked, author=replace(asked.author, handle="mira@päckchen.example"))
    await box.network.reply(abroad, "hello", key=KEY)
    assert len(sandbox.mail.mailbox("mira@xn--pckchen-5wa.example")) == 1


@pytest.mark.parametrize(
    ("call", "kind", "failure"),
    [
        ("SMTP EHLO", "error:554", Declined),
        ("SMTP EHLO", "reset", NotSent),
        ("SMTP EHLO", "slow", NotSent),
        ("SMTP EHLO", "malformed", NotSent),
        ("SMTP RCPT", "429", NotSent),
        ("SMTP RCPT", "error:550", Declined),
        ("SMTP RCPT", "reset", NotSent),
        ("SMTP RCPT", "slow", NotSent),
        ("SMTP RCPT", "html", NotSent),
        ("SMTP DATA", "429", NotSent),
        ("SMTP DATA", "error:552", Declined),
        ("SMTP DATA", "reset", CannotTell),
        ("SMTP DATA", "slow", CannotTell),
        ("SMTP DATA", "html", CannotTell),
        ("SMTP DATA", "reset_after", CannotTell),
    ],
)
async def test_what_went_wrong_says_whether_the_letter_may_be_out(
    box: Inbox, sandbox: Sandbox, asked: Mention, call: str, kind: str, failure: type[Exception]
) -> None:
    sandbox.faults.arm(call, kind, seconds=3)
    with pytest.raises(failure) as raised:
        await box.network.reply(asked, "On its way", key=KEY)
    assert PASSWORD not in repr(raised.value)
    assert raised.value.__cause__ is None
    sent = len(sandbox.mail.mailbox("mira@post.example"))
    assert sent == kind.endswith("_after")


async def test_a_letter_put_off_is_tried_again_without_asking_anybody(
    box: Inbox, sandbox: Sandbox, asked: Mention
) -> None:
    """As servers do that make every stranger wait (greylisting)."""
    sandbox.faults.arm("SMTP RCPT", "429")
    with pytest.raises(NotSent):
        await box.network.reply(asked, "On its way", key=KEY)
    assert await box.network.find_reply(asked, "On its way", key=KEY, since=NOW) is None
    await box.network.reply(asked, "On its way", key=KEY)
    with pytest.raises(CannotTell):
        await box.network.find_reply(asked, "On its way", key=KEY, since=NOW)


async def test_a_server_nobody_listens_on_is_not_reached(asked: Mention) -> None:
    with pytest.raises(NotSent, match="reached"):
        await inbox(smtp_url="smtp://127.0.0.1:9").network.start()


async def test_a_password_is_not_sent_in_the_clear() -> None:
    """To a server on another machine that offers no TLS."""
    said: list[bytes] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.larkspur.example\r\n")
        while line := await reader.readline():
            said.append(line)
            writer.write(b"250-mail.larkspur.example\r\n250 AUTH PLAIN LOGIN\r\n")
        writer.close()

    listening = await asyncio.start_server(talk, "127.0.0.1")
    async with listening:
        port = listening.sockets[0].getsockname()[1]
        server = MailServer("127.1", port, USER, PASSWORD, False, "larkspur.example", 1.0)
        with pytest.raises(Declined, match="TLS"):
            await server.check_login()
    assert not [line for line in said if b"AUTH" in line]


async def test_the_password_shows_nowhere(box: Inbox) -> None:
    server = MailServer("mail.larkspur.example", 587, USER, PASSWORD, False, "larkspur.example", 1.0)
    assert PASSWORD not in repr(server)


def call_of(sandbox: Sandbox, message: Email) -> HookCall:
    """The request that brings this letter, signed with the key of the test's inbox and at its time."""
    named = json.loads(dict(parse_qsl(sandbox.mail.request(message)[1].decode()))["message-headers"])
    fields = {
        "recipient": message.to.address,
        "from": str(message.sender),
        "subject": message.subject,
        "stripped-text": message.text,
        "message-headers": json.dumps(named),
    }
    return mailgun(NOW, message.token, **fields)


def written(mention: Mention) -> EmailMessage:
    return answer(
        mention,
        "text",
        message_id="1@larkspur.example",
        sender=ADDRESS,
        name="Larkspur Help",
        reply_to=ADDRESS,
        now=NOW,
    )
