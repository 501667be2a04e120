"""Tasks, one for each kind of job: read the current case, act outside, record the outcome."""

from collections.abc import Awaitable, Callable

from bot.delivery import Declined, NotSent, Receipt
from bot.jobs.job import Job
from bot.outbox import RunAgain, Spared
from bot.store import Unreadable
from bot.tasks import (
    alerts,
    assignment,
    bulk,
    cards,
    corrections,
    digests,
    escalation,
    follow_channel,
    handoffs,
    holds,
    link_identities,
    loans,
    notify,
    notify_owner,
    polling,
    read_thread,
    replies,
    review_posts,
    rule_preview,
    source_reply,
    sync_edits,
    train_sentiment,
    unfurl,
)
from bot.tasks.context import TaskContext
from bot.tasks.holds import Holds

__all__ = ["Holds", "TaskContext", "run"]

Outcome = Receipt | RunAgain | Spared | None

TASKS: dict[str, Callable[[TaskContext, Job], Awaitable[Outcome]]] = {
    "show": cards.show,
    "tidy": cards.tidy,
    "redraw": cards.redraw,
    "window": cards.window,
    "say": cards.say,
    "say_again": cards.say_again,
    "settle": cards.settle,
    "story": cards.story,
    "retell": sync_edits.sync_edit,
    "reply": replies.reply,
    "correct": corrections.correct,
    "delete": corrections.delete,
    "look": polling.poll,
    "fetch": polling.fetch,
    "review": review_posts.review,
    "recheck": review_posts.recheck,
    "thread": read_thread.read_thread,
    "alert": alerts.alert,
    "amend_alert": alerts.amend_alert,
    "inform": alerts.inform,
    "tell": alerts.show_notice,
    "alarm": alerts.alarm,
    "probe": holds.probe,
    "notify": notify.notify,
    "notify_owner": notify_owner.notify_owner,
    "acquaint": link_identities.link_identities,
    "preview": rule_preview.preview,
    "tick": escalation.tick,
    "gather": escalation.flush,
    "warn_team": escalation.warn_team,
    "retime": escalation.retime,
    "learn": train_sentiment.train,
    "wake": handoffs.wake,
    "sweep": digests.sweep,
    "sample": digests.sample,
    "resample": digests.resample,
    "contested": handoffs.contested,
    "guide": handoffs.guide,
    "lent": loans.lent,
    "assign": assignment.assign_waiting,
    "take_back": assignment.end_unaccepted,
    "bulk": bulk.bulk,
    "follow_channel": follow_channel.follow,
    "escalated": source_reply.show_in_window,
    "source": source_reply.show_progress,
    "source_redraw": source_reply.show_progress,
    "source_answered": source_reply.notify_answered,
    "source_ended": source_reply.notify_ended,
    "source_erased": source_reply.erase_quotes,
    "unfurl": unfurl.unfurl,
}


# An unknown kind may come from a newer version whose worker is still starting: these tries take about four minutes.
TRIES_OF_UNKNOWN = 8


async def run(context: TaskContext, job: Job) -> Outcome:
    """Carry out one job. Raise NotSent, Declined or CannotTell when that fails."""
    task = TASKS.get(job.kind)
    if task is None:
        unknown = f"This version of Baton has no task for the job kind {job.kind[:40]}. Start the one that queued it."
        raise NotSent(unknown) if job.failures < TRIES_OF_UNKNOWN else Declined(unknown)
    try:
        return await task(context, job)
    except Unreadable as row:
        raise Declined(row.why) from row
