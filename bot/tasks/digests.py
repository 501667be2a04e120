"""The errands of the calendar: each team's daily sweep, and the weekly sample of what was ignored."""

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
    """Once a day, tell a team of its cases that wait for an answer and are nobody's; nothing when there are none.

    Its hours may have changed since this was queued: who is closed by now hears of it when they open.
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
    """Whether today's sweep was posted, and what it lists. Requests that come no more are forgotten once a day, too."""
    tx.forget_requests(now - KEPT)
    return tx.receipt(key), tx.unattended(team, LISTED)


async def sample(context: TaskContext, job: Job) -> None:
    """Once a week, show marketing some of what was ignored; where no team is marketing, the alert channel.

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
    """Bring a sample to what has become of its posts: one is a case now, another was taken away."""
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
    """The post; None where nothing is kept of it that this version can read."""
    try:
        return mention_from_text(body) if body else None
    except ValueError:
        return None
