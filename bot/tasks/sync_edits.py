"""Sync of edits and deletions: every Slack message that shows the post is updated."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from msgspec.structs import replace

from bot.case import Case, Event
from bot.case.serialization import mention_to_json
from bot.case.verbs.edit import key_in, posts_in
from bot.delivery import Declined, Receipt
from bot.jobs.build import message_keys
from bot.jobs.job import Job
from bot.mention import Mention
from bot.slack import Message
from bot.slack.views.card import draw_moved
from bot.slack.views.edit import draw_kept_in_slack
from bot.slack.views.handoff import draw_bouncing, draw_guidance_wanted
from bot.slack.views.inform import informed_message
from bot.slack.views.thread import draw_event
from bot.slack.views.transcript import NOTHING_LEFT, PAGES, draw_history, referred_to
from bot.store.tx import Tx
from bot.tasks.context import TaskContext

GONE = {"message_not_found", "thread_not_found"}
Shown = tuple[Receipt, Message]


async def sync_edit(context: TaskContext, job: Job) -> None:
    """Redraw everything that shows the post: its message, histories of hand-overs, old cards, and quotes of staff.

    The card is drawn by another job. A message that Slack no longer lets Baton change is named in the thread, so that a
    person can delete it.
    """
    case, happened = await context.case_and_event(job)
    team = context.rules().teams.get(case.route.team)
    title = team.title if team else case.route.team
    event_log = await context.book.store.transact(lambda tx: tx.event_log(case.number))
    names = await context.desk.labels(referred_to(event_log))
    informed = _informed(case, title) if happened.kind != "edited" else ()
    drawn = dict([*_drawn(case, happened, event_log, names), *informed])
    told = await context.book.store.transact(lambda tx: _said(tx, drawn))
    shown = [*_moved(case, context), *told]
    kept = [receipt.url for receipt, message in shown if not await _edited(context, receipt, message)]
    if kept and case.thread:
        key = f"{job.key}/kept"
        await context.desk.say(case.thread, draw_kept_in_slack(kept), key=key, again=job.attempts > 1)


def _said(tx: Tx, drawn: Mapping[str, Message]) -> list[Shown]:
    """Return those of the drawn messages that were posted, each with its location."""
    receipts = tx.receipts(list(drawn))
    return [(receipts[key], message) for key, message in drawn.items() if key in receipts]


def _moved(case: Case, context: TaskContext) -> Iterator[Shown]:
    for left in case.earlier_threads:
        yield Receipt(f"{left.channel}/{left.ts}", left.url, context.now()), draw_moved(case, left)


def _drawn(
    case: Case, happened: Event, event_log: Sequence[Event], names: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """Yield every message that may show or quote the post, by its receipt key."""
    post = posts_in(event_log)[key_in(happened)]
    for event in event_log:
        keys = message_keys(case.number, event.number)
        if event.kind == "shown":
            yield from _story(case, event, event_log, names)
        elif _shows(event, post):
            as_it_is = replace(event, data=event.data | {"mention": mention_to_json(post)})
            yield from _if_any(keys, draw_event(case, as_it_is))
        elif event.number in happened.data.get("struck", ()):
            yield from _if_any(keys, draw_event(case, event))
            yield from _elsewhere(case, event)


def _story(
    case: Case, event: Event, event_log: Sequence[Event], names: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """Yield as many parts as there may be; parts beyond a shortened history are emptied."""
    parts = chain(draw_history(case, event_log, until=event.number, names=names), repeat(NOTHING_LEFT))
    for part, message in zip(range(PAGES + 1), parts, strict=False):
        yield f"{case.number}@slack/{event.number}/story/{part}", message


def _elsewhere(case: Case, event: Event) -> Iterator[tuple[str, Message]]:
    """Yield messages outside the thread; an edit notifies no one again."""
    if event.kind == "guidance_asked":
        yield f"{case.number}@guidance/{event.number}/0/guide", draw_guidance_wanted(case, event, ())
    if event.kind == "handed_over":
        yield f"{case.number}@contested/{event.number}/contested", draw_bouncing(case, event, ())


def _informed(case: Case, title: str) -> Iterator[tuple[str, Message]]:
    """Yield the lines that notified other teams: they name the customer."""
    for team, _ in case.route.inform:
        yield f"{case.number}@inform/{team}/0/inform", informed_message(case, title)


def _if_any(keys: Iterable[str], message: Message | None) -> Iterator[tuple[str, Message]]:
    if message:
        yield from ((key, message) for key in keys)


def _shows(event: Event, post: Mention) -> bool:
    told = event.data.get("mention")
    return told is not None and (told["network"], told["native_id"]) == (post.network, post.native_id)


async def _edited(context: TaskContext, receipt: Receipt, message: Message) -> bool:
    """Return true when the message is updated or gone; false when Slack no longer lets Baton change it."""
    channel, _, ts = receipt.native_id.rpartition("/")
    try:
        await context.desk.amend(channel, ts, message)
    except Declined as refusal:
        if refusal.of_platform:  # this says nothing about the message
            raise
        return refusal.code in GONE
    return True
