"""A post was changed or taken away: every message of ours in Slack that shows it follows."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat

from msgspec.structs import replace

from bot.case import Case, Event, Thread
from bot.case.codec import mention_to_json
from bot.case.following import key_in, posts_in
from bot.desk import Message
from bot.desk.card import draw_moved
from bot.desk.following import draw_kept_in_slack
from bot.desk.story import NOTHING_LEFT, PAGES, draw_story
from bot.desk.thread import draw_event
from bot.errands.tools import Tools
from bot.job import Declined, Job, Receipt
from bot.mention import Mention
from bot.store.tx import Tx

GONE = {"message_not_found", "thread_not_found"}
Shown = tuple[Receipt, Message]


async def retell(tools: Tools, job: Job) -> None:
    """Draw anew what shows the post: its own message, the stories of hand-overs, the cards the case left.

    The card is drawn by a job of its own. A message that Slack lets us change no more is named in the thread, for a
    person to delete.
    """
    case, happened = await tools.case_and_event(job)
    journal, receipts = await tools.book.store.transact(lambda tx: _told(tx, case.number))
    shown = [*_moved(case, tools), *_shown(case, happened, journal, receipts)]
    kept = [receipt.url for receipt, message in shown if not await _edited(tools, receipt, message)]
    if kept and case.thread:
        key = f"{job.key}/kept"
        await tools.desk.say(case.thread, draw_kept_in_slack(kept), key=key, again=job.attempts > 1)


def _told(tx: Tx, number: int) -> tuple[list[Event], dict[str, Receipt]]:
    journal = tx.journal(number)
    keys = [key for event in journal for key in _keys(number, event)]
    return journal, tx.receipts(keys)


def _keys(number: int, event: Event) -> list[str]:
    """Under which keys an event's messages that show posts were said."""
    if event.kind == "shown":
        return [f"{number}@slack/{event.number}/story/{part}" for part in range(PAGES + 1)]
    return [f"{number}@slack/{event.number}/say"] if "mention" in event.data else []


def _moved(case: Case, tools: Tools) -> Iterator[Shown]:
    for left in case.earlier_threads:
        yield Receipt(f"{left.channel}/{left.ts}", left.url, tools.now()), draw_moved(case, left)


def _shown(
    case: Case, happened: Event, journal: Sequence[Event], receipts: Mapping[str, Receipt]
) -> Iterator[Shown]:
    post = posts_in(journal)[key_in(happened)]
    for event in journal:
        keys = _keys(case.number, event)
        for receipt, message in zip(
            map(receipts.get, keys), _messages(case, event, journal, post), strict=False
        ):
            if receipt:
                yield receipt, message


def _messages(case: Case, event: Event, journal: Sequence[Event], post: Mention) -> Iterator[Message]:
    """How an event's messages that show the post read now, as many of them as were said."""
    if event.kind == "shown":
        yield from chain(draw_story(case, journal, until=event.number), repeat(NOTHING_LEFT))
    elif _shows(event, post):
        as_it_is = replace(event, data=event.data | {"mention": mention_to_json(post)})
        yield from filter(None, [draw_event(case, as_it_is)])


def _shows(event: Event, post: Mention) -> bool:
    told = event.data.get("mention")
    return told is not None and (told["network"], told["native_id"]) == (post.network, post.native_id)


async def _edited(tools: Tools, receipt: Receipt, message: Message) -> bool:
    """Whether the message follows now, or is gone anyway; False when Slack keeps it as it is."""
    channel, _, ts = receipt.native_id.partition("/")
    try:
        await tools.desk.edit(Thread(channel, ts, ""), ts, message)
    except Declined as refusal:
        return refusal.code in GONE
    return True
