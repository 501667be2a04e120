"""Learning from what agents say of moods: once for many of their words."""

from bot.jobs.job import Job
from bot.tasks.context import TaskContext


async def learn(context: TaskContext, job: Job) -> None:
    """Learn anew; every process tells by it soon after."""
    await context.teaching.learn(context.ask(job))
