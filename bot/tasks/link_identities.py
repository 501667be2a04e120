"""Getting to know a customer: off the way of posts coming in, once the card stands."""

from bot.jobs.job import Job
from bot.services import identities
from bot.tasks.context import TaskContext


async def acquaint(context: TaskContext, job: Job) -> None:
    """Remember whose case it is; ask in its thread of whom they may be the same person."""
    await context.book.store.transact(lambda tx: identities.acquaint(tx, job.data["case"], context.ask(job)))
