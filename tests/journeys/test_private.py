"""A case that moves: a complaint in public, taken private by a link, settled there, closed in public."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Status
from tests.journeys.stage import Agent, Json, Stage, a_sandbox, at_work, until
from tests.journeys.taken_private import close_in_public, invite
from tests.journeys.visitor import PUBLIC_URL, Browser, browsing
from tests.journeys.wiretap import Wiretap

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
NUMBER, STREET = "my customer number is 4711-øø", "and I live in Mill Lane"
PRIVATE_ANSWER = "Thank you: 19.90 comes back to account 4711."
NOTE = "internal: fourth double billing this week"
SETTINGS = {"PUBLIC_URL": PUBLIC_URL, "PUBLIC_NAME": "Larkspur", "LINK_SECRET": "a-long-secret-of-larkspur"}


@dataclass
class Story:
    """The stage, the line to X, and somebody at a browser."""

    stage: Stage
    baton: Baton
    line: Wiretap
    browser: Browser

    @property
    def aino(self) -> Agent:
        return self.stage.agent("U0AINO")

    async def invited(self, card: Json) -> str:
        """Take the case private; its link, as the public reads it."""
        await invite(self.aino, card)
        (answer,) = await self.stage.public_answers()
        return str(re.findall(r"https://\S+", answer)[0])

    async def claimed(self) -> Json:
        await self.stage.customer("ana", POST)
        return await self.aino.claim("billing", "charged twice")


@pytest.fixture
async def story(database_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    line = Wiretap()
    async with a_sandbox() as sandbox, line.to(sandbox.url) as x_url:
        settings = {**SETTINGS, "X_API_URL": x_url}
        async with (
            at_work(sandbox, database_url, tmp_path, settings) as (stage, baton),
            browsing(sandbox.bot_url or "") as browser,
        ):
            yield Story(stage, baton, line, browser)


async def test_a_complaint_is_taken_private_settled_there_and_closed_in_public(story: Story) -> None:
    """Pitfalls 1 and 3."""
    stage, aino, browser = story.stage, story.aino, story.browser
    card = await story.claimed()
    link = await story.invited(card)
    assert "Write to Larkspur in private" in await browser.open(link)
    assert POST not in browser.page
    assert NUMBER in await browser.send(text=NUMBER, name="Ana")
    private = await stage.said(card, NUMBER)
    assert "Unverified sender, PRIVATE" in private["text"]
    assert "Check who it is" in private["text"]
    await aino.accept(card, NUMBER)
    await aino.say(card, NOTE)
    window = await aino.answer(card, PRIVATE_ANSWER, to="PRIVATE on Private page")
    assert "Private page · PRIVATE" in window
    await stage.said(card, "Sent in private (Private page)")
    assert PRIVATE_ANSWER in await browser.open(link)
    assert STREET in await browser.send(text=STREET)
    assert not {"Aino", "U0AINO", NOTE} & set(re.split(r"[<>\n]", browser.page))
    await stage.said(card, STREET)
    windows = await close_in_public(aino, card, asked=True)
    assert "PUBLIC on X" in windows
    assert not [words for words in (NUMBER, STREET, PRIVATE_ANSWER) if words in windows]

    async def closed() -> bool:
        return len(await stage.public_answers()) == 2

    await until(closed)
    case = await story.baton.context.book.case(1001)
    assert (case.status, case.mention_count, len(await stage.cards("billing"))) == (Status.RESOLVED, 3, 1)
    assert case.due_at is None
    invitation, closing = await stage.public_answers()
    assert link in invitation
    assert "been resolved with you directly" in closing
    assert not [words for words in (NUMBER, STREET, PRIVATE_ANSWER, NOTE) if story.line.heard(words)]
    assert story.line.heard("been resolved with you directly")
