"""Notifications of the people whom an event concerns: by the thread's message, and by direct messages."""

from collections.abc import Collection, Sequence

import structlog

from bot.case import Case, Event, Thread
from bot.case.notifications import Way, only_notifies
from bot.delivery import Declined
from bot.jobs.job import Job
from bot.services.notifications import Addressee, addressees
from bot.slack import Message
from bot.slack.views.correct import Allowed
from bot.slack.views.notification import draw_direct, draw_instead
from bot.slack.views.thread import draw_event
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)
# Slack's error codes that an admin can repair, each with what Baton asks for.
REPAIRED = {
    "missing_scope": "Reinstall the app with the current manifest, which has the scopes im:write and im:history.",
    "messages_tab_disabled": "Turn on the Messages Tab under App Home in the app's settings.",
}


async def draw_calling(context: TaskContext, case: Case, event: Event, allowed: Allowed) -> Message | None:
    """Return the thread's message about an event as it is posted: it notifies whom it concerns.

    None when nothing is to be posted.
    """
    called = await _addressees(context, case, event, (Way.THREAD, Way.BOTH))
    whom = [each.person for each in called if each.media.thread]
    return None if only_notifies(event) and not whom else draw_event(case, event, allowed, whom)


async def notify_owner(context: TaskContext, job: Job) -> None:
    """Send a direct message to each person whom the event concerns, who chose that, and who may see the case now."""
    case, event = await context.case_and_event(job)
    for each in await _addressees(context, case, event, (Way.DIRECT, Way.BOTH)):
        message = draw_direct(case, event, each.person, context.now()) if each.media.direct else None
        if message and await context.sees(each.person, case):
            await _send(context, job, case, event, each, message)


async def _addressees(
    context: TaskContext, case: Case, event: Event, ways: Collection[Way]
) -> Sequence[Addressee]:
    return await addressees(context.book.store, context.roster, case, event, context.now(), ways)


async def _send(
    context: TaskContext, job: Job, case: Case, event: Event, to: Addressee, message: Message
) -> None:
    """Send one direct message. If Slack refuses it, notify the person in the thread, unless that was done."""
    key, again = f"{job.key}/{to.person}", job.attempts > 1
    try:
        await context.desk.send(to.person, message, key=key, again=again)
    except Declined as refusal:
        if refusal.of_platform:
            raise
        log.warning("direct_message_refused", job=job.key, person=to.person, why=refusal.why)
        await _alert(context, refusal)
        if case.thread and not to.media.thread:
            await _call_instead(
                context, case.thread, case, event, to.person, key=f"{key}/thread", again=again
            )


async def _call_instead(
    context: TaskContext, thread: Thread, case: Case, event: Event, to: str, *, key: str, again: bool
) -> None:
    now = context.now()
    first = await context.book.store.transact(lambda tx: tx.first_notice(f"direct/{to}", now))
    if instead := draw_instead(case, event, to, now, first=first):
        await context.desk.say(thread, instead, key=key, again=again)


async def _alert(context: TaskContext, refusal: Declined) -> None:
    """Alert people once to what stops all direct messages; a single person's account is no reason to."""
    if remedy := REPAIRED.get(refusal.code):
        text = f"Baton can't send direct messages. {remedy} Until then it notifies people in the thread."
        await context.alert_of_one(f"direct/{refusal.code}", text)
