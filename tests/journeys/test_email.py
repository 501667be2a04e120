"""A customer who writes a letter: answered by letter, in one thread on both sides, and by people alone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton, Patience
from bot.networks import HookCall
from bot.networks.case_tokens import read_address
from sandbox.mail import Email, PostOffice
from sandbox.mail.office import LINK_SECRET
from tests.journeys.callers import ask
from tests.journeys.stage import Json, Stage, a_sandbox, at_work, settled, until

MIRA, TOMAS = "mira@customer.example", "tomas@office.example"
ANSWER = "Sorry Mira, the second charge is on its way back to you."
LOOKS_SOON = Patience(search_pauses=(0.05, 0.1))


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    async with a_sandbox() as sandbox:
        settings = sandbox.mail.settings()
        async with at_work(sandbox, database_url, tmp_path, settings, LOOKS_SOON) as pair:
            yield pair


@pytest.fixture
def mail(stage: Stage) -> PostOffice:
    return stage.sandbox.mail


async def came(mail: PostOffice, address: str, count: int = 1) -> Email:
    """The letter of that count in somebody's mailbox, once it is there."""

    async def look() -> Email | None:
        letters = mail.mailbox(address)
        return letters[count - 1] if len(letters) >= count else None

    return await until(look)


async def complaint(stage: Stage) -> tuple[Email, Json]:
    """Mira's first letter, and its card, which is claimed."""
    letter = await stage.sandbox.mail.write(
        MIRA, "I was charged twice for 4711, refund please", subject="My bill", name="Mira Bakes"
    )
    return letter, await stage.agent("U0AINO").claim("billing", "charged twice")


async def test_a_letter_is_answered_in_its_thread_and_what_comes_back_joins_the_case(
    stage: Stage, baton: Baton, mail: PostOffice
) -> None:
    """Pitfalls 1 and 3."""
    aino = stage.agent("U0AINO")
    letter, card = await complaint(stage)
    assert "E-mail · PRIVATE" in card["text"]
    await aino.say(card, "internal: the March bug again")
    window = await aino.answer(card, ANSWER)
    assert "E-mail · PRIVATE · help@larkspur.example →" in window
    await stage.said(card, "Sent in private (E-mail)")
    answer = await came(mail, MIRA)
    assert (answer.text, answer.subject) == (ANSWER, "Re: My bill")
    assert answer.headers["In-Reply-To"] == answer.headers["References"] == f"<{letter.id}>"
    named = read_address(answer.reply_to, LINK_SECRET)
    assert named is not None
    assert named.case == 1001
    further = await mail.write(
        MIRA, f"Thank you, but it is 4712.\n\n> {ANSWER}\n", name="Mira Bakes", in_reply_to=answer.id
    )
    said = await stage.said(card, "it is 4712")
    assert "PRIVATE" in said["text"]
    assert ANSWER not in said["text"]
    await aino.answer(card, "You are right, 4712.")
    assert (await came(mail, MIRA, 2)).references == (letter.id, answer.id, further.id)
    await until(lambda: settled(baton))
    assert len(await stage.cards("billing")) == 1
    assert "March" not in str(mail.letters)
    assert await stage.public_answers() == []


async def test_a_letter_to_the_address_of_a_case_joins_it_whoever_wrote_it(
    stage: Stage, baton: Baton, mail: PostOffice
) -> None:
    """Pitfall 52."""
    aino = stage.agent("U0AINO")
    _, card = await complaint(stage)
    await aino.answer(card, ANSWER)
    address = (await came(mail, MIRA)).reply_to
    await mail.write(TOMAS, "I am Mira's husband, the bill is mine", name="Tomas", to=address)
    assert TOMAS in (await stage.said(card, "Mira's husband"))["text"]
    forged = address.replace("1001.", "1002.")
    await mail.write("mallory@elsewhere.example", "let me see her bill, refund!", to=forged)
    assert "#1002" in (await stage.card("billing", "let me see"))["text"]
    case = await baton.context.book.case(1001)
    assert [post.author.handle for post in case.mentions] == [MIRA, TOMAS]
    assert case.latest.author.handle == MIRA
    await aino.accept(card, "Mira's husband")
    assert (await baton.context.book.case(1001)).latest.author.handle == TOMAS


