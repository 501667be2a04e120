"""The answer to a customer: sent once, by its owner, or a person is told why not."""

import asyncio
from datetime import timedelta

from bot.case import (
    Case,
    Delivery,
    Reply,
    may_still_send,
    record_not_sent,
    record_sent,
    record_unsure,
)
from bot.errands.tools import Tools
from bot.job import CannotTell, Declined, Job, NotSent, Receipt
from bot.mention import Mention
from bot.networks import SocialNetwork

LONGEST_WAIT = 120.0
TRIES = 6
CLOCK_SKEW = timedelta(minutes=2)


async def reply(tools: Tools, job: Job) -> None:
    """Send one reply. From the second attempt on, look for it first: the first may have died on the way back."""
    case = await tools.case(job)
    wanted = case.reply(job.data["event"])
    if wanted is None or wanted.state is not Delivery.SENDING:
        return
    try:
        receipt = await _once(tools, job, case, wanted)
    except Declined as refusal:
        await _not_sent(tools, job, case, wanted, refusal.why)
    except NotSent as failure:
        if worth_another_try(job, failure):
            raise
        await _not_sent(tools, job, case, wanted, failure.why)
    except CannotTell as doubt:
        await tools.book.do(case.number, tools.ask(job), record_unsure, number=wanted.number, why=doubt.why)
    else:
        await tools.book.do(case.number, tools.ask(job), record_sent, number=wanted.number, receipt=receipt)


async def _once(tools: Tools, job: Job, case: Case, wanted: Reply) -> Receipt:
    """Raises Declined when the reply is not there and must not go out (any more)."""
    if job.attempts > 1 and (receipt := await _sent_before(tools, job, case, wanted)):
        return receipt
    network, post = network_of(tools, case, wanted), case.answered(wanted)
    why_not = may_still_send(case, wanted.number, tools.now())
    if why_not or post is None:
        raise Declined(why_not)
    try:
        return await network.reply(post, wanted.text, key=job.key)
    except CannotTell as doubt:
        return await _look(tools, network, post, wanted, job, doubt)


async def _sent_before(tools: Tools, job: Job, case: Case, wanted: Reply) -> Receipt | None:
    """What an earlier try sent. Where that cannot be looked for nobody can tell. Raises CannotTell, or NotSent while
    another look makes sense."""
    try:
        network, post = network_of(tools, case, wanted), case.answered(wanted)
        return await _find(network, post, wanted, job) if post else None
    except NotSent as failure:
        if worth_another_try(job, failure):
            raise
        raise CannotTell(failure.why) from failure
    except Declined as refusal:
        raise CannotTell(refusal.why) from refusal


async def _look(
    tools: Tools, network: SocialNetwork, post: Mention, wanted: Reply, job: Job, doubt: CannotTell
) -> Receipt:
    """After an answer that told nothing: look for the reply a few times. Raises `doubt` when it is not to be seen."""
    for pause in tools.look_after:
        await asyncio.sleep(pause)
        try:
            receipt = await _find(network, post, wanted, job)
        except (NotSent, Declined, CannotTell):
            continue
        if receipt:
            return receipt
    raise doubt


async def _find(network: SocialNetwork, post: Mention, wanted: Reply, job: Job) -> Receipt | None:
    return await network.find_reply(post, wanted.text, key=job.key, since=wanted.at - CLOCK_SKEW)


async def _not_sent(tools: Tools, job: Job, case: Case, wanted: Reply, why: str) -> None:
    await tools.book.do(case.number, tools.ask(job), record_not_sent, number=wanted.number, why=why)


def worth_another_try(job: Job, trouble: NotSent | CannotTell) -> bool:
    """Whether somebody who waits for the outcome is better served by one more try than by hearing why it failed."""
    return job.attempts < TRIES and (trouble.retry_after or 0) <= LONGEST_WAIT


def network_of(tools: Tools, case: Case, wanted: Reply) -> SocialNetwork:
    """The network a reply goes out on. Raises Declined when it is not connected."""
    name = case.network_of(wanted)
    if name not in tools.networks:
        raise Declined(f"Baton is not connected to {name} at present.")
    return tools.networks[name]
