"""Alerts and notices to people: the alert channel, other teams' channels, the person who asked."""

import structlog
from msgspec.structs import replace

from bot.delivery import Declined, Receipt
from bot.jobs.job import Job
from bot.slack import Message
from bot.slack.views.inform import informed_message
from bot.slack.views.text import escape
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)


async def alert(context: TaskContext, job: Job) -> Receipt:
    """Post in the alert channel."""
    message = Message(job.data["text"], tuple(job.data.get("blocks", ())))
    return await context.desk.post(context.alerts, message, key=job.key, again=job.attempts > 1)


async def amend_alert(context: TaskContext, job: Job) -> None:
    """Update an alert to its current state; nothing happens when it was never posted."""
    said = await context.book.store.transact(lambda tx: tx.receipt(job.data["alert"]))
    if said:
        message = Message(job.data["text"], tuple(job.data["blocks"]))
        await context.desk.amend(context.alerts, said.native_id, message)


async def inform(context: TaskContext, job: Job) -> Receipt | None:
    """Post one line in another team's channel; nothing when the customer has deleted every post."""
    case = await context.case(job)
    if case.withdrawn:
        return None
    team = context.rules().teams.get(case.route.team)
    message = informed_message(case, team.title if team else case.route.team)
    return await post_placed(context, job, job.data["channel"], message)


async def post_placed(context: TaskContext, job: Job, channel: str, message: Message) -> Receipt:
    """Post in a channel and return a receipt that names it, so that the message can be edited later."""
    said = await context.desk.post(channel, message, key=job.key, again=job.attempts > 1)
    return replace(said, native_id=f"{channel}/{said.native_id}")


async def show_notice(context: TaskContext, job: Job) -> None:
    """Show one person a message where they asked.

    A refusal, as in a channel without Baton, is only logged. Raise Declined when Slack as a whole refuses.
    """
    data = job.data
    try:
        await context.desk.show_to(data["channel"], data["user"], Message(escape(data["text"])))
    except Declined as refusal:
        if refusal.of_platform:
            raise
        log.warning("asker_not_told", job=job.key, why=refusal.why)


async def alarm(context: TaskContext, job: Job) -> None:
    """Alert people outside Slack, in one of the ways that the settings name. Do nothing if that way is gone."""
    way = context.alarms.get(job.data["way"])
    if way:
        await way(job.data["subject"], job.data["text"])
