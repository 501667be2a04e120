"""How each kind of job is carried out: read the case as it is now, act outside, write down what came of it."""

from collections.abc import Awaitable, Callable

from bot.errands import (
    assigning,
    calendar,
    cards,
    correcting,
    handling,
    ladder,
    lending,
    moods,
    people,
    previewing,
    replies,
    retelling,
    reviewing,
    telling,
    watching,
)
from bot.errands.telling import on_buried
from bot.errands.tools import Tools
from bot.job import Job, Receipt
from bot.outbox import Again

__all__ = ["Tools", "on_buried", "run"]

Outcome = Receipt | Again | None

ERRANDS: dict[str, Callable[[Tools, Job], Awaitable[Outcome]]] = {
    "show": cards.show,
    "redraw": cards.redraw,
    "window": cards.window,
    "say": cards.say,
    "say_again": cards.say_again,
    "settle": cards.settle,
    "story": cards.story,
    "retell": retelling.retell,
    "reply": replies.reply,
    "correct": correcting.correct,
    "delete": correcting.delete,
    "look": watching.look,
    "fetch": watching.fetch,
    "review": reviewing.review,
    "alert": telling.alert,
    "amend_alert": telling.amend_alert,
    "inform": telling.inform,
    "acquaint": people.acquaint,
    "preview": previewing.preview,
    "tick": ladder.tick,
    "gather": ladder.gather,
    "warn_team": ladder.warn_team,
    "retime": ladder.retime,
    "learn": moods.learn,
    "wake": handling.wake,
    "sweep": calendar.sweep,
    "sample": calendar.sample,
    "resample": calendar.resample,
    "contested": handling.contested,
    "guide": handling.guide,
    "lent": lending.lent,
    "assign": assigning.give_out,
    "take_back": assigning.take_back_late,
}


async def run(tools: Tools, job: Job) -> Outcome:
    """Carry out one job. Raises NotSent, Declined or CannotTell."""
    return await ERRANDS[job.kind](tools, job)
