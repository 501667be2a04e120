"""A Slack channel with a new id: all cases with a thread there follow, page by page."""

from functools import partial

from bot.case import follow_channel
from bot.jobs.job import Job
from bot.services.casebook import do
from bot.store.tx import Tx
from bot.tasks.context import TaskContext

PAGE = 100


async def follow(context: TaskContext, job: Job) -> None:
    """Move the channel's stored ids once more, and its cases: a card may have been posted during the change."""
    after: int | None = 0
    while after is not None:
        after = await context.book.store.transact(
            partial(_follow_page, context=context, job=job, after=after)
        )


def _follow_page(tx: Tx, *, context: TaskContext, job: Job, after: int) -> int | None:
    """Move one page of cases and return the number of the last one; None after the last page."""
    old, ask = job.data["old"], context.ask(job)
    new = tx.move_channel(old, job.data["new"], ask.at)
    numbers = tx.cases_in_channel(old, after, PAGE)
    for number in numbers:
        do(tx, number, ask, follow_channel, old=old, new=new)
    return numbers[-1] if len(numbers) == PAGE else None
