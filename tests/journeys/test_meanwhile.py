"""People act on a case while Baton speaks with Slack, whose answer may be lost: in the end all is in its place."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bot.app import Baton, Patience
from sandbox.slack import conversation
from tests.journeys.side_by_side import side_by_side
from tests.journeys.stage import Stage, playing, settled, until
from tests.journeys.standing import all_is_told_once, one_card_stands_open, posted_by_baton
from tests.journeys.test_edits import found_gone

POST = "@larkspur_help my bill is wrong, I was charged twice for the violet teapot"
FURTHER = "@larkspur_help the crimson saucer is gone too"
POSTING = "chat.postMessage"
CLAIM, RESOLVE = "/claim 1001", "/resolve 1001 spam"
TO_OUTAGE = "/handover 1001 outage the line is down"
TO_SERVICE = "/handover 1001 service it is the router"
TO_SERVICE_AGAIN = "/handover 1001 service it is the router, truly"
TO_PRESS = "/handover 1001 press a journalist asks"
TO_BILLING = "/handover 1001 billing it is the bill"
SEND_BACK = "/baton refuse 1001 not ours"
WITHDRAW, ADD, DELETE_CARD = "the post is withdrawn", "a further post comes", "the card is deleted"
SOON = Patience(search_pauses=(0.1, 0.2))
# A dozen stories at once look at X a little less often each.
CALM = {"X_POLL_SECONDS": "0.4"}


@dataclass(frozen=True)
class Held:
    """The `nth` message that Baton posts, the card itself or after its card stood and this was done (`after`), waits
    for Slack's answer. It is posted by then (`posted`), and the answer comes (`answered`) or is lost."""

    nth: int = 1
    after: tuple[str, ...] = ()
    posted: bool = True
    answered: bool = False


CARD, CARD_ANSWERED, NO_CARD = Held(), Held(answered=True), Held(posted=False)
# After a hand-over: its farewell, the card, the story.
FAREWELL, SECOND_CARD, STORY = (Held(nth, (TO_OUTAGE,)) for nth in (1, 2, 3))
SECOND_CARD_ANSWERED = Held(2, (TO_OUTAGE,), answered=True)
CARD_ANEW = Held(after=(DELETE_CARD, CLAIM))
STORIES: dict[str, tuple[Held, tuple[str, ...]]] = {
    "claimed": (CARD, (CLAIM,)),
    "handed over": (CARD, (TO_SERVICE,)),
    "handed over twice": (CARD, (TO_SERVICE, TO_PRESS)),
    "there and back": (CARD, (TO_SERVICE, TO_BILLING)),
    "to and fro": (CARD_ANSWERED, (TO_SERVICE, TO_BILLING, TO_SERVICE_AGAIN)),
    "handed over and withdrawn": (CARD, (TO_SERVICE, WITHDRAW)),
    "handed over with a further post": (NO_CARD, (ADD, TO_SERVICE)),
    "handed on after the farewell": (FAREWELL, (TO_SERVICE,)),
    "handed on from the second card": (SECOND_CARD, (TO_SERVICE, CLAIM)),
    "sent back to the second card": (SECOND_CARD_ANSWERED, (TO_SERVICE, SEND_BACK)),
    "handed on after the story, and withdrawn": (STORY, (TO_SERVICE, WITHDRAW)),
    "resolved where the card was deleted": (CARD_ANEW, (RESOLVE,)),
}


async def test_one_card_stands_open_and_all_is_told_once(database_url: str, tmp_path: Path) -> None:
    stories = {name: partial(_play, tmp_path, *story) for name, story in STORIES.items()}
    await side_by_side(database_url, stories)


async def test_a_case_handed_over_before_any_card_stood_takes_what_happened_along(tmp_path: Path) -> None:
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as (stage, baton):
        await _act(stage, baton, NO_CARD, (ADD, TO_SERVICE))
        story = await stage.said(await stage.card("service"), "History")
        assert FURTHER in story["text"]
        assert "it is the router" in story["text"]


async def _play(tmp_path: Path, held: Held, deeds: tuple[str, ...], database: str) -> None:
    async with playing(database, tmp_path, **CALM) as (stage, baton):
        await _act(stage, baton, held, deeds)
        await one_card_stands_open(stage, baton)
        await all_is_told_once(stage, baton)
        if WITHDRAW in deeds:
            assert "violet teapot" not in str(posted_by_baton(stage))


