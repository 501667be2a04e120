"""Notices about temporary assignments to a team."""

from datetime import datetime

from bot.delivery import Receipt
from bot.jobs.job import Job
from bot.shifts import Loan
from bot.slack.views.shifts import draw_temporary_member
from bot.tasks.context import TaskContext


async def lent(context: TaskContext, job: Job) -> Receipt | None:
    """Post in the team's channel that a temporary assignment began or ended; nothing for a team that is gone."""
    data = job.data
    team = context.roster.team(data["team"])
    if team is None:
        return None
    loan = Loan(data["team"], data["person"], data["by"], datetime.fromisoformat(data["until"]))
    message = draw_temporary_member(loan, team.title, context.now())
    return await context.desk.post(team.channel, message, key=job.key, again=job.attempts > 1)
