"""A customer writes an e-mail: PRIVATE in Slack, answered by letter, and what they write back joins the case."""

from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.app import Baton, Patience, build
from bot.process import running
from bot.sandbox import Sandbox
from bot.sandbox.mail import Letter, PostOffice
from tests.journeys.stage import Stage, migrated, stage_settings, until

MIRA = "mira@post.example"
QUESTION = "I was charged twice, refund please"


class Mail:
    """The Slack side, the customer's mail, and Baton between them."""

    def __init__(self, stage: Stage, baton: Baton) -> None:
        self.stage, self.baton = stage, baton
        self.office: PostOffice = stage.sandbox.mail

    async def letters(self, address: str = MIRA) -> list[Letter]:
        """What this address was sent, once there is something."""

        async def look() -> list[Letter] | None:
            return self.office.mailbox(address) or None

        return await until(look)


@pytest.fixture
async def mail(database_url: str, tmp_path: Path) -> AsyncIterator[Mail]:
    sandbox = Sandbox(0, speed=20)
    await sandbox.start()
    await migrated(database_url)
    chosen = stage_settings(sandbox, database_url, tmp_path, **sandbox.mail.settings())
    soon = Patience(look_after=(0.05,))
    try:
        async with (
            aiohttp.ClientSession() as http,
            build(chosen, patience=soon) as baton,
            running(baton) as url,
        ):
            sandbox.bot_url = url
            yield Mail(Stage(sandbox, http), baton)
    finally:
        await sandbox.stop()


async def test_a_letter_is_claimed_answered_and_answered_again_in_one_case(mail: Mail) -> None:
    aino = mail.stage.agent("U0AINO")
    question = await mail.office.write(MIRA, QUESTION, subject="My bill", name="Mira Lind")
    card = await mail.stage.card("billing", "charged twice")
    assert "E-mail" in card["text"]
    assert "PRIVATE" in card["text"]
    assert "PUBLIC" not in card["text"]
    await aino.press("claim", card)
    await aino.say(card, "internal: the March bug")
    await aino.answer(card, "Sorry, Mira! The second charge is on its way back.")
    await mail.stage.said(card, "Sent")
    (letter,) = await mail.letters()
    assert letter.text == "Sorry, Mira! The second charge is on its way back."
    assert (letter.subject, letter.in_reply_to) == ("Re: My bill", question.id)
    await mail.office.write(MIRA, "Thank you, and it arrived", in_reply_to=letter.id)
    await mail.stage.said(card, "and it arrived")
    assert len(await mail.stage.cards("billing")) == 1
    assert mail.stage.sandbox.x.by(mail.stage.sandbox.x.brand) == []


async def test_the_same_letter_brought_twice_is_one_post(mail: Mail) -> None:
    """Pitfall 15."""
    letter = await mail.office.write(MIRA, QUESTION)
    await mail.office.delivered()
    headers, body = mail.office.request(letter)
    async with aiohttp.ClientSession() as http:
        url = f"{mail.stage.sandbox.bot_url}/hooks/email/mailgun"
        async with http.post(url, data=body, headers=headers) as answer:
            assert answer.status == 200
        async with http.post(url, data=body.replace(b"token=0", b"token=1"), headers=headers) as answer:
            assert answer.status == 401
    case = await mail.baton.tools.book.case(1001)
    assert [mention.native_id for mention in case.mentions] == [letter.id]


async def test_an_answer_nobody_confirmed_is_asked_about_and_not_sent_again(mail: Mail) -> None:
    aino = mail.stage.agent("U0AINO")
    await mail.office.write(MIRA, QUESTION)
    card = await mail.stage.card("billing", "charged twice")
    await aino.press("claim", card)
    mail.stage.sandbox.faults.arm("SMTP DATA", "reset_after")
    await aino.answer(card, "It is on its way back.")
    await mail.stage.said(card, "Did this go out?")
    assert len(await mail.letters()) == 1


async def test_an_answer_put_off_goes_out_once_without_a_question(mail: Mail) -> None:
    aino = mail.stage.agent("U0AINO")
    await mail.office.write(MIRA, QUESTION)
    card = await mail.stage.card("billing", "charged twice")
    await aino.press("claim", card)
    mail.stage.sandbox.faults.arm("SMTP RCPT", "429")
    await aino.answer(card, "It is on its way back.")
    await mail.stage.said(card, "Sent")
    assert len(await mail.letters()) == 1


async def test_an_address_that_does_not_exist_is_said_in_the_thread(mail: Mail) -> None:
    aino = mail.stage.agent("U0AINO")
    mail.office.refused.add(MIRA)
    await mail.office.write(MIRA, QUESTION)
    card = await mail.stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await aino.answer(card, "It is on its way back.")
    await mail.stage.said(card, "No such user here")


async def test_an_absence_note_neither_opens_a_case_nor_joins_one(mail: Mail) -> None:
    """Pitfalls 18 and 50."""
    note = await mail.office.write(MIRA, "I am away", headers={"Auto-Submitted": "auto-replied"})
    await mail.office.delivered()
    await mail.office.write("tomas@post.example", QUESTION)
    await mail.stage.card("billing", "charged twice")
    known = await mail.baton.store.transact(lambda tx: tx.known([f"email/{note.id}"]))
    assert known == {}
