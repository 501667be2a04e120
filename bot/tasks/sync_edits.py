"""A post was changed or taken away: every message of ours in Slack that shows it follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from msgspec.structs import replace

from bot.case import Case, Event
from bot.case.serialization import mention_to_json
from bot.case.verbs.edit import key_in, posts_in
from bot.delivery import Declined, Receipt
from bot.jobs.build import said_keys
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


async def retell(context: TaskContext, job: Job) -> None:
    """Draw anew what shows the post: its own message, the stories of hand-overs, the cards the case left, and where we
    said what staff wrote that repeated it.

    The card is drawn by a job of its own. A message that Slack lets us change no more is named in the thread, for a
    person to delete.
    """
    case, happened = await context.case_and_event(job)
    team = context.rules().teams.get(case.route.team)
    title = team.title if team else case.route.team
    journal = await context.book.store.transact(lambda tx: tx.journal(case.number))
    names = await context.desk.labels(referred_to(journal))
    informed = _informed(case, title) if happened.kind != "edited" else ()
    drawn = dict([*_drawn(case, happened, journal, names), *informed])
    told = await context.book.store.transact(lambda tx: _said(tx, drawn))
    shown = [*_moved(case, context), *told]
    kept = [receipt.url for receipt, message in shown if not await _edited(context, receipt, message)]
    if kept and case.thread:
        key = f"{job.key}/kept"
        await context.desk.say(case.thread, draw_kept_in_slack(kept), key=key, again=job.attempts > 1)


def _said(tx: Tx, drawn: Mapping[str, Message]) -> list[Shown]:
    """Those of the drawn messages that were said, each with where it was."""
    receipts = tx.receipts(list(drawn))
    return [(receipts[key], message) for key, message in drawn.items() if key in receipts]


def _moved(case: Case, context: TaskContext) -> Iterator[Shown]:
    for left in case.earlier_threads:
        yield Receipt(f"{left.channel}/{left.ts}", left.url, context.now()), draw_moved(case, left)


def _drawn(
    case: Case, happened: Event, journal: Sequence[Event], names: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """All that may show the post or repeat it, under the keys it was said as."""
    post = posts_in(journal)[key_in(happened)]
    for event in journal:
        keys = said_keys(case.number, event.number)
        if event.kind == "shown":
            yield from _story(case, event, journal, names)
        elif _shows(event, post):
            as_it_is = replace(event, data=event.data | {"mention": mention_to_json(post)})
            yield from _if_any(keys, draw_event(case, as_it_is))
        elif event.number in happened.data.get("struck", ()):
            yield from _if_any(keys, draw_event(case, event))
            yield from _elsewhere(case, event)


def _story(
    case: Case, event: Event, journal: Sequence[Event], names: Mapping[str, str]
) -> Iterator[tuple[str, Message]]:
    """As many parts as there may be: of a story that is shorter now the rest says that it is gone."""
    parts = chain(draw_history(case, journal, until=event.number, names=names), repeat(NOTHING_LEFT))
    for part, message in zip(range(PAGES + 1), parts, strict=False):
        yield f"{case.number}@slack/{event.number}/story/{part}", message


def _elsewhere(case: Case, event: Event) -> Iterator[tuple[str, Message]]:
    """What was told outside the thread; nobody is told a second time."""
    if event.kind == "guidance_asked":
        yield f"{case.number}@guidance/{event.number}/0/guide", draw_guidance_wanted(case, event, ())
    if event.kind == "handed_over":
        yield f"{case.number}@contested/{event.number}/contested", draw_bouncing(case, event, ())


def _informed(case: Case, title: str) -> Iterator[tuple[str, Message]]:
    """The lines by which further teams heard of the case: they name its customer."""
    for team, _ in case.route.inform:
        yield f"{case.number}@inform/{team}/0/inform", informed_message(case, title)


def _if_any(keys: Iterable[str], message: Message | None) -> Iterator[tuple[str, Message]]:
    if message:
        yield from ((key, message) for key in keys)


def _shows(event: Event, post: Mention) -> bool:
    told = event.data.get("mention")
    return told is not None and (told["network"], told["native_id"]) == (post.network, post.native_id)


async def _edited(context: TaskContext, receipt: Receipt, message: Message) -> bool:
    """Whether the message follows now, or is gone anyway; False when Slack keeps it as it is."""
    channel, _, ts = receipt.native_id.rpartition("/")
    try:
        await context.desk.amend(channel, ts, message)
    except Declined as refusal:
        if refusal.of_platform:  # this says nothing about the message
            raise
        return refusal.code in GONE
    return True
