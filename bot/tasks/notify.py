"""Late notifications: people whom a card could not notify because Slack could not say who they are."""

from bot.case import Case, Status
from bot.case.serialization import thread_from_json
from bot.jobs.from_events import NOTIFY_AFTER
from bot.jobs.job import Job
from bot.outbox import RunAgain
from bot.slack.views.inform import waiting_message
from bot.tasks.context import TaskContext


async def notify(context: TaskContext, job: Job) -> RunAgain | None:
    """Notify them in the thread, once, unless the case was claimed or moved meanwhile.

    The card says that they are not notified yet, until it is redrawn.
    """
    case, shown = await context.case_and_event(job)
    if case.thread != thread_from_json(shown.data["thread"]):
        return None
    found = await context.desk.reach(shown.data["unnotified"])
    if found.missed:
        return RunAgain(context.now() + NOTIFY_AFTER)
    if found.notifies and _waits(case):
        await context.desk.say(
            case.thread, waiting_message(case, found.elements), key=job.key, again=job.attempts > 1
        )
    await context.book.redraw(case.number, context.now())
    return None


def _waits(case: Case) -> bool:
    return case.status is Status.WAITING and not case.snoozed
