"""Tasks of the calendar: each team's daily backlog digest, and the weekly digest of ignored posts."""

from datetime import datetime, timedelta
from random import Random

from bot.case import Case
from bot.case.serialization import mention_from_text
from bot.delivery import Receipt
from bot.jobs.from_calendar import WEEK, local_day, sampled
from bot.jobs.job import Job
from bot.mention import Mention
from bot.outbox import RunAgain
from bot.routing.rules import LONGEST_SPIKE
from bot.services.escalation import closed_until
from bot.services.idempotency import KEPT
from bot.slack.views.digests import Ignored, draw_backlog, draw_ignored_posts
from bot.store import IntakeOutcome
from bot.store.tx import Tx
from bot.tasks.context import TaskContext

LISTED = 15
SAMPLED = 5


async def sweep(context: TaskContext, job: Job) -> RunAgain | None:
    """Post a team's daily digest of unassigned, unanswered cases; nothing when there are none.

    The team's hours may have changed since the job was queued; a closed team gets the digest when it opens.
    """
    rules, now = context.rules(), context.now()
    team = rules.teams.get(job.data["team"])
    if team is None:
        return None
    if opens := closed_until(rules, team.name, "", now):
        return RunAgain(opens)
    key = f"{job.key}/{local_day(team, context.zone, now):%Y-%m-%d}"
    told, (cases, count) = await context.book.store.transact(lambda tx: _to_sweep(tx, key, team.name, now))
    if told or not cases:
        return None
    message = draw_backlog(team.title, cases, count, now)
    receipt = await context.desk.post(team.channel, message, key=key, again=job.attempts > 1)
    await context.book.store.transact(lambda tx: tx.keep_receipts({key: receipt}))
    return None


def _to_sweep(tx: Tx, key: str, team: str, now: datetime) -> tuple[Receipt | None, tuple[list[Case], int]]:
    """Return the receipt of today's digest, if it was posted, and its cases. Old request ids are forgotten here."""
    tx.forget_requests(now - KEPT)
    return tx.receipt(key), tx.unattended(team, LISTED)


async def sample(context: TaskContext, job: Job) -> None:
    """Post the weekly sample of ignored posts for marketing, or in the alert channel without a marketing team.

    Topics older than the longest spike are forgotten then.
    """
    rules, now = context.rules(), context.now()
    readers = rules.teams.get(rules.marketing or "")
    channel = readers.channel if readers else context.alerts
    key = f"{job.key}/{local_day(readers, context.zone, now):%G-W%V}"
    since = now - WEEK

    def work(tx: Tx) -> tuple[Receipt | None, list[IntakeOutcome], int]:
        tx.forget_topics(now - timedelta(seconds=LONGEST_SPIKE))
        count = tx.ignored_count(since)
        places = Random(key).sample(range(count), min(SAMPLED, count))
        return tx.receipt(key), [tx.ignored_at(since, place) for place in places], count

    told, chosen, count = await context.book.store.transact(work)
    if told or not chosen:
        return
    posts = [_ignored(seen) for seen in sorted(chosen, key=lambda seen: seen.key)]
    receipt = await context.desk.post(
        channel, draw_ignored_posts(posts, count), key=key, again=job.attempts > 1
    )
    shown = Receipt(f"{channel}/{receipt.native_id}/{count}", receipt.url, receipt.at)
    proofs = {key: receipt, **{sampled(post.key): shown for post in posts}}
    await context.book.store.transact(lambda tx: tx.keep_receipts(proofs))


async def resample(context: TaskContext, job: Job) -> None:
    """Update an ignored-posts digest: one post has a case by now, another was deleted."""
    place = job.data["place"]
    channel, ts, count = place.rsplit("/", 2)

    def work(tx: Tx) -> list[IntakeOutcome]:
        keys = tx.sampled_at(place)
        found = tx.seen(keys)
        return [found[key] for key in keys if key in found]

    posts = [_ignored(seen) for seen in await context.book.store.transact(work)]
    await context.desk.amend(channel, ts, draw_ignored_posts(posts, int(count)))


def _ignored(seen: IntakeOutcome) -> Ignored:
    return Ignored(seen.key, seen.why, _readable(seen.body), seen.case)


def _readable(body: str | None) -> Mention | None:
    """Return the post; None when this version cannot read what is stored."""
    try:
        return mention_from_text(body) if body else None
    except ValueError:
        return None
