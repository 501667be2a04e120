"""Tasks of the way back to marketing: the progress under an escalated message, and its escalator's notifications."""

from datetime import timedelta
from hashlib import sha256
from typing import NamedTuple

import structlog
from msgspec import json
from msgspec.structs import replace

from bot.case import Case, Thread
from bot.case.handling_model import Escalation
from bot.case.notifications import NOWHERE, Notice
from bot.case.source import ENDED, is_followed
from bot.delivery import Declined, Receipt
from bot.jobs.job import Job
from bot.jobs.source import NEWS, source_key
from bot.outbox import RunAgain, Spared
from bot.services.notifications import as_chosen
from bot.slack import Message
from bot.slack.views.escalate import escalated_message, escalated_modal
from bot.slack.views.source_reply import (
    draw_answered,
    draw_answered_directly,
    draw_ended,
    draw_ended_directly,
    draw_open_again,
    draw_source_reply,
)
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)
# How long a window waits for the case's thread, and the seconds between two looks for it.
WINDOW_WAITS, SOON = timedelta(seconds=30), 0.3


class News(NamedTuple):
    """A notification of an escalator: for the thread of the source, and as a direct message."""

    there: Message
    directly: Message


async def show_progress(context: TaskContext, job: Job) -> Spared | None:
    """Post the progress of an escalation in the thread of its source, or update it to the present state.

    Where Baton can no longer post, or the message was deleted, the escalation goes on without it.
    """
    case, escalation = await _escalated(context, job)
    if escalation is None:
        return Spared()
    key = source_key(case.number, escalation.number)
    said, drawn = await _known(context, key)
    message = await _progress(context, case, escalation)
    if drawn == _digest(message):
        return Spared()
    try:
        if said:
            channel, _, ts = said.native_id.rpartition("/")
            await context.desk.edit(Thread(channel, escalation.ts, ""), ts, message)
        else:
            said = await _say(context, job, escalation, message, key)
    except Declined as refusal:
        _log_refusal(job, refusal)
        return None
    await _keep(context, key, said, message)
    return None


async def show_in_window(context: TaskContext, job: Job) -> RunAgain | None:
    """Show what came of an escalation in its escalator's window, with the way to the thread as soon as there is one.

    Slack opens the window after it got our answer, and the escalator may have closed it.
    """
    case = await context.case(job)
    moved_at = case.brought.at if case.brought else case.opened_at
    if case.thread is None and context.now() < moved_at + WINDOW_WAITS:
        return RunAgain(context.later(SOON))
    hidden = [each for each in case.escalations[-1:] if not await context.sees(each.by, case)]
    shown = escalated_message(
        replace(case, thread=None) if hidden else case,
        _title(context, case.route.team),
        is_followed=is_followed(case),
    )
    try:
        await context.desk.draw_window(job.data["window"], escalated_modal(shown, job.data["window"]))
    except Declined as refusal:
        if refusal.of_platform:
            raise
    return None


async def notify_answered(context: TaskContext, job: Job) -> Receipt | Spared | None:
    """Notify the escalator, once, that the customer got an answer."""
    case, escalation = await _escalated(context, job)
    if escalation is None or await _was_done(context, job):
        return Spared()
    team = _title(context, escalation.team)
    is_open, sees = await _is_open(context, case, escalation), await context.sees(escalation.by, case)
    there = draw_answered(case, escalation, is_open)
    return await _notify(context, job, escalation, News(there, draw_answered_directly(case, team, sees=sees)))


async def notify_ended(context: TaskContext, job: Job) -> Receipt | Spared | None:
    """Notify the escalator, once, that the case was resolved or sent back."""
    case, escalation = await _escalated(context, job)
    if escalation is None or await _was_done(context, job):
        return Spared()
    team, back_to = _title(context, escalation.team), _title(context, case.route.team)
    is_open, sees = await _is_open(context, case, escalation), await context.sees(escalation.by, case)
    there = draw_ended(case, escalation, back_to, is_open)
    directly = draw_ended_directly(case, escalation, team, back_to, sees=sees)
    return await _notify(context, job, escalation, News(there, directly)) if there and directly else Spared()


