"""How each kind of job is carried out: read the case as it is now, act outside, write down what came of it."""

from collections.abc import Awaitable, Callable

from bot.errands import (
    assigning,
    calendar,
    cards,
    channels,
    correcting,
    handling,
    holding,
    ladder,
    lending,
    moods,
    notifying,
    people,
    previewing,
    replies,
    retelling,
    reviewing,
    telling,
    threads,
    watching,
)
from bot.errands.holding import Holds
from bot.errands.tools import Tools
from bot.job import Declined, Job, NotSent, Receipt
from bot.outbox import Again, Spared
from bot.store import Unreadable

__all__ = ["Holds", "Tools", "run"]

Outcome = Receipt | Again | Spared | None

ERRANDS: dict[str, Callable[[Tools, Job], Awaitable[Outcome]]] = {
    "show": cards.show,
    "tidy": cards.tidy,
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
    "recheck": reviewing.recheck,
    "thread": threads.read_thread,
    "alert": telling.alert,
    "amend_alert": telling.amend_alert,
    "inform": telling.inform,
    "tell": telling.tell,
    "alarm": telling.alarm,
    "probe": holding.probe,
    "notify": notifying.notify,
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
    "follow_channel": channels.follow,
}


# A kind this version does not know may be one of the next version's, whose worker is just starting: some four minutes.
TRIES_OF_UNKNOWN = 8


async def run(tools: Tools, job: Job) -> Outcome:
    """Carry out one job. Raises NotSent, Declined or CannotTell."""
    errand = ERRANDS.get(job.kind)
    if errand is None:
        unknown = (
            f"this version of Baton knows no job of the kind {job.kind[:40]}; start the version that wrote it"
        )
        raise NotSent(unknown) if job.failures < TRIES_OF_UNKNOWN else Declined(unknown)
    try:
        return await errand(tools, job)
    except Unreadable as row:
        raise Declined(row.why) from row
