"""Getting to know a customer: off the way of posts coming in, once the card stands."""

from bot import knowing
from bot.errands.tools import Tools
from bot.job import Job


async def acquaint(tools: Tools, job: Job) -> None:
    """Remember whose case it is; ask in its thread of whom they may be the same person."""
    await tools.book.store.transact(lambda tx: knowing.acquaint(tx, job.data["case"], tools.ask(job)))
