"""Posts that Baton holds are looked up again where the network does not tell by itself what became of them."""

from dataclasses import replace
from datetime import timedelta

from bot.errands.spending import reads_stopped_until
from bot.errands.tools import Tools
from bot.errands.watching import asked, taker_of
from bot.following import page_to_review
from bot.job import Job
from bot.networks import Batch
from bot.outbox import Again


async def review(tools: Tools, job: Job) -> Again | None:
    """Ask about the next posts and follow what changed; once through them all, begin again later."""
    network = tools.networks.get(job.data["network"])
    if network is None or not network.limits.review_seconds:
        return None
    if resume := await reads_stopped_until(tools, network):
        return Again(resume)
    name, now = network.name, tools.now()
    place = f"{name}/review"
    span = timedelta(days=network.limits.review_days)
    page = await tools.book.store.transact(
        lambda tx: page_to_review(tx, name, tx.cursor(place) or "", now, span)
    )
    batch = await asked(tools, network, place, network.review(page.posts)) if page.posts else None
    if isinstance(batch, Again):
        return batch
    told = replace(batch or Batch(), mentions=(), cursor=page.cursor)
    await taker_of(tools, network).take(told, source=place)
    return Again(tools.later(0 if page.cursor else network.limits.review_seconds))
