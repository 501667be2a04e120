"""A reply that did not get through goes out by itself, once its network takes it."""

import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.app import Baton, Patience
from bot.services.edits import changes_of
from tests.journeys.stage import Json, Stage, Wall, playing, settled, until
from tests.wire.bluesky.pds import APP_PASSWORD, Pds, small_bluesky
from tests.wire.bluesky.town import OURS
from tests.wire.mastodon.instance import TOKEN, US, Instance, running_instance

ANSWER = "Sorry Mira, the second charge is on its way back to you."
SOON = Patience(search_pauses=(0.05, 0.1))
CREATE = "com.atproto.repo.createRecord"
POSTING = "POST /api/v1/statuses"


@dataclass
class Played:
    """Baton on X, Bluesky and Mastodon; its clock is the wall's."""

    stage: Stage
    baton: Baton
    pds: Pds
    instance: Instance
    wall: Wall
    posts: dict[str, str] = field(default_factory=dict)

    async def claimed(self, network: str) -> Json:
        """The card of a case on that network, which Aino has."""
        words = "my bill is wrong, I was charged twice, refund please"
        if network == "bluesky":
            self.posts[network] = self.pds.town.mention("mira.bakes.example", words).uri
        elif network == "mastodon":
            self.posts[network] = self.instance.post("mira_bakes", f"@{US} {words}")
        else:
            self.posts[network] = await self.stage.customer("ana", f"@larkspur_help {words}")
        card = await self.stage.card("billing", "charged twice")
        await self.stage.agent("U0AINO").press("claim", card)
        return card

    def fail(self, network: str, kind: str, times: int = 1) -> None:
        for _ in range(times):
            if network == "bluesky":
                self.pds.faults.arm(CREATE, kind)
            elif network == "mastodon":
                self.instance.fail(POSTING, kind)
            else:
                self.stage.sandbox.faults.arm("POST /2/tweets", kind, seconds=900)

    async def public(self, network: str) -> list[str]:
        if network == "bluesky":
            return self.pds.town.answers(self.pds.town.posts[self.posts[network]])
        if network == "mastodon":
            replies = self.instance.replies_to(self.posts[network])
            return [self.instance.typed[reply["id"]].removeprefix("@mira_bakes ") for reply in replies]
        return await self.stage.public_answers()

    async def tried(self, network: str, times: int) -> bool:
        """Whether so many tries have failed by now, and the reply waits for the next one."""
        calls = self.pds.asked_for(CREATE) if network == "bluesky" else self.instance.asked(POSTING)
        return len(calls) >= times and await self.waits()

    async def waits(self) -> bool:
        """Whether the reply waits for its next try."""
        rows = await self.baton.store.transact(
            lambda tx: tx.sql.rows("select leased_until from jobs where kind = 'reply' and attempts > 0")
        )
        return bool(rows) and rows[0]["leased_until"] is None


@pytest.fixture
async def played(tmp_path: Path) -> AsyncIterator[Played]:
    wall = Wall()
    async with AsyncExitStack() as stack:
        pds = await stack.enter_async_context(small_bluesky())
        instance = await stack.enter_async_context(running_instance())
        settings = {
            "BLUESKY_HANDLE": OURS,
            "BLUESKY_APP_PASSWORD": APP_PASSWORD,
            "BLUESKY_SERVICE_URL": pds.url,
            "BLUESKY_POLL_SECONDS": "0.3",
            "MASTODON_URL": instance.url,
            "MASTODON_ACCESS_TOKEN": TOKEN,
            "MASTODON_POLL_SECONDS": "0.3",
        }
        database = f"sqlite:///{tmp_path / 'baton.db'}"
        stage, baton = await stack.enter_async_context(playing(database, tmp_path, SOON, wall, **settings))
        yield Played(stage, baton, pds, instance, wall)


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
@pytest.mark.parametrize("fault", ["500", "reset", "html", "malformed", "500_after", "malformed_after"])
async def test_a_reply_in_doubt_is_looked_for_and_sent_without_a_person_where_a_look_is_certain(
    played: Played, network: str, fault: str
) -> None:
    card = await played.claimed(network)
    played.fail(network, fault)
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    await played.stage.said(card, "Sent on")
    assert await played.public(network) == [ANSWER]
    await until(lambda: settled(played.baton))
    assert not any(
        "We couldn't confirm delivery." in said["text"] for said in await played.stage.thread(card)
    )


@pytest.mark.parametrize("network", ["bluesky", "mastodon"])
async def test_a_network_that_is_in_trouble_for_minutes_gets_the_reply_when_it_is_back(
    played: Played, network: str
) -> None:
    """It was given up after 45 seconds."""
    card = await played.claimed(network)
    played.fail(network, "500", times=8)
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    for tries in range(1, 9):
        await until(lambda tries=tries: played.tried(network, tries))  # type: ignore[misc]
        played.wall.put_forward(played.baton, timedelta(seconds=35))
    await played.stage.said(card, "Sent on")
    assert await played.public(network) == [ANSWER]


