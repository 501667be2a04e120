"""Alerts about holds and failed jobs: in the alert channel, or outside Slack when Slack itself is in trouble."""

import re
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.jobs.job import Job
from bot.slack import SLACK
from bot.slack.views.text import escape
from bot.store import Hold
from bot.store.tx import Tx
from bot.tasks.context import TaskContext

log = structlog.get_logger(__name__)

# How people were alerted to a hold: not at all (0), in the alert channel, or outside Slack.
ALERTED, ALARMED = 1, 2
# A shorter outage alerts nobody: it is over before anyone could act.
OUTAGE, PARTIAL_OUTAGE = timedelta(seconds=30), timedelta(minutes=5)
# What Baton could not do when a job of this kind failed for good.
FAILED = {
    "show": "post the card",
    "redraw": "update the card",
    "say": "write in the thread",
    "say_again": "update the thread",
    "retell": "update the thread",
    "settle": "update the thread",
    "story": "post the history",
    "reply": "send the reply",
    "correct": "correct the reply",
    "delete": "delete the reply",
    "notify_owner": "notify the owner",
    "inform": "inform another team",
    "tick": "check the SLA timers",
}
CHANNEL_ID = re.compile(r"[CDG][A-Z0-9]+")


def announce(context: TaskContext, tx: Tx, hold: Hold, job: Job | None = None) -> None:
    """Alert people to a hold, once. `job` is the one that failed."""
    if hold.announced:
        return
    log.error("hold.announced", hold=hold.key, since=hold.since.isoformat(), why=hold.why)
    is_slack_itself = _is_slack_itself(hold, job)
    tx.mark_announced(hold.key, ALARMED if is_slack_itself else ALERTED)
    if is_slack_itself:
        what = "Baton cannot post its alerts" if _is_channel(hold.key) else "Baton cannot post in Slack"
        _alarm(
            context,
            tx,
            what,
            f"{what} (since {_clock(hold.since)}). {hold.why} Nothing is lost: Baton posts everything later.",
        )
    elif _is_channel(hold.key):
        notice = f"channel/{hold.key}"
        text = f"Baton cannot post in {_channel(hold.key)}: {escape(hold.why)} Messages for that channel are on hold."
        context.alert_in(tx, notice, text, escaped=True)
    else:
        _announce_network(context, tx, hold, job)


def _announce_network(context: TaskContext, tx: Tx, hold: Hold, job: Job | None) -> None:
    """Alert people to a network that refuses Baton (then `job` failed), or that is away for minutes."""
    if job is None:
        network = context.networks.get(hold.key)
        text = (
            f"{network.title if network else hold.key} has not been read since {_clock(hold.since)}: {hold.why} "
            "Baton keeps trying and will catch up on posts from this time."
        )
        context.alert_in(tx, f"away/{hold.key}/{hold.since.isoformat()}", text, daily=False)
        return
    reason = sha256(hold.why.encode(errors="replace")).hexdigest()[:12]
    source = job.data.get("source") or "posts"
    context.alert_in(tx, f"look/{hold.key}/{reason}", f"Baton cannot read {hold.key}/{source}: {hold.why}")


def announce_end(context: TaskContext, tx: Tx, hold: Hold) -> None:
    """Alert the same people that the hold is over."""
    if not hold.announced:
        return
    span = f"It could not from {_clock(hold.since)} to {_clock(context.now())}: {hold.why.partition('. ')[0]}"
    if hold.announced == ALARMED:
        what = "Baton can post its alerts again" if _is_channel(hold.key) else "Baton can post in Slack again"
        _alarm(context, tx, what, f"{what}. {span}")
    place = f"read {hold.key}"
    if hold.key.startswith(SLACK):
        place = f"post in {_channel(hold.key)}" if _is_channel(hold.key) else "post in Slack"
    text = f"Baton can {place} again. {escape(span)}"
    context.alert_in(tx, f"end/{hold.key}/{hold.since.isoformat()}", text, escaped=True)


def announce_failure(context: TaskContext, tx: Tx, job: Job, why: str) -> None:
    """Alert people to a job that failed permanently."""
    number = job.data.get("case")
    about = f"of case #{number}" if number is not None else f"for {job.lane}"
    remedy = f"/baton retry {number}" if number is not None else "/baton retry"
    what = FAILED.get(job.kind, f"do the job {job.kind}")
    text = f"Baton gave up trying to {what} {about}: {why} To try again: {remedy}"
    context.alert_in(tx, f"buried/{job.key}", text)


def _is_slack_itself(hold: Hold, job: Job | None) -> bool:
    """Return true when the alert channel is out of reach: an alert failed there, or a card without another place."""
    if not hold.key.startswith(SLACK):
        return False
    return not _is_channel(hold.key) or (job is not None and job.kind in ("alert", "show"))


def _is_channel(key: str) -> bool:
    return key.startswith(f"{SLACK}:") and not key.startswith(f"{SLACK}:scope:")


def _channel(key: str) -> str:
    name = key.split(":")[1]
    return f"<#{name}>" if CHANNEL_ID.fullmatch(name) else escape(name)


def _alarm(context: TaskContext, tx: Tx, subject: str, text: str) -> None:
    """Queue one job for each way, so that a failure does not repeat the others. Each way keeps its order."""
    now = context.now()
    place = int(now.timestamp() * 1_000_000)
    data = {"subject": subject, "text": text}
    tx.add_jobs(
        [Job(f"alarm/{way}", place, "alarm", now, data={"way": way, **data}) for way in context.alarms]
    )


def _clock(at: datetime) -> str:
    return f"{at:%H:%M} UTC"
