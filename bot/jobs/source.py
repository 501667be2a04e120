"""Jobs in the thread under an escalated message: its progress, and the notifications of the escalator."""

from collections.abc import Iterator
from datetime import datetime

from bot.case.handling_model import Escalation
from bot.case.model import Case, Event
from bot.case.source import ANSWERED, ENDED, news_for
from bot.jobs.build import IN_A_WHILE, PRESSED, UPDATES, channel_gate
from bot.jobs.job import Job

# Events after which the progress may read differently.
REDRAWN = frozenset(
    {
        "accepted",
        "answered_elsewhere",
        "assigned",
        "claimed",
        "deleted",
        "handed_over",
        "joined",
        "released",
        "reopened",
        "resolution_undone",
        "resolved",
        "sent",
        "shown",
        "snoozed",
        "taken_over",
        "unassigned",
        "undone",
        "withdrawn",
        "woken",
    }
)
NEWS = {ANSWERED: "source_answered", ENDED: "source_ended"}


def source_jobs(case: Case, event: Event) -> Iterator[Job]:
    """Yield what an event means for the threads in which the case was escalated."""
    for escalation in case.escalations if event.kind in REDRAWN or event.number == 1 else ():
        if escalation.is_followed:
            yield _progress(case, escalation, event)
            if event.kind == "withdrawn":
                yield _job(case, escalation, "source_erased", event, UPDATES, IN_A_WHILE)
    for escalation, what in news_for(case, event):
        yield _job(case, escalation, NEWS[what], event, channel_gate(escalation.channel), IN_A_WHILE)


def window_job(case: Case, window: str, at: datetime) -> Job:
    """Build the job that shows what came of an escalation in the window `window` of its escalator."""
    data = {"case": case.number, "window": window}
    return Job(f"window/{window}", 0, "escalated", at, data=data, urgency=PRESSED)


def source_key(case: int, escalation: int, kind: str = "source") -> str:
    """Return the receipt key of the message that shows an escalation's progress, or of a notification."""
    return f"{_lane(case)}/{escalation}/{kind}"


def _progress(case: Case, escalation: Escalation, event: Event) -> Job:
    """Build the job that posts the progress, or updates it: one per message, so that a burst is one update."""
    # The card's place is known when the case leaves it, or a moment later, so `shown` may be the first chance to post.
    first = event.number == escalation.number or (event.kind == "shown" and event.data.get("left"))
    kind, gate = ("source", channel_gate(escalation.channel)) if first else ("source_redraw", UPDATES)
    return _job(case, escalation, kind, event, gate, PRESSED if first else IN_A_WHILE)


def _job(case: Case, escalation: Escalation, kind: str, event: Event, gate: str, urgency: int) -> Job:
    data = {"case": case.number, "escalation": escalation.number}
    return Job(_lane(case.number), escalation.number, kind, event.at, data=data, gate=gate, urgency=urgency)


def _lane(case: int) -> str:
    return f"{case}@source"
