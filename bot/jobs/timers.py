"""The jobs of an event that wait for a time, each in a lane of its own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.case.model import Case, Event
from bot.case.verbs.snooze import LONGEST_SNOOZE
from bot.jobs.job import Job

# How long before a network stops taking answers the card says so once more.
LAST_CALL = timedelta(hours=1)


# So long corrections of moods gather before Baton learns from them.
LEARN_AFTER = timedelta(minutes=5)


def windows(case: Case, event: Event) -> Iterator[Job]:
    """The card's countdown, where the network takes answers for a while only. A timer has a lane of its own."""
    until = event.data.get("mention", {}).get("may_reply", {}).get("until")
    if until is None:
        return
    end = datetime.fromisoformat(until)
    lane, data = f"{case.number}@window/{event.number}", {"case": case.number}
    for position, at in enumerate((end - LAST_CALL, end)):
        if at > event.at:
            yield Job(lane, position, "window", at, data)


def learn(case: Case, event: Event) -> Iterator[Job]:
    """From what was said of moods, for all cases together; what its author took away is unlearned."""
    if case.mood:
        yield Job("moods", 0, "learn", event.at + LEARN_AFTER)


def wake_up(case: Case, event: Event) -> Iterator[Job]:
    """At its time, and where no time was said, so late that it only keeps the case from being forgotten."""
    until = event.data["until"]
    at = datetime.fromisoformat(until) if until else event.at + LONGEST_SNOOZE
    data = {"case": case.number, "event": event.number}
    yield Job(f"{case.number}@snooze/{event.number}", 0, "wake", at, data)


def take_back(case: Case, event: Event) -> Iterator[Job]:
    data = {"case": case.number, "event": event.number}
    at = datetime.fromisoformat(event.data["until"])
    yield Job(f"{case.number}@assignment/{event.number}", 0, "take_back", at, data)