async def _act(stage: Stage, baton: Baton, held: Held, deeds: tuple[str, ...]) -> None:
    """All of the story, until nothing is left to do."""
    faults = stage.sandbox.faults
    arm = partial(faults.arm, POSTING, "hold_after" if held.posted else "hold", times=held.nth)
    if not held.after:
        arm()
    post = await stage.customer("ana", POST)
    if held.after:
        await stage.card("billing")
        await until(lambda: settled(baton))
        arm()
        await _do(stage, baton, held.after, post)
    for _ in range(held.nth - 1):
        await faults.held()
        faults.release()
    await faults.held()
    await _do(stage, baton, deeds, post)
    faults.release(drop=not held.answered)
    await until(lambda: settled(baton))


async def _do(stage: Stage, baton: Baton, deeds: tuple[str, ...], post: str) -> None:
    for deed in deeds:
        if deed == ADD:
            await stage.customer("ana", FURTHER, in_reply_to=post)
            await until(lambda: _happened(baton, "joined"))
        elif deed == WITHDRAW:
            await stage.post("/page/town/delete", id=post)
            await found_gone(baton)
            await until(lambda: _happened(baton, "withdrawn"))
        elif deed == DELETE_CARD:
            slack = stage.sandbox.slack
            (card,) = slack.channels["C0BILLING"].messages.values()
            conversation.delete(slack, slack.channels["C0BILLING"], card)
        else:
            assert "reply" in await stage.agent("U0RUTH").command("billing", deed)


async def _happened(baton: Baton, kind: str) -> bool:
    return kind in [event.kind for event in await baton.store.transact(lambda tx: tx.event_log(1001))]


async def test_a_reply_under_way_when_its_case_is_handed_over_is_told_of_where_it_was_written(
    tmp_path: Path,
) -> None:
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path, SOON) as (stage, baton):
        aino, faults = stage.agent("U0AINO"), stage.sandbox.faults
        await stage.customer("ana", POST)
        card = await stage.card("billing")
        await aino.press("claim", card)
        faults.arm("POST /2/tweets", "hold")
        await aino.answer(card, "It is on its way back.")
        await faults.held()
        await aino.command("billing", TO_SERVICE)
        there = await stage.card("service")
        story = await stage.said(there, "History")
        faults.release(drop=True)
        await stage.said(card, "We couldn't confirm delivery.")
        await until(lambda: settled(baton))
        await stage.said(card, "we couldn't confirm that your reply on X was posted")
        assert [message["text"] for message in await stage.thread(there)] == [story["text"]]
        assert "Reply (in progress, see the earlier thread" in story["text"]
        assert card["ts"].replace(".", "") in story["text"]


async def test_what_comes_under_a_card_that_somebody_deleted_unheard_is_said_under_the_new_one(
    tmp_path: Path,
) -> None:
    """Pitfall 14."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as (stage, baton):
        post = await stage.customer("ana", POST)
        await stage.card("billing")
        await until(lambda: settled(baton))
        await _unheard(stage, baton, DELETE_CARD, post)
        await _do(stage, baton, (ADD,), post)
        await until(lambda: settled(baton))
        (card,) = await stage.cards("billing")
        await stage.said(card, FURTHER)
        await all_is_told_once(stage, baton)


async def test_a_card_that_somebody_deleted_unheard_holds_up_no_hand_over(tmp_path: Path) -> None:
    """Pitfall 14."""
    async with playing(f"sqlite:///{tmp_path / 'baton.db'}", tmp_path) as (stage, baton):
        post = await stage.customer("ana", POST)
        await stage.card("billing")
        await until(lambda: settled(baton))
        await _unheard(stage, baton, DELETE_CARD, post)
        await _do(stage, baton, (TO_SERVICE,), post)
        await until(lambda: settled(baton))
        await all_is_told_once(stage, baton)
        assert await stage.alerts() == []


async def _unheard(stage: Stage, baton: Baton, deed: str, post: str) -> None:
    """Done while Baton does not hear what Slack tells it."""
    address, stage.sandbox.bot_url = stage.sandbox.bot_url, None
    await _do(stage, baton, (deed,), post)
    await stage.sandbox.delivered()
    stage.sandbox.bot_url = address
