"""Jobs on hold: kept while Slack, a channel or a network is in trouble, and resumed when it works again."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bot.case import record_stuck
from bot.delivery import CannotTell, Declined, NotSent, Trouble
from bot.jobs.build import UPDATES, channel_gate, notice_job, probe_job
from bot.jobs.job import Job
from bot.outbox import RunAgain
from bot.services.casebook import do
from bot.slack import SLACK
from bot.store import Hold, Unreadable
from bot.store.tx import Tx
from bot.tasks.context import TaskContext
from bot.tasks.hold_alerts import OUTAGE, PARTIAL_OUTAGE, announce, announce_end, announce_failure

log = structlog.get_logger(__name__)

# The jobs that wait for a network in trouble. A person waits for each of the others, so it must fail soon.
OF_NETWORKS = ("look", "review", "recheck", "thread", "fetch")
# A card must be posted before the messages in its thread. All other jobs let their lane continue without them.
KEEPS_ITS_LANE = "show"
# The longest pauses between checks of a hold, in seconds; a younger hold is checked after a quarter of its age.
SLACK_SECONDS, CHANNEL_SECONDS, OTHER_SECONDS = 10.0, 300.0, 15.0
SHORTEST_SECONDS = 1.0
# How long gates stay shut after a check that failed: longer than the pause before the next check.
SHUT = timedelta(seconds=60)
# After this many attempts in this time, a job is at fault itself if Slack accepted other messages meanwhile.
DOUBTS, DOUBTED = 12, timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Holds:
    """The hooks of the outbox: they write what follows when a job ends."""

    context: TaskContext

    def done(self, tx: Tx, job: Job) -> None:
        """End the hold the job was on: it succeeded, so the others can."""
        if job.held:
            end_hold(self.context, tx, job.held)

    def put_on_hold(self, tx: Tx, job: Job, trouble: Trouble) -> bool:
        """Put the job on hold, or fail it if it is at fault itself. Return false if a person waits for it."""
        key = trouble.at
        if not key.startswith(SLACK) and job.kind not in OF_NETWORKS:
            return False
        if self._is_at_fault(tx, job, trouble):
            self._give_up(tx, job, f"{trouble.why} ({job.attempts} attempts)")
            return True
        now, aside = self.context.now(), ":" in key and job.kind != KEEPS_ITS_LANE
        if tx.park(job, key, now, trouble.why, aside=aside):
            hold = tx.begin_hold(key, now, trouble.why)
            tx.add_jobs([probe_job(key, now if hold.since == now else _next_check(hold, now))])
            if hold.since == now:
                log.warning("hold.began", hold=key, job=job.key, why=trouble.why)
            if isinstance(trouble, Declined):
                announce(self.context, tx, hold, job)
        return True

    def dead_lettered(self, tx: Tx, job: Job, why: str) -> None:
        """Mark the case as stuck, and alert the alert channel and the person who asked for the job.

        A hold that the job was on ends: what it waited for has answered.
        """
        if job.held:
            end_hold(self.context, tx, job.held)
        number = job.data.get("case")
        if number is not None and job.kind != "redraw":
            # Not the job's own request id: a retried job must still be able to write under that one.
            ask = replace(self.context.ask(job), request=f"{job.key}/buried/{self.context.now().isoformat()}")
            with suppress(Unreadable):  # its card cannot be drawn, but the alert must be posted
                do(tx, number, ask, record_stuck, job=job.key, why=why)
        if job.kind != "alert":
            announce_failure(self.context, tx, job, why)
        if job.kind == "fetch":
            text = f"Baton couldn't open a case for {job.data['url']}: {why}"
            tx.add_jobs([notice_job(job.key, job.data["channel"], job.data["by"], text, self.context.now())])

    def _is_at_fault(self, tx: Tx, job: Job, trouble: Trouble) -> bool:
        """Return true when this very job breaks Slack: it keeps failing while Slack accepts others like it."""
        if isinstance(trouble, Declined) or trouble.at != SLACK or job.attempts < DOUBTS:
            return False
        hold, last = tx.hold(SLACK), self.context.desk.accepted_at(update=job.gate == UPDATES)
        if hold is None or last is None:
            return False
        return last > hold.since and self.context.now() - hold.since >= DOUBTED

    def _give_up(self, tx: Tx, job: Job, why: str) -> None:
        log.warning("outbox.buried", job=job.key, attempts=job.attempts, why=why)
        if tx.dead_letter(job, why):
            self.dead_lettered(tx, job, why)


async def probe(context: TaskContext, job: Job) -> RunAgain | None:
    """Check whether a hold can end, and come back until it does."""
    key = job.data["hold"]
    trouble = await _slacks_trouble(context) if key == SLACK else None

    def work(tx: Tx) -> datetime | None:
        return _stay_away(context, tx, trouble) if trouble else _let_in(context, tx, key)

    again = await context.book.store.transact(work)
    return RunAgain(again) if again else None


async def _slacks_trouble(context: TaskContext) -> Trouble | None:
    """Return why Slack is unusable; None if it answers, even if it asks Baton to wait."""
    try:
        await context.desk.greet()
    except (NotSent, CannotTell, Declined) as trouble:
        return trouble if trouble.at else None
    return None


def _stay_away(context: TaskContext, tx: Tx, trouble: Trouble) -> datetime:
    """Send nothing more to Slack for a while, alert people if that lasts, and return when to check again."""
    now = context.now()
    hold = tx.begin_hold(SLACK, now, trouble.why)
    tx.shut_gates(SLACK, UPDATES, channel_gate(""), now + SHUT)
    if isinstance(trouble, Declined) or now - hold.since >= OUTAGE:
        announce(context, tx, hold)
    return _next_check(hold, now)


def _let_in(context: TaskContext, tx: Tx, key: str) -> datetime | None:
    """Resume everything if Slack was down and answers. Otherwise let one job try: its result decides for the others."""
    now, hold = context.now(), tx.hold(key)
    if hold is None or hold.shut_until or not tx.try_one(key, now):
        end_hold(context, tx, key)
        return None
    if now - hold.since >= PARTIAL_OUTAGE:
        announce(context, tx, hold)
    return _next_check(hold, now)


def end_hold(context: TaskContext, tx: Tx, key: str) -> None:
    """Resume all jobs on hold for `key`, and alert the people who were alerted before."""
    hold = tx.end_hold(key, context.now())
    if hold:
        log.info("hold.ended", hold=key, since=hold.since.isoformat(), why=hold.why)
        announce_end(context, tx, hold)


def _next_check(hold: Hold, now: datetime) -> datetime:
    # A quarter of the hold's age: quick checks for a short outage, few for a long one.
    age = (now - hold.nudged_at).total_seconds()
    return now + timedelta(seconds=min(max(age / 4, SHORTEST_SECONDS), _longest(hold.key)))


def _longest(key: str) -> float:
    if key == SLACK:
        return SLACK_SECONDS
    is_channel = key.startswith(f"{SLACK}:") and not key.startswith(f"{SLACK}:scope:")
    return CHANNEL_SECONDS if is_channel else OTHER_SECONDS
