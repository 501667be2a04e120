"""Telling a team and a person that they work together for a while."""

from datetime import datetime

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.shifts import Loan
from bot.slack.views.shifts import draw_temporary_member
from bot.tasks.context import TaskContext


async def lent(context: TaskContext, job: Job) -> Receipt | None:
    """Say in the team's channel that a loan began or ended; nothing where the rules no longer have the team."""
    data = job.data
    team = context.roster.team(data["team"])
    if team is None:
        return None
    loan = Loan(data["team"], data["person"], data["by"], datetime.fromisoformat(data["until"]))
    message = draw_temporary_member(loan, team.title, context.now())
    return await context.desk.post(team.channel, message, key=job.key, again=job.attempts > 1)