async def erase_quotes(context: TaskContext, job: Job) -> Spared | None:
    """Update the notification of the end, whose reason may quote a post that its author deleted."""
    case, escalation = await _escalated(context, job)
    key = source_key(case.number, job.data["escalation"], NEWS[ENDED])
    said = await context.book.store.transact(lambda tx: tx.receipt(key))
    channel, _, ts = said.native_id.rpartition("/") if said else ("", "", "")
    # A direct message, whose receipt names no channel, has no reason in it.
    if escalation is None or not channel:
        return Spared()
    is_open = await _is_open(context, case, escalation)
    message = draw_ended(case, escalation, _title(context, case.route.team), is_open)
    try:
        thread = Thread(channel, escalation.ts, "")
        await context.desk.edit(thread, ts, message or draw_open_again(case, escalation, is_open))
    except Declined as refusal:
        _log_refusal(job, refusal)
    return None


async def _escalated(context: TaskContext, job: Job) -> tuple[Case, Escalation | None]:
    """Return the case and the escalation of a job; None when the case no longer keeps it."""
    case = await context.case(job)
    kept = (each for each in case.escalations if each.number == job.data["escalation"] and each.is_followed)
    return case, next(kept, None)


async def _progress(context: TaskContext, case: Case, escalation: Escalation) -> Message:
    return draw_source_reply(
        case,
        escalation,
        to=_title(context, escalation.team),
        now_with=_title(context, case.route.team),
        is_open=await _is_open(context, case, escalation),
    )


async def _is_open(context: TaskContext, case: Case, escalation: Escalation) -> bool:
    """Return true when readers of the source may see the case: it is in a public channel, or in that very one."""
    here = case.thread is not None and case.thread.channel == escalation.channel
    return here or await context.readers.is_open(case)


async def _notify(context: TaskContext, job: Job, to: Escalation, news: News) -> Receipt | Spared | None:
    """Notify the escalator as they chose; in the thread when Slack refuses the direct message.

    The progress shows the state in any case. A message without a mention would still notify those who follow the
    thread, so there is none for an escalator who is off shift or wants none.
    """
    (chosen,) = await as_chosen(context.book.store, context.roster, [Notice(to.by)], context.now())
    if chosen.media == NOWHERE:
        return Spared()
    sent = await _send(context, job, to.by, news.directly) if chosen.media.direct else None
    if sent and not chosen.media.thread:
        return sent
    try:
        return await _say(context, job, to, news.there, job.key)
    except Declined as refusal:
        _log_refusal(job, refusal)
        return sent


async def _send(context: TaskContext, job: Job, to: str, message: Message) -> Receipt | None:
    """Send a direct message; return None when Slack refuses it."""
    try:
        return await context.desk.send(to, message, key=f"{job.key}/{to}", again=job.attempts > 1)
    except Declined as refusal:
        _log_refusal(job, refusal)
        return None


async def _say(context: TaskContext, job: Job, escalation: Escalation, message: Message, key: str) -> Receipt:
    thread = Thread(escalation.channel, escalation.ts, "")
    # A job that failed for good may have posted it, so a later job searches before its first attempt.
    again = job.attempts > 1 or job.kind == "source_redraw"
    said = await context.desk.say(thread, message, key=key, again=again)
    return replace(said, native_id=f"{escalation.channel}/{said.native_id}")


def _log_refusal(job: Job, refusal: Declined) -> None:
    """Log a refusal of this place; raise it again when Slack as a whole refuses."""
    if refusal.of_platform:
        raise refusal
    log.warning("source_not_updated", job=job.key, why=refusal.why)


async def _was_done(context: TaskContext, job: Job) -> bool:
    return await context.book.store.transact(lambda tx: tx.receipt(job.key)) is not None


async def _known(context: TaskContext, key: str) -> tuple[Receipt | None, str]:
    """Return where the progress is shown, and what it shows; Slack allows only about fifty updates a minute."""
    found = await context.book.store.transact(lambda tx: tx.receipts([key, f"{key}/drawn"]))
    drawn = found.get(f"{key}/drawn")
    return found.get(key), drawn.native_id if drawn else ""


async def _keep(context: TaskContext, key: str, said: Receipt, message: Message) -> None:
    """Store where the progress is shown and what it shows."""
    kept = {key: said, f"{key}/drawn": Receipt(_digest(message), "", context.now())}
    await context.book.store.transact(lambda tx: tx.keep_receipts(kept))


def _digest(message: Message) -> str:
    return sha256(json.encode((message.text, message.blocks))).hexdigest()


def _title(context: TaskContext, name: str) -> str:
    """Return a team's title; the name of one that the rules no longer have."""
    team = context.rules().teams.get(name)
    return team.title if team else name
