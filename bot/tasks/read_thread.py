"""Reading the thread of an open case: customers often write several posts and mention us in only one."""

from collections.abc import Iterator
from datetime import timedelta

from bot.case import Case, Status, record_longer
from bot.jobs.build import thread_job
from bot.jobs.job import Job
from bot.networks import Batch, ReadsThreads
from bot.outbox import RunAgain
from bot.tasks.context import TaskContext
from bot.tasks.polling import asked, ingester_of

# The rest of a thread usually appears within minutes.
ONCE_MORE = timedelta(minutes=5)


async def read_thread(context: TaskContext, job: Job) -> RunAgain | None:
    """Add the customer's posts around their latest one, and record on the case if there are more."""
    case = await context.case(job)
    post = case.latest
    network = context.networks.get(post.network)
    if network is None or not isinstance(network, ReadsThreads) or not _is_read(case):
        return None
    found = await asked(context, network, f"{network.name}/thread", network.thread(post))
    if isinstance(found, RunAgain):
        return found
    await ingester_of(context, network).take(Batch(found.mentions))
    if found.more:
        await context.book.do(case.number, context.ask(job), record_longer)
    return None


def reading_jobs(context: TaskContext, case: Case, *, once_more: bool = False) -> Iterator[Job]:
    """Yield the jobs that read the thread of a case, now and `once_more` later; none if its network reads none."""
    if isinstance(context.networks.get(case.latest.network), ReadsThreads) and _is_read(case):
        yield thread_job(case.number, 0, context.now())
        if once_more:
            yield thread_job(case.number, 1, context.now() + ONCE_MORE)


def _is_read(case: Case) -> bool:
    return case.status is not Status.RESOLVED and not case.latest.gone and case.latest.hidden is None
