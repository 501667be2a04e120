"""What the outbox reports back: the card stands in a thread, or something is stuck."""

from bot.case.codec import thread_to_json
from bot.case.records import Ask, Case, Event, Thread


def record_shown(
    case: Case, ask: Ask, *, thread: Thread, drawn: int, told: tuple[str, ...] = ()
) -> list[Event]:
    """The card of version `drawn` stands in `thread`; `told` names those on shift whom it told."""
    if case.thread == thread:
        return []
    on_shift = {"told": list(told)} if told else {}
    return [ask.event("shown", thread=thread_to_json(thread), drawn=drawn, **on_shift)]


def record_stuck(case: Case, ask: Ask, *, job: str, why: str) -> list[Event]:
    """A job of this case was buried: people must know, and may try again."""
    return [ask.event("stuck", job=job, why=why)]


def record_unstuck(case: Case, ask: Ask) -> list[Event]:
    """Somebody sent what was stuck on its way again."""
    return [ask.event("unstuck")] if case.stuck else []
