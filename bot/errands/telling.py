"""Telling people when something needs them."""

from bot.case import record_stuck
from bot.desk import Message
from bot.errands.tools import Tools
from bot.job import Job, Receipt


async def alert(tools: Tools, job: Job) -> Receipt:
    """Post in the alert channel."""
    message = Message(job.data["text"], tuple(job.data.get("blocks", ())))
    return await tools.desk.post(tools.alerts, message, key=job.key, again=job.attempts > 1)


async def on_buried(tools: Tools, job: Job, why: str) -> None:
    """A job that will not be tried again: its card says so, and the alert channel hears of it."""
    number = job.data.get("case")
    if number is not None and job.kind != "redraw":
        await tools.book.do(number, tools.ask(job), record_stuck, job=job.key, why=why)
    if job.kind != "alert":
        about = f"case #{number}" if number is not None else job.lane
        await tools.alert_once(f"buried/{job.key}", f"Baton gave up on {job.kind} for {about}: {why}")
