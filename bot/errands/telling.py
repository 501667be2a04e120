"""Telling people when something needs them."""

import structlog
from msgspec.structs import replace

from bot.case import record_stuck
from bot.desk import Message
from bot.desk.informing import informed_message
from bot.desk.text import escape
from bot.errands.tools import Tools
from bot.job import Declined, Job, Receipt

log = structlog.get_logger(__name__)


async def alert(tools: Tools, job: Job) -> Receipt:
    """Post in the alert channel."""
    message = Message(job.data["text"], tuple(job.data.get("blocks", ())))
    return await tools.desk.post(tools.alerts, message, key=job.key, again=job.attempts > 1)


async def amend_alert(tools: Tools, job: Job) -> None:
    """Bring an alert to its present state; one that was never posted stays so."""
    said = await tools.book.store.transact(lambda tx: tx.receipt(job.data["alert"]))
    if said:
        message = Message(job.data["text"], tuple(job.data["blocks"]))
        await tools.desk.amend(tools.alerts, said.native_id, message)


async def inform(tools: Tools, job: Job) -> Receipt | None:
    """One line in the channel of a further team; none when the customer took everything away meanwhile."""
    case = await tools.case(job)
    if case.withdrawn:
        return None
    team = tools.rules().teams.get(case.route.team)
    message = informed_message(case, team.title if team else case.route.team)
    return await post_placed(tools, job, job.data["channel"], message)


async def post_placed(tools: Tools, job: Job, channel: str, message: Message) -> Receipt:
    """Post in a channel. The receipt names that too: what is said there of a post may be taken away."""
    said = await tools.desk.post(channel, message, key=job.key, again=job.attempts > 1)
    return replace(said, native_id=f"{channel}/{said.native_id}")


async def on_buried(tools: Tools, job: Job, why: str) -> None:
    """A job that will not be tried again: its card says so, and the alert channel hears of it."""
    number = job.data.get("case")
    if number is not None and job.kind != "redraw":
        # Not the job's own request: what the job does once it is tried again must still be heard.
        ask = replace(tools.ask(job), request=f"{job.key}/buried/{tools.now().isoformat()}")
        await tools.book.do(number, ask, record_stuck, job=job.key, why=why)
    if job.kind != "alert":
        about = f"case #{number}" if number is not None else job.lane
        await tools.alert_once(f"buried/{job.key}", f"Baton gave up on {job.kind} for {about}: {why}")
    if job.kind == "fetch":
        await tell_asker(tools, job, f"The post at {job.data['url']} did not become a case: {why}")


async def tell_asker(tools: Tools, job: Job, text: str) -> None:
    """Tell whoever asked for the job, where they asked; in a channel Baton is not in it cannot, and the thread must
    do."""
    try:
        await tools.desk.tell(job.data["channel"], job.data["by"], Message(escape(text)))
    except Declined as refusal:
        log.warning("asker_not_told", job=job.key, why=refusal.why)
