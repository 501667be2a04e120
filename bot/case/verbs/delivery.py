"""What the outbox reports back: the card stands in a thread, or something is stuck."""

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
    """The card of version `drawn`, meant for `team`, stands in `thread`; `told` names those on shift whom it told, and
    `unnotified` those it could not notify yet.

    Where the case was handed over while the card was posted, that is a thread it has left already.
    """
    if thread in (case.thread, *case.earlier_threads):
        return []
    about = {"thread": thread_to_json(thread), "drawn": drawn} | ({"told": list(told)} if told else {})
    about |= {"unnotified": list(unnotified)} if unnotified else {}
    left = {"left": True} if team != case.route.team else {}
    return [ask.event("shown", **about, **left)]


def record_stuck(case: Case, ask: Ask, *, job: str, why: str) -> list[Event]:
    """A job of this case was buried: people must know, and may try again."""
    return [ask.event("stuck", job=job, why=why)]


def record_unstuck(case: Case, ask: Ask) -> list[Event]:
    """Somebody sent what was stuck on its way again."""
    return [ask.event("unstuck")] if case.stuck else []
