"""Tasks of SLA timers: the check of a case, the collected message to a team, and new hours for open cases."""

from collections.abc import Iterable, Sequence
from functools import partial

from bot.case import Case, ClockKind, SlaTimer
from bot.case.clocks import BREACH
from bot.case.notifications import sole_owner
from bot.case.verbs.warn import Warned, still_due
from bot.delivery import Receipt
from bot.jobs.build import timer_job
from bot.jobs.job import Job
from bot.outbox import RunAgain
from bot.services import escalation
from bot.slack.views.blocks import Element
from bot.slack.views.escalation import WarningPart, draw_warning
from bot.store.tx import Tx
from bot.tasks.context import TaskContext

WAIT_FOR_RULES = 2.0


async def tick(context: TaskContext, job: Job) -> None:
    """Check a case's timers against the escalation policy, and queue the next check.

    Earlier versions queued a job for each timer; those run here, too, and end in the same single job.
    """
    number, ask, rules = job.data["case"], context.ask(job), context.rules()

    def work(tx: Tx) -> None:
        if at := escalation.evaluate(tx, number, ask, rules, context.collect_for):
            tx.add_jobs([timer_job(number, at)])

    await context.book.store.transact(work)


async def flush(context: TaskContext, job: Job) -> RunAgain | None:
    """Flush a team's collected SLA notifications into one message."""
    rules, now = context.rules(), context.now()
    at = await context.book.store.transact(
        lambda tx: escalation.flush(tx, job.data["team"], now, rules, context.alerts)
    )
    return RunAgain(at) if at else None


async def warn_team(context: TaskContext, job: Job) -> Receipt | None:
    """Post one message about all timers of a team that are overdue or close to it, without cases settled meanwhile.

    For a team that no longer exists the alert channel is notified.
    """
    team = context.rules().teams.get(job.data["team"])
    warned = [Warned(case, ClockKind(clock), level) for case, clock, level in job.data["late"]]
    cases = await context.book.store.transact(lambda tx: tx.cases(sorted({each.case for each in warned})))
    found = [(cases[each.case], still_due(cases[each.case], each)) for each in warned if each.case in cases]
    rows = [(case, clock) for case, clock in found if clock]
    if not rows:
        return None
    late, soon = [[row for row in rows if (row[1].notified == BREACH) is wanted] for wanted in (True, False)]
    lead = await context.desk.whom(team.lead) if late and team else []
    told = (
        await context.desk.whom(await context.roster.to_tell(job.data["team"], context.now())) if soon else []
    )
    away = await _away(context, [case for case, _ in rows], job.data["team"])
    message = draw_warning(
        WarningPart(late, _besides_owner(lead, late)), WarningPart(soon, _besides_owner(told, soon)), away
    )
    channel = team.channel if team else context.alerts
    return await context.desk.post(channel, message, key=job.key, again=job.attempts > 1)


async def retime(context: TaskContext, job: Job) -> RunAgain | None:
    """Apply changed rules to a team's open cases.

    Another process may load new rules earlier than this one, so the job waits for its version.
    """
    rules = context.rules()
    if rules.version != job.data["version"]:
        return RunAgain(context.later(WAIT_FOR_RULES))
    ask = context.ask(job)
    after: int | None = 0
    while after is not None:
        page = partial(escalation.retime_page, team=job.data["team"], after=after, ask=ask, rules=rules)
        after = await context.book.store.transact(page)
    return None


def _besides_owner(notify: Sequence[Element], rows: Sequence[tuple[Case, SlaTimer]]) -> list[Element]:
    """Leave out a person who owns all these cases: their own threads or direct messages notify them."""
    owner = sole_owner(case for case, _ in rows)
    return [element for element in notify if owner is None or element.get("user_id") != owner]


async def _away(context: TaskContext, cases: Iterable[Case], team: str) -> set[str]:
    """Return the owners of these cases who work in the team and are off shift."""
    now, owners = context.now(), {case.owner for case in cases if case.owner}
    return {owner for owner in owners if await context.roster.is_away(owner, team, now)}
