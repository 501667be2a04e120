"""The sandbox's mail: the page writes and reads, a letter is brought until it is taken."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage

import aiohttp
import aiosmtplib
import pytest
from aiohttp import web

from sandbox import Sandbox
from sandbox.mail import File, UnknownEmail
from sandbox.mail.office import PASSWORD, USER


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox()
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


class Door:
    """The bot's door for mail: keeps what it is brought, and answers as it is told, 200 in the end."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.forms: list[dict[str, str]] = []

    async def open(self, request: web.Request) -> web.Response:
        form = await request.post()
        self.forms.append({name: value for name, value in form.items() if isinstance(value, str)})
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)


@pytest.fixture
async def door(sandbox: Sandbox) -> AsyncIterator[Door]:
    door, app = Door(), web.Application()
    app.router.add_post("/hooks/email/mailgun", door.open)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sandbox.bot_url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    yield door
    await runner.cleanup()


async def test_a_customer_writes_on_the_page_and_mailgun_brings_it(sandbox: Sandbox, door: Door) -> None:
    async with aiohttp.ClientSession(sandbox.url) as page:
        written = {
            "address": "mira@post.example",
            "name": "Mira",
            "subject": "Parcel",
            "text": "Where is it?",
        }
        async with page.post("/page/mail/write", json=written) as answer:
            letter = await answer.json()
        await sandbox.mail.delivered()
        async with page.get("/page/mail", params={"address": "Mira@post.example"}) as answer:
            assert await answer.json() == [letter]
        async with page.get("/page/mail", params={"address": "tomas@post.example"}) as answer:
            assert await answer.json() == []
    (form,) = door.forms
    assert (form["from"], form["subject"]) == ('"Mira" <mira@post.example>', "Parcel")
    assert form["recipient"] == "help@larkspur.example"
    assert form["stripped-text"] == "Where is it?"


@pytest.mark.parametrize(
    "body", [{}, {"address": "mira", "text": "x"}, {"address": "a@b.example", "text": ""}, []]
)
async def test_the_page_is_told_what_a_letter_needs(sandbox: Sandbox, body: object) -> None:
    async with aiohttp.ClientSession(sandbox.url) as page, page.post("/page/mail/write", json=body) as answer:
        assert answer.status == 400


async def test_a_letter_is_brought_again_until_it_is_taken(sandbox: Sandbox, door: Door) -> None:
    door.statuses = [503, 500]
    await sandbox.mail.write("mira@post.example", "Where is it?")
    await sandbox.mail.delivered()
    assert len(door.forms) == 3
    assert len({form["token"] for form in door.forms}) == 1


async def test_406_tells_mailgun_to_give_up(sandbox: Sandbox, door: Door) -> None:
    door.statuses = [406]
    await sandbox.mail.write("mira@post.example", "Where is it?")
    await sandbox.mail.delivered()
    assert len(door.forms) == 1


async def test_files_go_along(sandbox: Sandbox, door: Door) -> None:
    await sandbox.mail.write("mira@post.example", "Look", files=[File("parcel.jpg", b"\xff\xd8\r\n--")])
    await sandbox.mail.delivered()
    assert door.forms[0]["attachment-count"] == "1"


async def test_what_the_bot_sends_lies_in_the_mailbox_and_is_answered_where_it_asks(sandbox: Sandbox) -> None:
    question = sandbox.mail.post("mira@post.example", "Where is it?", subject="Parcel")
    await send(sandbox, in_reply_to=question.id)
    (letter,) = sandbox.mail.mailbox("Mira@post.example")
    assert (letter.text, letter.in_reply_to, letter.of_bot) == ("On its way", question.id, True)
    answer = sandbox.mail.post("mira@post.example", "Thanks", in_reply_to=letter.id)
    assert (answer.to.address, answer.subject) == ("help+c7@larkspur.example", "Re: Parcel")
    assert answer.references == (question.id, letter.id)


async def test_who_has_no_letter_cannot_answer_it(sandbox: Sandbox) -> None:
    with pytest.raises(UnknownEmail):
        sandbox.mail.post("mira@post.example", "Thanks", in_reply_to="nothing@post.example")


async def test_the_mail_server_wants_the_right_password_and_knows_who_lives_nowhere(sandbox: Sandbox) -> None:
    sandbox.mail.refused.add("nobody@post.example")
    with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
        await send(sandbox, to="nobody@post.example")
    with pytest.raises(aiosmtplib.SMTPAuthenticationError):
        await send(sandbox, password="wrong")
    sandbox.mail.revoked = True
    with pytest.raises(aiosmtplib.SMTPAuthenticationError):
        await send(sandbox)


@pytest.mark.parametrize(("kind", "kept"), [("reset", 0), ("reset_after", 1), ("error:554", 0), ("429", 0)])
async def test_the_mail_server_fails_as_it_is_told_to(sandbox: Sandbox, kind: str, kept: int) -> None:
    sandbox.faults.arm("SMTP DATA", kind)
    with pytest.raises((aiosmtplib.SMTPDataError, aiosmtplib.SMTPServerDisconnected)):
        await send(sandbox)
    assert len(sandbox.mail.mailbox("mira@post.example")) == kept
    await send(sandbox)


async def test_the_page_hears_of_a_letter(sandbox: Sandbox) -> None:
    async with aiohttp.ClientSession(sandbox.url) as page, page.get("/page/stream") as stream:
        await stream.content.readline()
        letter = sandbox.mail.post("mira@post.example", "Where is it?")
        async with asyncio.timeout(30):
            while letter.id.encode() not in (line := await stream.content.readline()):
                assert line


async def send(
    sandbox: Sandbox, *, to: str = "mira@post.example", password: str = PASSWORD, in_reply_to: str = ""
) -> None:
    letter = EmailMessage()
    letter["From"] = "Larkspur Help <help@larkspur.example>"
    letter["To"] = to
    letter["Reply-To"] = "help+c7@larkspur.example"
    letter["Subject"] = "Re: Parcel"
    letter["Message-ID"] = "<1@larkspur.example>"
    if in_reply_to:
        letter["References"] = f"<{in_reply_to}>"
    letter.set_content("On its way")
    await aiosmtplib.send(
        letter,
        hostname="127.0.0.1",
        port=sandbox.mail.smtp_port,
        username=USER,
        password=password,
        start_tls=False,
        timeout=5,
    )
