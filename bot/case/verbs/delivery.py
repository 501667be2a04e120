"""Reports of the outbox: a card was posted, or a job failed permanently."""

from bot.case.model import Ask, Case, Event, Thread
from bot.case.serialization import thread_to_json


def record_shown(
    case: Case,
    ask: Ask,
    *,
    thread: Thread,
    team: str,
    drawn: int,
    told: tuple[str, ...] = (),
    unnotified: tuple[str, ...] = (),
) -> list[Event]:
    """Record that the card of version `drawn`, meant for `team`, was posted in `thread`.

    `told` are the agents on shift whom it notified, `unnotified` those it could not notify yet. If the case was handed
    over while the card was posted, the case has already left that thread.
    """
    if thread in (case.thread, *case.earlier_threads):
        return []
    about = {"thread": thread_to_json(thread), "drawn": drawn} | ({"told": list(told)} if told else {})
    about |= {"unnotified": list(unnotified)} if unnotified else {}
    left = {"left": True} if team != case.route.team else {}
    return [ask.event("shown", **about, **left)]


def record_stuck(case: Case, ask: Ask, *, job: str, why: str) -> list[Event]:
    """Record that a job of this case failed permanently, so that people know and can retry it."""
    return [ask.event("stuck", job=job, why=why)]


def record_unstuck(case: Case, ask: Ask) -> list[Event]:
    """Record that a person retried the failed job."""
    return [ask.event("unstuck")] if case.stuck else []
