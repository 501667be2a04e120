"""A team's channel is shared through Slack Connect and gets another id: open cases keep their threads."""

from functools import partial

import pytest

from bot.app import Baton
from bot.store.tx import Tx
from sandbox.slack import conversation
from tests.journeys.stage import Json, Stage, settled, until

NEW = "C0BILLINGSHARED"
POST = "@larkspur_help my bill is wrong, I was charged twice for the violet teapot"


def change_id(stage: Stage, new: str) -> None:
    slack = stage.sandbox.slack
    conversation.share(slack, slack.channel("billing"), new)


async def share(stage: Stage, baton: Baton) -> None:
    """Share the channel once all jobs are done: a card that is being posted follows only two minutes later.

    One that is drawn in the very moment of the change is refused, and that is alerted for good reason.
    """
    await until(partial(settled, baton))
    change_id(stage, NEW)


async def followed(baton: Baton, number: int = 1001, left: frozenset[str] = frozenset({"C0BILLING"})) -> None:
    """Wait until nothing of the case names the channels it left any more."""

    async def look() -> bool:
        case = await baton.context.book.case(number)
        return bool(case.threads) and all(thread.channel not in left for thread in case.threads)

    await until(look)


async def test_an_open_case_goes_on_in_its_thread_when_the_channel_has_another_id(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent("U0AINO")
    post = await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await aino.say(card, "I look into it")
    await share(stage, baton)
    await until(partial(baton.store.transact, Tx.moved_channels))
    there: Json = {**card, "channel": NEW}
    await stage.customer("ana", "@larkspur_help and the saucer?", in_reply_to=post)
    await stage.said(there, "and the saucer?")
    await aino.say(there, "second note")
    await aino.say(there, "!reply Sorry Ana, it is on its way back.")
    shown = await aino.told("Nothing has been sent yet", there)
    await aino.press("review_reply", {**shown, "channel": NEW})
    await aino.submit(await aino.modal("confirm_reply"))
    await stage.said(there, "Sent on X")
    await followed(baton)
    case = await baton.context.book.case(1001)
    assert case.thread is not None
    assert (case.thread.channel, f"/archives/{NEW}/" in case.thread.url) == (NEW, True)
    journal = await baton.store.transact(lambda tx: tx.event_log(1001))
    assert [event.data["text"] for event in journal if event.kind == "noted"] == [
        "I look into it",
        "second note",
    ]
    assert len(await stage.cards("billing")) == 1
    assert await stage.alerts() == []


async def test_a_card_of_the_channel_that_was_handed_on_leads_on_and_its_notes_are_told(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    note = await aino.say(card, "she is right")
    await share(stage, baton)
    there: Json = {**card, "channel": NEW}
    await followed(baton)
    await stage.post("/page/edit", user="U0AINO", channel=NEW, ts=note, text="she was right")
    await aino.press("hand_over", there)
    await aino.submit(await aino.modal("hand_over"), team="service", reason="a lost parcel")
    service = await stage.card("service", "#1001")
    await stage.said(service, "she was right")
    await stage.card("billing", "Handed over")


async def test_new_cases_come_to_the_channel_and_a_case_that_is_resolved_can_be_reopened(
    stage: Stage, baton: Baton
) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await aino.press("claim", card)
    await aino.press("resolve", card)
    await aino.submit(
        await aino.modal("resolve"), resolution="no answer needed", because="spoke on the phone"
    )
    await stage.card("billing", "Resolved")
    await share(stage, baton)
    await stage.customer("gia", "@larkspur_help refund please, charged twice for the kettle")
    await stage.card("billing", "kettle")
    await stage.customer("ana", "@larkspur_help it is wrong again")
    await stage.said({**card, "channel": NEW}, "wrong again")
    assert await stage.alerts() == []


async def test_a_second_change_and_a_redelivered_event_do_no_harm(stage: Stage, baton: Baton) -> None:
    aino = stage.agent("U0AINO")
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    await share(stage, baton)
    await followed(baton)
    # Not by `share`: the first change is followed once more in two minutes.
    change_id(stage, "C0BILLINGTWICE")
    event = {
        "type": "channel_id_changed",
        "old_channel_id": "C0BILLING",
        "new_channel_id": NEW,
        "event_ts": "1.1",
    }
    stage.sandbox.slack.emit(event)
    stage.sandbox.slack.emit(event)
    there: Json = {**card, "channel": "C0BILLINGTWICE"}
    await aino.press("claim", there)
    await stage.card("billing", "Claimed")
    await aino.say(there, "a note")
    # Each change is followed by a job of its own.
    await followed(baton, left=frozenset({"C0BILLING", NEW}))
    case = await baton.context.book.case(1001)
    assert [thread.channel for thread in case.threads] == ["C0BILLINGTWICE"]


@pytest.mark.parametrize(
    "bad", [{}, {"old_channel_id": "x", "new_channel_id": "C1"}, {"old_channel_id": "C0BILLING"}]
)
async def test_an_event_that_names_no_channels_is_let_be(stage: Stage, baton: Baton, bad: Json) -> None:
    await stage.customer("ana", POST)
    card = await stage.card("billing", "charged twice")
    stage.sandbox.slack.emit({"type": "channel_id_changed", "event_ts": "1.1", **bad})
    await stage.agent("U0AINO").press("claim", card)
    await stage.card("billing", "Claimed")
