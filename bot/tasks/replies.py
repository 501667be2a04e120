"""Sending a public reply: once, for its owner, and with a clear answer when it fails."""

import asyncio
from datetime import datetime, timedelta
from typing import NoReturn

from msgspec.structs import replace

from bot.case import (
    Case,
    Delivery,
    Reply,
    may_still_send,
    record_delayed,
    record_not_sent,
    record_sent,
    record_unsure,
)
from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.jobs.job import Job
from bot.mention import Mention
from bot.networks import SocialNetwork
from bot.outbox import RunAgain
from bot.tasks.context import TaskContext

# Time a failing reply is retried before its author is notified, and the longest pause in seconds between attempts.
TRIED_FOR = timedelta(minutes=10)
LONGEST_PAUSE = 30.0
# Time a reply waits for a network that names a time, and the wait in seconds from which the thread shows it.
WAITED_FOR = timedelta(hours=24)
WORTH_SHOWING = 15.0
# When Baton cannot search for an earlier attempt, a person is asked sooner: they can check themselves.
SEARCHED_FOR = 120.0
# Fewer attempts than the outbox makes: it would drop the job without recording the reply's outcome.
MOST_TRIES = 40
CLOCK_SKEW = timedelta(minutes=2)


class CannotSearch(NotSent):
    """Raised when an earlier attempt may have succeeded, but Baton cannot search for it now."""


async def reply(context: TaskContext, job: Job) -> RunAgain | None:
    """Send one reply.

    From the second attempt on, search for it first: the first one may have succeeded without an answer. Raise NotSent
    or CannotTell for a retry.
    """
    case = await context.case(job)
    wanted = case.reply(job.data["event"])
    if wanted is None or wanted.state is not Delivery.SENDING:
        return None
    try:
        receipt = await _once(context, job, case, wanted)
    except Declined as refusal:
        await _not_sent(context, job, case, wanted, refusal.why)
    except CannotSearch as failure:
        if (failure.retry_after or 0.0) <= SEARCHED_FOR and may_be_tried(context, job, wanted.at, failure):
            raise_for_later(job, failure)
        await _unsure(context, job, case, wanted, failure.why)
    except NotSent as failure:
        return await _later(context, job, case, wanted, failure)
    except CannotTell as doubt:
        await _unsure(context, job, case, wanted, doubt.why)
    else:
        await context.book.do(
            case.number, context.ask(job), record_sent, number=wanted.number, receipt=receipt
        )
    return None


async def _once(context: TaskContext, job: Job, case: Case, wanted: Reply) -> Receipt:
    """Send the reply and return its receipt. Raise Declined when it was not posted before and must not be now."""
    if job.attempts > 1 and (receipt := await _sent_before(context, job, case, wanted)):
        return receipt
    network, post = network_of(context, case, wanted), case.answered(wanted)
    why_not = may_still_send(case, wanted.number, context.now())
    if why_not or post is None:
        raise Declined(why_not)
    try:
        return await network.reply(post, wanted.text, key=job.key)
    except CannotTell as doubt:
        return await _search(context, network, post, wanted, job, doubt)


async def _sent_before(context: TaskContext, job: Job, case: Case, wanted: Reply) -> Receipt | None:
    """Return the receipt of an earlier attempt.

    Raise CannotTell when that cannot be searched for, or CannotLook when another search may help.
    """
    try:
        network, post = network_of(context, case, wanted), case.answered(wanted)
        return await _find(network, post, wanted, job) if post else None
    except NotSent as failure:
        raise CannotSearch(failure.why, failure.retry_after) from failure
    except Declined as refusal:
        raise CannotTell(refusal.why) from refusal


async def _search(
    context: TaskContext, network: SocialNetwork, post: Mention, wanted: Reply, job: Job, doubt: CannotTell
) -> Receipt:
    """Search for the reply a few times after an unclear answer.

    Raise `doubt` when it is not found; NotSent when that proves that it was not posted, so it is sent again.
    """
    is_not_there = False
    for pause in context.search_pauses:
        await asyncio.sleep(pause)
        try:
            receipt = await _find(network, post, wanted, job)
        except (NotSent, Declined, CannotTell):
            continue
        if receipt:
            return receipt
        is_not_there = network.limits.finds_for_certain
    if is_not_there:
        raise NotSent(doubt.why)
    raise doubt


async def _find(network: SocialNetwork, post: Mention, wanted: Reply, job: Job) -> Receipt | None:
    return await network.find_reply(post, wanted.text, key=job.key, since=wanted.at - CLOCK_SKEW)


async def _later(
    context: TaskContext, job: Job, case: Case, wanted: Reply, failure: NotSent
) -> RunAgain | None:
    """Retry a reply that was surely not posted, or notify its author.

    Raise NotSent when an earlier attempt may have succeeded, so that the retry searches first.
    """
    if not may_be_tried(context, job, wanted.at, failure, wanted.waits_until):
        await _not_sent(context, job, case, wanted, failure.why)
        return None
    if not failure.retry_after or failure.retry_after < WORTH_SHOWING:
        raise_for_later(job, failure)
    until = context.later(failure.retry_after)
    ask = replace(context.ask(job), request=f"{job.key}/delayed/{until.isoformat()}")
    await context.book.do(
        case.number, ask, record_delayed, number=wanted.number, until=until, why=failure.why
    )
    if job.attempts > 1:
        raise failure
    # Not raised as a failure, which would shut the gate: replies behind it would wait without a message.
    return RunAgain(until)


async def _not_sent(context: TaskContext, job: Job, case: Case, wanted: Reply, why: str) -> None:
    await context.book.do(case.number, context.ask(job), record_not_sent, number=wanted.number, why=why)


async def _unsure(context: TaskContext, job: Job, case: Case, wanted: Reply, why: str) -> None:
    await context.book.do(case.number, context.ask(job), record_unsure, number=wanted.number, why=why)


def may_be_tried(
    context: TaskContext,
    job: Job,
    since: datetime,
    trouble: NotSent | CannotTell,
    waited_until: datetime | None = None,
) -> bool:
    """Return true when a retry serves a person who waits since `since` better than an error message.

    The wait that the network asked for, up to `waited_until`, does not count.
    """
    if job.attempts >= MOST_TRIES:
        return False
    if trouble.retry_after:
        return context.later(trouble.retry_after) - since <= WAITED_FOR
    return context.now() - (waited_until or since) < TRIED_FOR


def raise_for_later(job: Job, trouble: NotSent | CannotTell) -> NoReturn:
    """Raise the trouble again, with a pause that grows to LONGEST_PAUSE if the network names none."""
    wait = trouble.retry_after or min(LONGEST_PAUSE, 2.0 ** (job.attempts - 1))
    raise type(trouble)(trouble.why, wait) from None


def network_of(context: TaskContext, case: Case, wanted: Reply) -> SocialNetwork:
    """Return the network of a reply. Raise Declined when it is not connected."""
    name = case.network_of(wanted)
    if name not in context.networks:
        raise Declined(f"Baton is not connected to {name} right now.")
    return context.networks[name]
