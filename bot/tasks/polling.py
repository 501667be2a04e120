"""Polling of networks for new posts, and fetching one post by its link."""

from collections.abc import Awaitable
from datetime import datetime
from typing import TypeVar

import structlog

from bot.budget import bill_for_reads
from bot.case import Ask
from bot.case.source import SourceThread
from bot.delivery import CannotTell, Declined, NotSent
from bot.jobs.build import notice_job
from bot.jobs.job import Job
from bot.jobs.source import window_job
from bot.lag import Source
from bot.networks import Batch, SocialNetwork, source_of
from bot.outbox import RunAgain
from bot.routing import UnknownTeam
from bot.services.ingest import Ingester
from bot.store import Clash, Unreachable
from bot.tasks.budgets import reads_stopped_until
from bot.tasks.context import TaskContext
from bot.tasks.polling_alerts import announce_read, announce_wait

log = structlog.get_logger(__name__)
T = TypeVar("T")
AFTER_FAULT = 600.0


async def poll(context: TaskContext, job: Job) -> RunAgain | None:
    """Poll one source of a network and come back later.

    Errors never end the polling; only a network that left the settings does.
    """
    network = context.networks.get(job.data["network"])
    if network is None:
        return None
    source = job.data["source"]
    place = f"{network.name}/{source}"
    since, read_at = await context.book.store.transact(lambda tx: (tx.cursor(place), tx.read_at().get(place)))
    # The very first poll only learns the current position: it costs nothing.
    if since is not None and (resume := await reads_stopped_until(context, network)):
        return RunAgain(resume)
    batch = await asked(context, network, place, network.mentions(source, since))
    if read_at:
        await _announce(context, source_of(network, source), read_at, batch)
    if isinstance(batch, RunAgain):
        return batch
    try:
        await ingester_of(context, network, source).take(batch, source=place)
    except (Clash, Unreachable):
        raise
    except Exception as error:
        log.exception("cursor_not_moved", source=place)
        odd = f"Baton cannot save how far it has read {place} ({type(error).__name__}). It keeps trying."
        await context.alert_once(f"cursor/{place}", odd)
        return RunAgain(context.later(AFTER_FAULT))
    return RunAgain(context.later(0 if batch.more else network.limits.poll_seconds))


async def _announce(context: TaskContext, source: Source, read_at: datetime, batch: Batch | RunAgain) -> None:
    """Alert people that the source cannot be read, or can be read again."""
    if isinstance(batch, RunAgain):
        until = batch.at
        await context.book.store.transact(lambda tx: announce_wait(context, tx, source, read_at, until))
    elif source.is_late(read_at, context.now()):
        await context.book.store.transact(lambda tx: announce_read(context, tx, source, read_at))


def ingester_of(context: TaskContext, network: SocialNetwork, source: str = "") -> Ingester:
    """Build the ingestion of a network's batches; `source` may have a price of its own."""
    return Ingester(
        network=network.name,
        title=network.title,
        intake=context.intake,
        now=context.now,
        alert=context.alert_of_one,
        read_price=network.limits.price_of(source),
        account=lambda: network.account,
    )


async def asked(
    context: TaskContext, network: SocialNetwork, place: str, answering: Awaitable[T]
) -> T | RunAgain:
    """Return the network's answer, or when to ask again if it says so.

    Raise NotSent, CannotTell or Declined when the network cannot be read: then the job waits until it can.
    """
    try:
        return await answering
    except (NotSent, CannotTell) as trouble:
        log.warning("look_failed", source=place, why=trouble.why, again_in=trouble.retry_after)
        if trouble.retry_after:
            return RunAgain(context.later(trouble.retry_after))
        trouble.at = network.name
        raise
    except Declined as refusal:
        refusal.at = network.name
        raise
    except Exception as error:
        log.exception("answer_not_understood", source=place)
        odd = f"It sent an unexpected answer ({type(error).__name__}). Baton keeps trying."
        raise Declined(odd, at=network.name) from error


async def fetch(context: TaskContext, job: Job) -> None:
    """Fetch a post that a person escalated by its link, open its case or find it, and notify the person.

    Raise Declined when its network is not connected or the team is unknown, NotSent or CannotTell for a retry.
    """
    data = job.data
    network = context.networks.get(data["network"])
    if network is None:
        raise Declined("Its network is not connected any more.")
    try:
        post = await network.fetch(data["native_id"])
    except Declined as refusal:
        await _notify_asker(context, job, f"Baton couldn't open a case for {data['url']}: {refusal.why}")
        return
    except (NotSent, CannotTell) as trouble:
        if not trouble.retry_after:
            trouble.at = network.name
        raise
    if post is None:
        await _notify_asker(context, job, f"{network.title} has no post at {data['url']}. Check the link.")
        return
    ask = Ask(data["by"], context.now(), data["request"])
    bill = bill_for_reads(network.name, 1, network.limits.read_price)
    try:
        done = await context.intake.escalate(
            post,
            ask,
            team=data["team"],
            url=data["url"],
            reason=data["reason"],
            source=SourceThread(**data.get("source", {})),
            bill=bill,
        )
    except UnknownTeam as unknown:
        raise Declined(str(unknown)) from None
    case = done.case
    if done.heard and not await context.sees(data["by"], case):
        await _notify_asker(context, job, "That post already has a case. Its team is handling it.")
        return
    title = team.title if (team := context.rules().teams.get(case.route.team)) else case.route.team
    where = f" {case.thread.url}" if case.thread else f" Its thread opens in {case.route.channel}."
    known = f"That post is already case #{case.number}, with {title}."
    await _notify_asker(
        context, job, (known if done.heard else f"Escalated as #{case.number} to {title}.") + where
    )
    if data.get("window") and not done.heard:
        await context.book.add(window_job(case, data["window"], context.now()))


async def _notify_asker(context: TaskContext, job: Job, text: str) -> None:
    """Queue a message to the person who asked; if Slack is down, the post need not be fetched again for it."""
    await context.book.add(notice_job(job.key, job.data["channel"], job.data["by"], text, context.now()))
