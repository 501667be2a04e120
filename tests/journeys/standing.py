"""What holds of a case in Slack when nothing is left to do: one card stands open, where it is, and all is said once."""

from collections import Counter

from bot.app import Baton
from bot.case import Status, fold
from sandbox.slack.records import Message
from tests.journeys.stage import CHANNELS, Json, Stage
from tests.journeys.windows import pressable_in

# The state as the card shows it.
STATES = {Status.WAITING: "No owner yet", Status.CLAIMED: "Claimed", Status.RESOLVED: "Resolved"}


async def one_card_stands_open(stage: Stage, baton: Baton) -> None:
    """Of case 1001; the cards it left lead to that one."""
    case = await baton.context.book.case(1001)
    cards = [(channel, card) for channel in CHANNELS for card in await stage.cards(channel)]
    ((channel, standing),) = [(channel, card) for channel, card in cards if _can_be_pressed(card)]
    assert f"#{channel}" == case.route.channel
    assert case.thread is not None
    assert case.thread.ts == standing["ts"]
    assert STATES[case.status] in standing["text"]
    for _, card in cards:
        if card is not standing:
            assert "Handed over from" in card["text"]
            assert standing["ts"].replace(".", "") in card["text"]


async def all_is_told_once(stage: Stage, baton: Baton) -> None:
    """Of case 1001: no message stands twice, a hand-over is said where the case left, and nothing is stuck."""
    case = await baton.context.book.case(1001)
    assert fold(1001, await baton.store.transact(lambda tx: tx.event_log(1001))) == case
    assert case.stuck == ""
    assert await baton.store.transact(lambda tx: tx.dead_letters()) == []
    ours = posted_by_baton(stage)
    keys = Counter(message.metadata["event_payload"]["key"] for message in ours if message.metadata)
    assert set(keys.values()) == {1}
    for message in ours:
        if message.thread_ts and message.text.startswith(("#1001 · Handed over from", "#1001 · Sent back")):
            assert message.thread_ts in [left.ts for left in case.earlier_threads]


def posted_by_baton(stage: Stage) -> list[Message]:
    """Every message in Slack that is Baton's."""
    channels = stage.sandbox.slack.channels.values()
    return [message for channel in channels for message in channel.messages.values() if message.bot_id]


def _can_be_pressed(card: Json) -> bool:
    return any(pressable_in(block) for block in card["blocks"])
