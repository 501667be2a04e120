"""Training of the sentiment classifier, once for many corrections."""

from bot.jobs.job import Job
from bot.tasks.context import TaskContext


async def train(context: TaskContext, job: Job) -> None:
    """Train on all corrections; every process loads the result soon after."""
    await context.training.train(context.ask(job))
