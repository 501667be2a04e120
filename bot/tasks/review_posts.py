"""Rechecks of stored posts on networks that do not report edits and deletions.

A post is erased only after its network reported it gone at two checks. Many at once are an alert, not an erasure.
"""

from datetime import datetime, timedelta

import structlog

from bot.jobs.build import recheck_job
from bot.jobs.job import Job
from bot.mention import Mention
from bot.networks import Batch, Review, SocialNetwork
from bot.outbox import RunAgain
from bot.services.edits import AT_ONCE, Changes, ReviewPage, apply_changes, page_to_review, posts_of
from bot.store import Missing
from bot.store.missing_posts import HELD, SUSPECTED
from bot.store.tx import Tx
from bot.tasks.budgets import reads_stopped_until
from bot.tasks.context import TaskContext
from bot.tasks.polling import asked, ingester_of
from bot.tasks.review_verdicts import SECOND_LOOK, Verdict, judge

log = structlog.get_logger(__name__)


async def review(context: TaskContext, job: Job) -> RunAgain | None:
    """Check the next posts and apply what changed; after the last page, start over later."""
    network = context.networks.get(job.data["network"])
    if network is None or not network.limits.review_seconds:
        return None
    if resume := await reads_stopped_until(context, network):
        return RunAgain(resume)
    name, now = network.name, context.now()
    place = f"{name}/review"
    span = timedelta(days=network.limits.review_days)
    page = await context.book.store.transact(
        lambda tx: page_to_review(tx, name, tx.cursor(place) or "", now, span)
    )
    found = await asked(context, network, place, network.review(page.posts)) if page.posts else Review()
    if isinstance(found, RunAgain):
        return found

    await _settle(context, network, page, found)
    return RunAgain(context.later(0 if page.cursor else network.limits.review_seconds))


async def recheck(context: TaskContext, job: Job) -> RunAgain | None:
    """Check posts again that were missing at the first check, and come back while there are more."""
    network = context.networks.get(job.data["network"])
    if network is None:
        return None
    if resume := await reads_stopped_until(context, network):
        return RunAgain(resume)
    name, before = network.name, context.now() - SECOND_LOOK
    posts = await context.book.store.transact(lambda tx: _due(tx, name, before))
    found = await asked(context, network, f"{name}/review", network.review(posts)) if posts else Review()
    if isinstance(found, RunAgain):
        return found

    await _settle(context, network, ReviewPage(posts, ""), found, second_look=True)
    first = await context.book.store.transact(lambda tx: tx.missing_to_recheck(name, 1))
    return RunAgain(first[0].since + SECOND_LOOK) if first else None


def _due(tx: Tx, network: str, before: datetime) -> tuple[Mention, ...]:
    """Return the missing posts whose second check is due; forget those that were erased otherwise."""
    keys = [each.key for each in tx.missing_to_recheck(network, AT_ONCE) if each.since <= before]
    posts = posts_of(tx, keys)
    tx.forget_missing({*keys} - {post.key for post in posts})
    return posts


async def _settle(
    context: TaskContext,
    network: SocialNetwork,
    page: ReviewPage,
    found: Review,
    *,
    second_look: bool = False,
) -> None:
    """Apply the result of a check: first what is certain, then what is only missing or hidden so far."""
    store, now = context.book.store, context.now()
    before = await store.transact(lambda tx: tx.missing(post.key for post in page.posts))
    verdict = judge(page.posts, found, before, now, second_look=second_look)
    for key in verdict.erase:
        log.warning("deletion_confirmed", post=key, why=_reason(network, before[key], now))
    gone = tuple(key.removeprefix(f"{network.name}/") for key in verdict.erase)
    told = Batch(edits=found.edits, gone=gone, cursor=page.cursor, reads=found.reads)
    source = "" if second_look else f"{network.name}/review"
    await ingester_of(context, network).take(told, source=source)
    await store.transact(lambda tx: _write_down(context, tx, network, verdict, len(page.posts)))


def _write_down(
    context: TaskContext, tx: Tx, network: SocialNetwork, verdict: Verdict, asked_about: int
) -> None:
    now = context.now()
    if verdict.mass:
        _hold_back(context, tx, network, verdict, asked_about)
    for key in (*verdict.suspect, *verdict.hold):
        log.info("post_missing", post=key, held_back=bool(verdict.mass))
    tx.note_missing(verdict.suspect, now, SUSPECTED)
    if verdict.suspect:
        tx.add_jobs([recheck_job(network.name, now + SECOND_LOOK)])
    tx.forget_missing(verdict.forget)
    apply_changes(tx, Changes(hidden=verdict.hide, back=verdict.back), now)


def _hold_back(
    context: TaskContext, tx: Tx, network: SocialNetwork, verdict: Verdict, asked_about: int
) -> None:
    """Alert people that many posts vanished at once, and leave the decision to them."""
    tx.note_missing(verdict.hold, context.now(), HELD)
    text = (
        f"{network.title} no longer shows {len(verdict.mass)} of the {asked_about} posts Baton asked about. "
        f"That may be a fault of {network.title}, so Baton erased and hid nothing. Open some of their cases and check."
    )
    if verdict.hold:
        text += f" If they were deleted, run: python -m bot confirm-deletions {network.name}"
    context.alert_in(tx, f"vanished/{network.name}", text)


def _reason(network: SocialNetwork, missing: Missing, now: datetime) -> str:
    since = f"{missing.since:%Y-%m-%d %H:%M}"
    return f"{network.title} said at {since} and at {now:%Y-%m-%d %H:%M} UTC that it was deleted."
