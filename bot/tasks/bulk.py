"""The rest of the work on many cases at once, with its progress in the window of the person who asked."""

from bot.case.bulk import Bulk
from bot.delivery import CannotTell, Declined, NotSent
from bot.jobs.job import Job
from bot.outbox import RunAgain
from bot.services.bulk import SeenBy, go_on, powers_of
from bot.slack.views.bulk import result_window
from bot.tasks.context import TaskContext


async def bulk(context: TaskContext, job: Job) -> RunAgain | None:
    """Work on one chunk of cases, show how far it is, and come back while any is left."""
    name = job.data["bulk"]
    work = await context.book.store.transact(lambda tx: tx.bulk(name))
    if work is None:
        return None
    powers = await powers_of(work.person, context.roster, context.rules(), context.now())
    book = context.book.seen_by(SeenBy(work.person, context.sees))
    work = await go_on(book, work, powers, context.now())
    await _show(context, work)
    return RunAgain(context.now()) if work.left else None


async def _show(context: TaskContext, work: Bulk) -> None:
    """Draw the progress. A person who closed the window finds the result on the Home tab."""
    try:
        await context.desk.draw_window(work.id, result_window(work, context.rules()))
    except (Declined, NotSent, CannotTell):
        return
