"""Identity resolution, done after the card is posted so that it does not delay new posts."""

from bot.jobs.job import Job
from bot.services import identities
from bot.tasks.context import TaskContext


async def link_identities(context: TaskContext, job: Job) -> None:
    """Store the case's customer and propose identity matches in its thread."""
    await context.book.store.transact(
        lambda tx: identities.link_identities(tx, job.data["case"], context.ask(job))
    )
