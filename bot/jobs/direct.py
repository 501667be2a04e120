"""Jobs that notify people of an event by direct message."""

from collections.abc import Iterator

from bot.case.model import Case, Event
from bot.case.notifications import notices
from bot.jobs.build import DIRECT, urgency_of
from bot.jobs.job import Job


def notify_people(case: Case, event: Event) -> Iterator[Job]:
    """Yield the job for the people whom the event concerns, if any: who wants a message is known when it runs.

    One lane per case keeps the order of its messages.
    """
    if notices(case, event):
        lane, data = f"{case.number}@owner", {"case": case.number, "event": event.number}
        urgency = urgency_of(case)
        yield Job(lane, event.number, "notify_owner", event.at, data=data, gate=DIRECT, urgency=urgency)
