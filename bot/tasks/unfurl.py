"""The task that shows cases under the links to their posts."""

import structlog

from bot.case import Case
from bot.delivery import Declined
from bot.jobs.job import Job
from bot.outbox import Spared
from bot.services.shared_links import LinkedPost, cases_of
from bot.slack.views.unfurl import draw_unfurl
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)


async def unfurl(context: TaskContext, job: Job) -> Spared | None:
    """Show each linked post's case, if the author of the message may see it and so may everyone in the channel."""
    posts = [LinkedPost(*each) for each in job.data["posts"]]
    cases = await context.book.store.transact(lambda tx: cases_of(tx, posts))
    shown = {url: case for url, case in cases.items() if await _may_show(context, job, case)}
    if not shown:
        return Spared()
    owners = await context.desk.labels({case.owner for case in shown.values() if case.owner})
    teams = context.rules().teams
    unfurls = {
        url: draw_unfurl(
            case,
            teams[case.route.team].title if case.route.team in teams else case.route.team,
            owners.get(case.owner or "", ""),
        )
        for url, case in shown.items()
    }
    try:
        await context.desk.unfurl(job.data["place"], unfurls)
    except Declined as refusal:
        # The message may be gone or changed, or the app not reinstalled since this was new. Slack's own preview stays.
        if refusal.of_platform:
            raise
        log.warning("link_not_unfurled", job=job.key, why=refusal.why)
    return None


async def _may_show(context: TaskContext, job: Job, case: Case) -> bool:
    return await context.sees(job.data["by"], case) and await context.readers.all_see(
        job.data["channel"], case
    )