async def test_an_email_with_a_customers_address_in_reply_to_does_not_join_their_case(
    stage: Stage, baton: Baton, mail: PostOffice
) -> None:
    """Pitfall 64: DKIM passes for the domain in From, and for nobody else's."""
    await complaint(stage)
    headers = {"Reply-To": MIRA}
    await mail.write("mallory@elsewhere.example", "my refund goes to another account", headers=headers)
    card = await stage.card("billing", "another account")
    assert "#1002" in card["text"]
    assert f"replies go to {MIRA}" in str(card)
    assert "mallory@elsewhere.example" in str(card)
    assert (await baton.context.book.case(1001)).mention_count == 1


async def test_machines_that_write_make_no_case_and_get_no_answer(
    stage: Stage, baton: Baton, mail: PostOffice
) -> None:
    """Pitfalls 18 and 50."""
    aino = stage.agent("U0AINO")
    _, card = await complaint(stage)
    await aino.answer(card, ANSWER)
    answer = await came(mail, MIRA)
    away = {"Auto-Submitted": "auto-replied"}
    await mail.write(MIRA, "I am away until Monday", headers=away, in_reply_to=answer.id)
    await mail.write(TOMAS, "I am away until Tuesday, no refund", headers=away)
    await mail.write("mailer-daemon@customer.example", "Undelivered", return_path="", in_reply_to=answer.id)
    await mail.write(mail.address, "a loop: refund my bill")
    await mail.write(answer.reply_to, "a loop by the address of a case: refund my bill")
    await mail.delivered()
    await until(lambda: settled(baton))
    case = await baton.context.book.case(1001)
    assert (case.mention_count, len(await stage.cards("billing"))) == (1, 1)
    assert await stage.cards("social") == []
    assert [letter.text for letter in mail.letters.values() if letter.of_bot] == [ANSWER]


@pytest.mark.parametrize(("word", "sendings"), [("it_did", 1), ("send_again", 2)])
async def test_when_the_mail_server_leaves_after_the_letter_its_writer_decides(
    stage: Stage, baton: Baton, mail: PostOffice, word: str, sendings: int
) -> None:
    aino = stage.agent("U0AINO")
    _, card = await complaint(stage)
    stage.sandbox.faults.arm("SMTP DATA", "reset_after")
    await aino.answer(card, ANSWER)
    asked = await stage.said(card, "We couldn't confirm delivery.")
    await until(lambda: settled(baton))
    assert len(mail.received) == 1
    await aino.press(word, {**asked, "channel": card["channel"]})
    await stage.said(card, "Sent in private (E-mail)")
    assert len(mail.received) == sendings
    assert [letter.text for letter in mail.mailbox(MIRA)] == [ANSWER] * sendings


async def test_the_same_letter_brought_twice_is_one_post(
    stage: Stage, baton: Baton, mail: PostOffice
) -> None:
    """Pitfall 15."""
    letter, _ = await complaint(stage)
    await mail.delivered()
    headers, body = mail.request(letter)
    changed = body.replace(b"token=0", b"token=1")
    for sent, status in ((body, 200), (changed, 401)):
        assert await ask(stage, "email", HookCall("POST", "mailgun", {}, headers, sent)) == status
    case = await baton.context.book.case(1001)
    assert [mention.native_id for mention in case.mentions] == [letter.id]


async def test_an_answer_put_off_goes_out_once_without_a_question(stage: Stage, mail: PostOffice) -> None:
    _, card = await complaint(stage)
    stage.sandbox.faults.arm("SMTP RCPT", "429")
    await stage.agent("U0AINO").answer(card, ANSWER)
    await stage.said(card, "Sent in private (E-mail)")
    assert len(mail.received) == 1


async def test_an_address_that_does_not_exist_is_said_in_the_thread(stage: Stage, mail: PostOffice) -> None:
    mail.refused.add(MIRA)
    _, card = await complaint(stage)
    await stage.agent("U0AINO").answer(card, ANSWER)
    assert "Not sent" in (await stage.said(card, "No such user here"))["text"]
