"""One matter over three networks: complained of on X, gone on with in private by link and by letter, closed on X."""

import re
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.app import Baton
from bot.case import Status
from bot.networks.case_tokens import case_address, read_address
from sandbox.mail.office import LINK_SECRET
from tests.journeys.going_on import (
    answer_on,
    bluesky_goes_on,
    discord_goes_on,
    mastodon_goes_on,
    meta_goes_on,
    x_goes_on,
)
from tests.journeys.stage import CHANNELS, Agent, Json, Stage, at_work, settled, until
from tests.journeys.taken_private import close_in_public, invite
from tests.journeys.visitor import browsing
from tests.journeys.wiretap import Wiretap
from tests.journeys.world import World, a_world

COMPLAINT = "@larkspur_help my bill is wrong, I was charged twice, refund please"
ANA = "ana@home.example"
ADDRESS = case_address("help@larkspur.example", 1001, LINK_SECRET)
ON_THE_PAGE = "My customer number is KD-4711-øø"
BY_PAGE = f"Thank you. Please send the bill of March to {ADDRESS}"
BY_LETTER = "Here is the bill: 19.90 twice, Mill Lane 7"
LETTER = "It comes back to the account that ends in 88, in two days."
NOTE = "internal: fourth double billing this week"
PRIVATE = (ON_THE_PAGE, "KD-4711", ADDRESS, BY_PAGE, BY_LETTER, "Mill Lane", ANA, LETTER, "ends in 88", NOTE)
# Where Baton reaches each network on which strangers read along.
PUBLIC = {
    "X": "X_API_URL",
    "Discord": "DISCORD_API_URL",
    "Bluesky": "BLUESKY_SERVICE_URL",
    "Mastodon": "MASTODON_URL",
    "Facebook": "META_GRAPH_URL",
}


@dataclass
class Story:
    """Baton at work on every network, and a line to each public one that keeps what goes out."""

    world: World
    stage: Stage
    baton: Baton
    lines: dict[str, Wiretap]

    @property
    def aino(self) -> Agent:
        return self.stage.agent("U0AINO")

    async def one_case(self) -> Json:
        """The one card there is anywhere."""
        (card,) = [card for channel in CHANNELS for card in await self.stage.cards(channel)]
        return card


@pytest.fixture
async def story(database_url: str, tmp_path: Path) -> AsyncIterator[Story]:
    async with a_world() as world, AsyncExitStack() as stack:
        settings = {"X_API_URL": world.sandbox.url} | world.settings()
        lines = {title: Wiretap() for title in PUBLIC}
        for title, name in PUBLIC.items():
            settings[name] = await stack.enter_async_context(lines[title].to(settings[name]))
        world.pds.url = settings["BLUESKY_SERVICE_URL"]  # a session says where to go on
        async with at_work(world.sandbox, database_url, tmp_path, settings) as (stage, baton):
            yield Story(world, stage, baton, lines)


async def test_a_case_goes_from_x_to_a_page_to_letters_and_back_and_keeps_what_is_private(
    story: Story,
) -> None:
    """Pitfalls 1, 3 and 52."""
    stage, aino = story.stage, story.aino
    await stage.customer("ana", COMPLAINT)
    card = await aino.claim("billing", "charged twice")
    await aino.say(card, NOTE)
    invitation = await invite(aino, card)
    await goes_on_by_page(story, card, link=re.findall(r"https://\S+", invitation)[0])
    await goes_on_by_letter(story, card)
    await everything_is_known_to_whoever_takes_over(stage, card)
    windows = await close_in_public(stage.agent("U0LEON"), card)
    assert "PUBLIC on X" in windows
    assert [words for words in PRIVATE if words in windows] == []
    await stage.said(card, "Thanks for reaching out")
    await until(lambda: settled(story.baton))
    first, last = await stage.public_answers()
    assert (first, "been resolved with you directly" in last) == (invitation, True)
    case = await story.baton.context.book.case(1001)
    assert (case.status, case.mention_count, len(case.replies)) == (Status.RESOLVED, 3, 4)
    assert (await story.one_case())["ts"] == card["ts"]
    await nothing_private_went_out(story)


async def goes_on_by_page(story: Story, card: Json, link: str) -> None:
    """Ana writes behind the link, and is told an address; a stranger behind the same link sees neither."""
    url = story.world.sandbox.bot_url or ""
    async with browsing(url) as ana, browsing(url) as stranger:
        await ana.open(link)
        await ana.send(text=ON_THE_PAGE, name="Ana")
        assert "PRIVATE" in (await story.stage.said(card, ON_THE_PAGE))["text"]
        await story.aino.accept(card, ON_THE_PAGE)
        window = await story.aino.answer(card, BY_PAGE, to="PRIVATE on Private page")
        assert "Private page · PRIVATE" in window
        await story.stage.said(card, "Sent in private (Private page)")
        assert BY_PAGE in await ana.open(link)
        assert NOTE not in ana.page
        assert [words for words in PRIVATE if words in await stranger.open(link)] == []


async def goes_on_by_letter(story: Story, card: Json) -> None:
    """Ana writes to the address of her case, from one that nobody here knew, and is answered there."""
    mail = story.world.sandbox.mail
    letter = await mail.write(ANA, BY_LETTER, subject="Bill of March", name="Ana", to=ADDRESS)
    said = await story.stage.said(card, BY_LETTER)
    assert "PRIVATE" in said["text"]
    assert ANA in said["text"]
    await story.aino.accept(card, BY_LETTER)
    window = await story.aino.answer(card, LETTER, to="PRIVATE on E-mail")
    assert "E-mail · PRIVATE · help@larkspur.example →" in window
    await story.stage.said(card, "Sent in private (E-mail)")
    (answer,) = mail.mailbox(ANA)
    named = read_address(answer.reply_to, LINK_SECRET)
    assert (answer.text, answer.in_reply_to, named and named.case) == (LETTER, letter.id, 1001)


async def everything_is_known_to_whoever_takes_over(stage: Stage, card: Json) -> None:
    """Leon reads in one thread what was said anywhere; the card names every account staff accepted."""
    leon = stage.agent("U0LEON")
    await leon.take_over(card)
    await stage.said(card, "took over case")
    told = [message["text"] for message in await stage.thread(card, "U0LEON")]
    found = [
        next(number for number, text in enumerate(told) if words in text)
        for words in (NOTE, "continue here", ON_THE_PAGE, "bill of March", BY_LETTER, LETTER)
    ]
    assert found == sorted(found)
    known = (await stage.card("billing", "2 more messages in the thread"))["text"]
    assert "nverified sender" not in known
    assert all(account in known for account in ("Linked accounts:", "Private page Ana", f"E-mail {ANA}"))


async def nothing_private_went_out(story: Story) -> None:
    """No byte of it to any public network, on lines that hear what is public on each of them."""
    await x_goes_on(story.stage)
    await discord_goes_on(story.world, story.stage)
    await bluesky_goes_on(story.world, story.stage)
    await mastodon_goes_on(story.world, story.stage)
    await meta_goes_on(story.world, story.stage, "facebook", "Facebook")
    assert {title for title, line in story.lines.items() if line.heard(answer_on(title))} == set(PUBLIC)
    assert [
        (title, words) for title, line in story.lines.items() for words in PRIVATE if line.heard(words)
    ] == []
    gateway = str(story.world.sandbox.discord_gateway.identified)
    assert [words for words in PRIVATE if words in gateway] == []
