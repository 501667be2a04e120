"""What follows from snoozes, hand-overs and questions to others: a case wakes, a lead and another team are told."""

from collections.abc import Iterable

from bot.case import wake_in_time
from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.routing import Team
from bot.routing.rules import ON_SHIFT
from bot.slack.views.handoff import draw_bouncing, draw_guidance_wanted
from bot.tasks.alerts import post_placed
from bot.tasks.context import TaskContext


async def wake(context: TaskContext, job: Job) -> None:
    """The time of a snooze has come; a case that woke meanwhile, or was snoozed anew, is left alone."""
    await context.book.do(job.data["case"], context.ask(job), wake_in_time, number=job.data["event"])


async def contested(context: TaskContext, job: Job) -> Receipt:
    """Tell the leads of both teams, in the alert channel, that a case goes to and fro."""
    case, event = await context.case_and_event(job)
    both = _teams(context, (event.data["team_from"], event.data["team_to"]))
    lead = await context.desk.whom([name for team in both for name in team.lead])
    message = draw_bouncing(case, event, lead)
    return await post_placed(context, job, context.alerts, message)


async def guide(context: TaskContext, job: Job) -> Receipt | None:
    """Tell a team, in its own channel, that it is asked for guidance; a question settled meanwhile is not told."""
    case, event = await context.case_and_event(job)
    if all(asked.number != event.number for asked in case.guidance):
        return None
    teams = _teams(context, [event.data["team"]])
    if not teams:
        return None
    message = draw_guidance_wanted(case, event, await context.desk.whom(await _notified(context, teams[0])))
    return await post_placed(context, job, teams[0].channel, message)


async def _notified(context: TaskContext, team: Team) -> list[str]:
    """Whom the team notifies; in place of the people on shift their names."""
    on_shift = await context.roster.to_tell(team.name, context.now()) if ON_SHIFT in team.notify else ()
    return [name for each in team.notify for name in (on_shift if each == ON_SHIFT else (each,))]


def _teams(context: TaskContext, names: Iterable[str]) -> list[Team]:
    """Those of these teams that are still in the rules."""
    teams = context.rules().teams
    return [teams[name] for name in names if name in teams]
