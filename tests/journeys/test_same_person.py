"""One customer who writes on X and by letter: nobody is asked twice, once a person has said that they are one."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app import Baton
from tests.journeys.stage import Json, Stage, a_sandbox, at_work, until

LETTER = "mira@customer.example"


@pytest.fixture
async def played(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[Stage, Baton]]:
    """Resolved cases stay resolved, so that a letter that comes later looks for another open case of its author."""
    async with a_sandbox() as sandbox:
        settings = {**sandbox.mail.settings(), "REOPEN_WINDOW_HOURS": "0"}
        async with at_work(sandbox, database_url, tmp_path, settings) as pair:
            yield pair


async def asked(stage: Stage, card: Json) -> Json:
    """The question in the thread under a card."""
    return {**await stage.said(card, "Is this the same customer?"), "channel": card["channel"]}


async def test_a_person_says_so_and_a_later_letter_joins_the_open_case_on_x(
    stage: Stage, baton: Baton
) -> None:
    aino, ruth = stage.agent("U0AINO"), stage.agent("U0RUTH")
    await stage.customer("mira", "@larkspur_help my bill is wrong, I was charged twice, refund please")
    on_x = await stage.card("billing", "charged twice")
    await stage.sandbox.mail.write(
        LETTER, "Where is my refund? My bill is 4711.", subject="Bill", name="Mira"
    )
    by_mail = await stage.card("billing", "My bill is 4711")
    assert "Earlier" not in by_mail["text"]
    await aino.say(by_mail, "!same 1001")
    question = await asked(stage, by_mail)
    assert "E-mail Mira @mira@customer.example" in question["text"]
    await ruth.press("same_yes", question)
    await stage.said(by_mail, "The same customer")
    earlier = await stage.card("billing", "Earlier: #1001")
    assert "My bill is 4711" in earlier["text"]
    assert "Later: #1002" in (await stage.card("billing", "Later"))["text"]
    await aino.command("billing", "/resolve 1002 no answer needed: she called")
    await stage.sandbox.mail.write(LETTER, "I still wait for the refund of my bill.", subject="Bill again")
    joined = await stage.said(on_x, "I still wait")
    assert "New message from customer, PRIVATE" in joined["text"]
    case = await baton.context.book.case(1001)
    assert (case.latest.network, len(await stage.cards("billing"))) == ("email", 2)


async def test_undone_they_are_strangers_and_a_no_is_remembered(stage: Stage, baton: Baton) -> None:
    ruth = stage.agent("U0RUTH")
    await stage.customer("mira", "@larkspur_help my bill is wrong, refund please")
    await stage.card("billing", "refund please")
    await stage.sandbox.mail.write(LETTER, "Where is my refund? My bill is 4711.", subject="Bill")
    by_mail = await stage.card("billing", "My bill is 4711")
    await ruth.say(by_mail, "!same 1001")
    question = await asked(stage, by_mail)
    for word, then in (
        ("same_yes", "The same customer"),
        ("same_undo", "Is this the same customer?"),
        ("same_no", "Not the same customer"),
    ):
        await ruth.press(word, question)
        await stage.said(by_mail, then)

    async def strangers() -> bool:
        return (await baton.context.book.case(1002)).accounts == () and not any(
            "Earlier" in card["text"] for card in await stage.cards("billing")
        )

    await until(strangers)
    await ruth.say(by_mail, "!same 1001")
    await ruth.told("different people", by_mail)