async def test_a_network_that_stays_in_trouble_gets_no_reply_and_its_writer_hears_why(played: Played) -> None:
    card = await played.claimed("bluesky")
    played.fail("bluesky", "500", times=60)
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    await until(played.waits)
    played.wall.put_forward(played.baton, timedelta(minutes=11))
    said = await played.stage.said(card, "Not sent")
    assert "Bluesky answered with an error (500)" in said["text"]
    assert await played.public("bluesky") == []


@pytest.mark.parametrize("network", ["bluesky", "mastodon", "x"])
async def test_a_used_up_limit_says_until_when_and_the_reply_goes_then(played: Played, network: str) -> None:
    """Pitfall 43."""
    card = await played.claimed(network)
    if network == "bluesky":
        played.pds.faults.busy_until[CREATE] = time.time() + 900
    else:
        played.fail(network, "429")
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    said = await played.stage.said(card, "Waiting to send on")
    assert "our rate limit is used up" in said["text"]
    assert "until" in said["text"]
    assert await played.public(network) == []
    played.pds.faults.busy_until.clear()
    played.wall.put_forward(played.baton, timedelta(seconds=905))
    await played.stage.said(card, "Sent on")
    assert await played.public(network) == [ANSWER]
    (told,) = [m for m in await played.stage.thread(card) if ANSWER in m["text"]]
    assert "Waiting" not in told["text"]


async def test_two_replies_that_wait_for_one_limit_both_say_so(played: Played) -> None:
    first = await played.claimed("bluesky")
    second = played.pds.town.mention("tomas.w.example", "my bill is wrong too, refund!")
    other = await played.stage.card("billing", "wrong too")
    await played.stage.agent("U0AINO").press("claim", other)
    played.pds.faults.busy_until[CREATE] = time.time() + 900
    await played.stage.agent("U0AINO").answer(first, ANSWER)
    await played.stage.agent("U0AINO").answer(other, "Sorry Tomas.")
    for card in (first, other):
        await played.stage.said(card, "Waiting to send on Bluesky")
    played.pds.faults.busy_until.clear()
    played.wall.put_forward(played.baton, timedelta(seconds=905))
    for card in (first, other):
        await played.stage.said(card, "Sent on Bluesky")
    assert played.pds.town.answers(second) == ["Sorry Tomas."]


async def test_a_reply_that_waited_while_its_customer_wrote_again_is_looked_at_first(played: Played) -> None:
    """Pitfall 53."""
    card = await played.claimed("bluesky")
    played.pds.faults.busy_until[CREATE] = time.time() + 900
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    await played.stage.said(card, "Waiting to send on Bluesky")
    played.pds.town.mention("mira.bakes.example", "never mind, it has arrived")
    await played.stage.said(card, "it has arrived")
    played.pds.faults.busy_until.clear()
    played.wall.put_forward(played.baton, timedelta(seconds=905))
    said = await played.stage.said(card, "Not sent")
    assert "The customer wrote again while this reply waited" in said["text"]
    assert await played.public("bluesky") == []


@pytest.mark.parametrize(
    "closed", ["spam", "no answer needed: it was a mistake", "answered elsewhere: by phone"]
)
async def test_a_reply_that_waits_does_not_go_out_once_its_case_is_closed_without_it(
    played: Played, closed: str
) -> None:
    card = await played.claimed("bluesky")
    aino = played.stage.agent("U0AINO")
    played.pds.faults.busy_until[CREATE] = time.time() + 900
    await aino.answer(card, ANSWER)
    await played.stage.said(card, "Waiting to send on Bluesky")
    answer = await aino.command("billing", f"/resolve 1001 {closed}")
    assert "is resolved" in answer["reply"]["text"]
    played.pds.faults.busy_until.clear()
    played.wall.put_forward(played.baton, timedelta(seconds=905))
    said = await played.stage.said(card, "Not sent")
    assert f"resolved as “{closed.split(':')[0]}” while this reply waited" in said["text"]
    assert await played.public("bluesky") == []


async def test_a_reply_that_waits_is_looked_at_again_when_its_customer_changes_the_post(
    played: Played,
) -> None:
    card = await played.claimed("x")
    played.fail("x", "429")
    await played.stage.agent("U0AINO").answer(card, ANSWER)
    await played.stage.said(card, "Waiting to send on X")
    post = (await played.baton.context.book.case(1001)).first
    edited = changes_of("x", [replace(post, text="my bill is right after all")], [])
    await played.baton.intake.take((), played.wall(), changes=edited)
    played.wall.put_forward(played.baton, timedelta(seconds=905))
    said = await played.stage.said(card, "Not sent")
    assert "The customer edited the post while this reply waited" in said["text"]
    assert await played.public("x") == []
