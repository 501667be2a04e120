"""Tasks after snoozes, hand-overs and questions: end a snooze, notify leads or another team."""

from collections.abc import Iterable

from bot.case import Event, wake_in_time
from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.routing import Team
from bot.routing.rules import ON_SHIFT
from bot.slack.views.blocks import Element
from bot.slack.views.handoff import draw_bouncing, draw_guidance_wanted
from bot.tasks.alerts import post_placed
from bot.tasks.context import TaskContext


async def wake(context: TaskContext, job: Job) -> None:
    """End a snooze at its time, unless it ended or was replaced before."""
    await context.book.do(job.data["case"], context.ask(job), wake_in_time, number=job.data["event"])


async def contested(context: TaskContext, job: Job) -> Receipt:
    """Notify the leads of both teams, in the alert channel, that a case bounces between them."""
    case, event = await context.case_and_event(job)
    both = _teams(context, (event.data["team_from"], event.data["team_to"]))
    lead = await context.desk.whom([name for team in both for name in team.lead])
    message = draw_bouncing(case, event, _besides_actor(lead, event))
    return await post_placed(context, job, context.alerts, message)


async def guide(context: TaskContext, job: Job) -> Receipt | None:
    """Notify a team, in its own channel, of a question to it, unless that is settled."""
    case, event = await context.case_and_event(job)
    if all(asked.number != event.number for asked in case.guidance):
        return None
    teams = _teams(context, [event.data["team"]])
    if not teams:
        return None
    notify = await context.desk.whom(await _notified(context, teams[0]))
    message = draw_guidance_wanted(case, event, _besides_actor(notify, event))
    return await post_placed(context, job, teams[0].channel, message)


async def _notified(context: TaskContext, team: Team) -> list[str]:
    """Return the names the team notifies, with the agents on shift in place of ON_SHIFT."""
    on_shift = await context.roster.to_tell(team.name, context.now()) if ON_SHIFT in team.notify else ()
    return [name for each in team.notify for name in (on_shift if each == ON_SHIFT else (each,))]


def _besides_actor(notify: Iterable[Element], event: Event) -> list[Element]:
    """Leave out the person who did it: nobody is notified of what they did."""
    return [element for element in notify if element.get("user_id") != event.by]


def _teams(context: TaskContext, names: Iterable[str]) -> list[Team]:
    """Return those of these teams that the rules still have."""
    teams = context.rules().teams
    return [teams[name] for name in names if name in teams]
