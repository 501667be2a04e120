"""Training of the sentiment classifier, once for many corrections."""

from bot.jobs.job import Job
from bot.tasks.context import TaskContext


async def learn(context: TaskContext, job: Job) -> None:
    """Train on all corrections; every process loads the result soon after."""
    await context.teaching.learn(context.ask(job))
