"""Posts that Baton holds are looked up again where the network does not say on its own what became of them.

A post is erased only after its network said at two looks that it is gone. Many at once are an alert, not an erasure.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import structlog

from bot.budget import bill_for_reads
from bot.errands.spending import reads_stopped_until
from bot.errands.tools import Tools
from bot.errands.verdicts import SECOND_LOOK, Verdict, judge
from bot.errands.watching import asked
from bot.follow_ups import recheck_job
from bot.following import AT_ONCE, Changes, changes_of, follow, page_to_review, posts_of
from bot.job import Job
from bot.mention import Mention
from bot.networks import Review, SocialNetwork
from bot.outbox import Again
from bot.store import Missing
from bot.store.missing import HELD, SUSPECTED
from bot.store.tx import Tx

log = structlog.get_logger(__name__)


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
    found = await asked(tools, network, place, network.review(page.posts)) if page.posts else Review()
    if isinstance(found, Again):
        return found

    def work(tx: Tx) -> None:
        _settle(tools, tx, network, page.posts, found)
        tx.move_cursor(place, page.cursor, tools.now())

    await tools.book.store.transact(work)
    return Again(tools.later(0 if page.cursor else network.limits.review_seconds))


async def recheck(tools: Tools, job: Job) -> Again | None:
    """Look a second time at posts that were gone at the first look, and come back while there are more."""
    network = tools.networks.get(job.data["network"])
    if network is None:
        return None
    if resume := await reads_stopped_until(tools, network):
        return Again(resume)
    name, before = network.name, tools.now() - SECOND_LOOK
    posts = await tools.book.store.transact(lambda tx: _due(tx, name, before))
    found = await asked(tools, network, f"{name}/review", network.review(posts)) if posts else Review()
    if isinstance(found, Again):
        return found

    def work(tx: Tx) -> datetime | None:
        _settle(tools, tx, network, posts, found, second_look=True)
        return next((each.since + SECOND_LOOK for each in tx.missing_to_recheck(name, 1)), None)

    again = await tools.book.store.transact(work)
    return Again(again) if again else None


def _due(tx: Tx, network: str, before: datetime) -> tuple[Mention, ...]:
    """Return the missing posts whose second look is due; forget those that were erased otherwise meanwhile."""
    keys = [each.key for each in tx.missing_to_recheck(network, AT_ONCE) if each.since <= before]
    posts = posts_of(tx, keys)
    tx.forget_missing({*keys} - {post.key for post in posts})
    return posts


def _settle(
    tools: Tools,
    tx: Tx,
    network: SocialNetwork,
    posts: Sequence[Mention],
    found: Review,
    *,
    second_look: bool = False,
) -> None:
    """Write down what a review found, and what it cost."""
    now = tools.now()
    before = tx.missing(post.key for post in posts)
    verdict = judge(posts, found, before, now, second_look=second_look)
    if verdict.mass:
        _hold_back(tools, tx, network, verdict, len(posts))
    for key in (*verdict.suspect, *verdict.hold):
        log.info("post_missing", post=key, held_back=bool(verdict.mass))
    tx.note_missing(verdict.suspect, now, SUSPECTED)
    if verdict.suspect:
        tx.add_jobs([recheck_job(network.name, now + SECOND_LOOK)])
    tx.forget_missing(verdict.forget)
    told = changes_of(network.name, found.edits, ())
    reasons = {key: _reason(network, key, before, now) for key in verdict.erase}
    follow(tx, Changes(told.edits, verdict.erase, verdict.hide, verdict.back, reasons), now)
    if bill := bill_for_reads(network.name, found.reads, network.limits.read_price):
        tx.spend(bill, now)


def _hold_back(tools: Tools, tx: Tx, network: SocialNetwork, verdict: Verdict, asked_about: int) -> None:
    """Alert people that many posts vanished at once, and leave it to them."""
    tx.note_missing(verdict.hold, tools.now(), HELD)
    text = (
        f"{network.title} no longer shows {len(verdict.mass)} of the {asked_about} posts Baton asked about. "
        f"That may be a fault of {network.title}, so Baton erased and hid nothing. Open some of their cases and look."
    )
    if verdict.hold:
        text += f" If they were deleted, run: python -m bot confirm-deletions {network.name}"
    tools.alert_in(tx, f"vanished/{network.name}", text)


def _reason(network: SocialNetwork, key: str, before: Mapping[str, Missing], now: datetime) -> str:
    since = before[key].since
    return (
        f"{network.title} said at {since:%Y-%m-%d %H:%M} and at {now:%Y-%m-%d %H:%M} UTC that it was deleted."
    )
