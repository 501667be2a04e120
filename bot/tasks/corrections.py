"""Correction and deletion of public replies; both are idempotent, so a second attempt just repeats them."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from bot.case import (
    Case,
    Reply,
    may_still_correct,
    record_corrected,
    record_deleted,
    record_not_corrected,
    record_not_deleted,
)
from bot.case.reply_model import Correction
from bot.delivery import CannotTell, Declined, NotSent
from bot.jobs.job import Job
from bot.mention import Mention
from bot.networks import SocialNetwork
from bot.tasks.context import TaskContext
from bot.tasks.replies import may_be_tried, network_of, raise_for_later

PERHAPS_DONE = "An earlier attempt may have succeeded. Check the public reply."
Act = Callable[[SocialNetwork, Mention, Reply, Correction], Awaitable[object]]


async def correct(context: TaskContext, job: Job) -> None:
    """Replace the public text of a reply."""

    async def put(network: SocialNetwork, post: Mention, reply: Reply, change: Correction) -> None:
        await network.edit_reply(post, reply.native_id, change.text)

    (case, asked), change = await context.case_and_event(job), job.data["event"]
    if why := await _tried(context, job, case, asked.at, put):
        await context.book.do(case.number, context.ask(job), record_not_corrected, change=change, why=why)
    else:
        await context.book.do(case.number, context.ask(job), record_corrected, change=change)


async def delete(context: TaskContext, job: Job) -> None:
    """Delete a public reply."""

    async def take(network: SocialNetwork, post: Mention, reply: Reply, change: Correction) -> None:
        await network.delete_reply(post, reply.native_id)

    (case, asked), change = await context.case_and_event(job), job.data["event"]
    if why := await _tried(context, job, case, asked.at, take):
        await context.book.do(case.number, context.ask(job), record_not_deleted, change=change, why=why)
    else:
        await context.book.do_with_event_log(case.number, context.ask(job), record_deleted, change=change)


async def _tried(context: TaskContext, job: Job, case: Case, since: datetime, act: Act) -> str:
    """Return why it cannot be done; empty when it is done. Raise NotSent or CannotTell while a retry makes sense."""
    reply = case.changing(job.data["event"])
    if reply is None or reply.correction is None:
        return ""
    try:
        await _once(context, job, case, reply, reply.correction, act)
    except Declined as refusal:
        return refusal.why
    except (NotSent, CannotTell) as trouble:
        if may_be_tried(context, job, since, trouble):
            raise_for_later(job, trouble)
        return trouble.why
    return ""


async def _once(
    context: TaskContext, job: Job, case: Case, reply: Reply, change: Correction, act: Act
) -> None:
    if why := may_still_correct(case, change):
        raise Declined(why if job.attempts == 1 else f"{why} {PERHAPS_DONE}")
    network, post = network_of(context, case, reply), case.answered(reply)
    if post is None:
        raise Declined(
            "The case no longer keeps the post that this reply answers. Edit the reply on the network itself."
        )
    await act(network, post, reply, change)
