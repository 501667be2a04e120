"""Slack is too busy, breaks off, answers late or says everything three times: the story ends as without."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from bot.app import Baton, Patience
from bot.case import Ask, Case, fold
from bot.case.notifications import Preference
from tests.journeys.side_by_side import side_by_side
from tests.journeys.stage import (
    CHANNELS,
    PATIENCE,
    Stage,
    a_sandbox,
    at_work,
    number_of,
    playing,
    settled,
    until,
)

POST = "@larkspur_help my bill is wrong, I was charged twice, refund please"
FURTHER = "@larkspur_help and my router is on fire now"
ANSWER = "Sorry, the second charge is on its way back to you."
NOTE = "double billing again"
# Short, so that a slow answer is too slow soon, and long enough for a busy machine where Slack is well.
SOON = Patience(slack=3.0)
SLOWER = 3.5
# A dozen stories at once look at X a little less often each.
CALM = {"X_POLL_SECONDS": "0.4"}


@dataclass(frozen=True)
class Arm:
    """`times` failures of `kind` in the calls of `on`."""

    on: str
    kind: str
    times: int = 1
    seconds: float = 1.0


@dataclass(frozen=True)
class End:
    """What can be seen when the story is over, in Slack, in public and in the journal."""

    cards: list[str]
    said: list[str]
    town: list[str]
    noticed: list[str]
    journal: list[str]


def of_writes(kind: str, seconds: float = 1.0) -> tuple[Arm, ...]:
    """The card, its thread, their redrawing and the words to one person alone, each failing in this way."""
    return (
        Arm("chat.postMessage", kind, 2, seconds),
        Arm("chat.update", kind, 2, seconds),
        Arm("chat.postEphemeral", kind, 1, seconds),
    )


# The ones that wait longest first.
FAULTS: dict[str, tuple[Arm, ...]] = {
    "an answer slower than the timeout": of_writes("slow_after", SLOWER),
    "a call carried out after the timeout": of_writes("slow", SLOWER),
    "a storm of 429": (
        Arm("chat.postMessage", "429", 3),
        Arm("chat.update", "429", 3),
        Arm("chat.postEphemeral", "429"),
        Arm("chat.getPermalink", "429"),
        Arm("conversations.*", "429", 2),
    ),
    "500 after the write": of_writes("500_after"),
    "500 before the write": of_writes("500"),
    "the connection breaks after the write": of_writes("reset_after"),
    "an HTML error page": of_writes("html"),
    "an HTML error page after the write": of_writes("html_after"),
    "half an answer": of_writes("malformed_after"),
    "the look for the key fails": (
        Arm("chat.postMessage", "500_after"),
        Arm("conversations.history", "html"),
    ),
    "the link of a card cannot be had": (Arm("chat.getPermalink", "500"),),
    "the list of channels cannot be had": (Arm("conversations.list", "reset"),),
}
# The card notifies nobody then. Its team would be notified later, and is not, as somebody has the case by that time.
UNNOTIFIED = {
    "the list of groups is refused": (Arm("usergroups.list", "429"),),
    "the list of groups cannot be had": (Arm("usergroups.list", "500"),),
}


async def test_whatever_slack_does_the_story_ends_the_same(database_url: str, tmp_path: Path) -> None:
    """pitfalls 15 and 24; the stories are played side by side, as most of each is waiting"""
    usual = await _story((), tmp_path, database_url)
    assert usual.noticed == ["S0BILLING"]

    async def ends(arms: tuple[Arm, ...], end: End, database: str) -> None:
        assert await _story(arms, tmp_path, database) == end

    unnotified = replace(usual, noticed=[])
    stories = {name: partial(ends, arms, unnotified) for name, arms in UNNOTIFIED.items()}
    stories |= {name: partial(ends, arms, usual) for name, arms in FAULTS.items()}
    await side_by_side(database_url, stories)


async def test_every_event_three_times_and_out_of_order_changes_nothing(
    database_url: str, tmp_path: Path
) -> None:
    """pitfalls 15 and 16"""

    async def ends(copies: int, database: str) -> None:
        async with playing(database, tmp_path, **CALM) as (stage, baton):
            stage.sandbox.faults.delivery(copies=copies, shuffle=copies > 1)
            ended.append(await _serve_the_customer(stage, baton))

    ended: list[End] = []
    await side_by_side(database_url, {"once": partial(ends, 1), "three times": partial(ends, 3)})
    assert ended[0] == ended[1]


async def _story(arms: Collection[Arm], tmp_path: Path, database: str) -> End:
    patience = SOON if any(arm.kind.startswith("slow") for arm in arms) else Patience()
    async with playing(database, tmp_path, patience, **CALM) as (stage, baton):
        faults = stage.sandbox.faults
        for arm in arms:
            faults.arm(arm.on, arm.kind, times=arm.times, seconds=arm.seconds)
        end = await _serve_the_customer(stage, baton)
        assert faults.armed == [], "a fault was never met"
        return end


async def _serve_the_customer(stage: Stage, baton: Baton) -> End:
    """From the first post to the end of the case; what can be seen of it then."""
    aino = stage.agent("U0AINO")
    # At any hour, and without a command, which would meet the first fault.
    await baton.store.transact(lambda tx: tx.prefer(aino.user, Preference(off_shift=True)))
    post = await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.say(card, "!claim")
    await aino.say(card, NOTE)
    await aino.answer(card, ANSWER)
    await stage.said(card, "Sent on X")
    await stage.customer("ana", FURTHER, in_reply_to=post)
    await stage.said(card, FURTHER)
    await aino.command("billing", "/resolve 1001 answered")
    await stage.card("billing", "Resolved")
    await stage.sandbox.delivered()
    # Whom a card could not notify Baton asks for again after half a minute.
    await until(lambda: settled(baton), 2 * PATIENCE)
    return await _end(stage, baton)


async def _end(stage: Stage, baton: Baton) -> End:
    cards = [card for channel in CHANNELS for card in await stage.cards(channel)]
    said = [message["text"] for card in cards for message in await stage.thread(card)]
    case = await baton.context.book.case(1001)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert fold(1001, journal) == case
    assert case.stuck == ""
    return End(
        cards=[_timeless(card["text"]) for card in cards],
        said=sorted(map(_timeless, said)),
        town=[post["text"] for post in await stage.town()],
        noticed=[ping.who for ping in stage.sandbox.slack.pings if ping.who != "U0AINO"],
        journal=sorted(event.kind for event in journal),
    )


def _timeless(text: str) -> str:
    """The words without the times and ids in them, and without how long an answer took."""
    return re.sub(r"\d+", "0", re.sub(r"(replied in )[^·\n]+", r"\1", text))


@pytest.mark.parametrize("kind", ["429", "500", "reset", "html"])
async def test_a_note_is_kept_though_slack_does_not_say_who_we_are_when_it_comes(
    tmp_path: Path, kind: str
) -> None:
    """A start asks Slack who Baton is; what comes before the answer is heard all the same."""
    async with a_sandbox() as sandbox:
        sandbox.faults.arm("auth.test", kind, times=99, seconds=600)
        database = f"sqlite:///{tmp_path / 'baton.db'}"
        async with at_work(sandbox, database, tmp_path, {}, SOON) as (stage, baton):
            await stage.customer("ana", POST)
            card = await stage.card("billing")
            await stage.agent("U0AINO").say(card, NOTE)
            await stage.sandbox.delivered()
            assert [fault.on for fault in sandbox.faults.fired][:1] == ["auth.test"]
            journal = await baton.store.transact(lambda tx: tx.event_log(1001))
            assert [event.data["text"] for event in journal if event.kind == "noted"] == [NOTE]


async def test_a_card_given_up_twice_is_stuck_twice_and_the_third_time_it_stands(
    stage: Stage, baton: Baton
) -> None:
    book, faults = baton.context.book, stage.sandbox.faults

    async def stuck() -> Case | None:
        given_up = await baton.store.transact(lambda tx: tx.dead_letters(1001))
        case = await book.case(1001) if given_up else None
        return case if case and case.stuck else None

    faults.arm("chat.postMessage", "error:invalid_blocks")
    await stage.customer("ana", POST)
    await until(stuck)
    await stage.alerted("Baton gave up trying to post the card of case #1001")
    faults.arm("chat.postMessage", "error:invalid_blocks")
    await book.try_again(1001, Ask("U0AINO", baton.context.now(), "the first press"))
    assert (await until(stuck)).thread is None
    await book.try_again(1001, Ask("U0AINO", baton.context.now(), "the second press"))
    await stage.agent("U0AINO").claim("billing", "charged twice")
    await stage.card("billing", "Claimed")
    assert [number_of(card) for card in await stage.cards("billing")] == ["#1001"]
