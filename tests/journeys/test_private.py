"""A case that moves: a complaint in public, taken private by a link, settled there, closed in public."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import aiohttp
import pytest
from yarl import URL

from bot.app import Baton
from bot.case import Status
from tests.journeys.stage import Agent, Json, Stage, a_sandbox, at_work, until
from tests.journeys.wiretap import Wiretap

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
PUBLIC_URL = "https://help.larkspur.example"
NUMBER, STREET = "my customer number is 4711-øø", "and I live in Mill Lane"
PRIVATE_ANSWER = "Thank you: 19.90 comes back to account 4711."
NOTE = "internal: fourth double billing this week"
SETTINGS = {"PUBLIC_URL": PUBLIC_URL, "PUBLIC_NAME": "Larkspur", "LINK_SECRET": "a-long-secret-of-larkspur"}


@dataclass
class Browser:
    """A customer's browser: it keeps cookies, follows links and fills in the form of the page it is on."""

    http: aiohttp.ClientSession
    baton_url: str
    path: str = ""
    status: int = 0
    page: str = ""

    async def open(self, link: str) -> str:
        """The words of the page behind this link; its address may lead on to another one."""
        return await self._ask("GET", link.removeprefix(PUBLIC_URL))

    async def send(self, **typed: str) -> str:
        """Fill in the form and press its button; the words of the page that follows."""
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', self.page))
        return await self._ask("POST", self.path, hidden | typed)

    async def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> str:
        async with self.http.request(method, self.baton_url + path, data=form) as answer:
            self.status, self.path, self.page = answer.status, answer.url.raw_path, await answer.text()
        return unescape(self.page)


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
        """Take the case private and answer in public with its link; the link, as the public reads it."""
        await self.aino.press("take_private", card)
        await self.aino.submit(await self.aino.modal("take_private"))
        reply = await self.aino.modal("reply")
        await self.aino.submit(reply, text=_begun(reply))
        await self.aino.submit(await self.aino.modal("confirm_reply"))
        await self.stage.said(card, "Sent on X")
        (answer,) = await self.stage.public_answers()
        return str(re.findall(r"https://\S+", answer)[0])

    async def claimed(self) -> Json:
        await self.stage.customer("ana", POST)
        card = await self.stage.card("billing", "charged twice")
        await self.aino.press("claim", card)
        return card


@pytest.fixture
async def story(database_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    line = Wiretap()
    async with a_sandbox() as sandbox, line.to(sandbox.url) as x_url:
        settings = {**SETTINGS, "X_API_URL": x_url}
        async with at_work(sandbox, database_url, tmp_path, settings) as (stage, baton):
            url = sandbox.bot_url or ""
            # The proxy that would speak https before Baton is left out, so its cookies must be told to stay.
            cookies = aiohttp.CookieJar(unsafe=True, treat_as_secure_origin=URL(url))
            async with aiohttp.ClientSession(cookie_jar=cookies) as http:
                yield Story(stage, baton, line, Browser(http, url))


async def test_a_complaint_is_taken_private_settled_there_and_closed_in_public(story: Story) -> None:
    """Pitfalls 1 and 3."""
    stage, aino, browser = story.stage, story.aino, story.browser
    card = await story.claimed()
    link = await story.invited(card)
    assert "Write to Larkspur in private" in await browser.open(link)
    assert POST not in browser.page
    assert NUMBER in await browser.send(text=NUMBER, name="Ana")
    private = await stage.said(card, NUMBER)
    assert "PRIVATE" in private["text"]
    assert "See who it is" in private["text"]
    await aino.say(card, NOTE)
    await aino.press("reply", card)
    window = await aino.modal("reply")
    assert "PRIVATE on Private page" in str(window["blocks"])
    await aino.submit(window, text=PRIVATE_ANSWER, post=(await _place(story, private=True)))
    confirm = await aino.modal("confirm_reply")
    assert confirm["submit"]["text"] == "Send privately"
    await aino.submit(confirm)
    await stage.said(card, "Sent in private on Private page")
    assert PRIVATE_ANSWER in await browser.open(link)
    assert STREET in await browser.send(text=STREET)
    assert not {"Aino", "U0AINO", NOTE} & set(re.split(r"[<>\n]", browser.page))
    await stage.said(card, STREET)
    await _resolved_with_a_closing_line(story, card)
    case = await story.baton.tools.book.case(1001)
    assert (case.status, case.mention_count, len(await stage.cards("billing"))) == (Status.RESOLVED, 3, 1)
    assert case.due_at is None
    invitation, closing = await stage.public_answers()
    assert link in invitation
    assert "settled this with you in private" in closing
    assert not [words for words in (NUMBER, STREET, PRIVATE_ANSWER, NOTE) if story.line.heard(words)]
    assert story.line.heard("settled this with you in private")


async def _resolved_with_a_closing_line(story: Story, card: Json) -> None:
    aino = story.aino
    await aino.press("resolve", card)
    await aino.submit(await aino.modal("resolve"), resolution="answered")
    await aino.press_in_window("closing_line")
    reply = await aino.modal("reply")
    assert "PUBLIC on X" in str(reply["blocks"])
    assert NUMBER not in str(reply["blocks"])
    await aino.submit(reply, text=_begun(reply))
    confirm = await aino.modal("confirm_reply")
    assert confirm["submit"]["text"] == "Send publicly"
    assert not [words for words in (NUMBER, STREET, PRIVATE_ANSWER) if words in str(confirm["blocks"])]
    await aino.submit(confirm)

    async def closed() -> bool:
        return len(await story.stage.public_answers()) == 2

    await until(closed)


async def _place(story: Story, *, private: bool) -> str:
    case = await story.baton.tools.book.case(1001)
    return next(place for place, post in case.latest_each.items() if post.private is private)


def _begun(view: Json) -> str:
    """The sentence a reply window begins with."""
    return str(view["state"]["values"]["text"]["text"]["value"])
