"""Jobs that wait for a time, each in a lane of its own."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.case.clocks import next_check
from bot.case.model import Case, Event
from bot.case.verbs.snooze import LONGEST_SNOOZE
from bot.jobs.build import timer_job
from bot.jobs.job import Job

# Time before the reply window closes at which the card is redrawn.
LAST_CALL = timedelta(hours=1)


# Corrections are collected this long before the classifier is trained.
LEARN_AFTER = timedelta(minutes=5)


def timer(case: Case, at: datetime, run: int | None = None) -> Iterator[Job]:
    """Yield the case's timer job, at its earliest check.

    With `run`, only timers count that event `run` started.
    """
    looks = [next_check(clock, at) for clock in case.clocks if run in (None, clock.run)]
    if look_at := min(filter(None, looks), default=None):
        yield timer_job(case.number, look_at)


def windows(case: Case, event: Event) -> Iterator[Job]:
    """Yield the redraws of the card's countdown, where the network accepts replies only for a while."""
    until = event.data.get("mention", {}).get("may_reply", {}).get("until")
    if until is None:
        return
    end = datetime.fromisoformat(until)
    lane, data = f"{case.number}@window/{event.number}", {"case": case.number}
    for position, at in enumerate((end - LAST_CALL, end)):
        if at > event.at:
            yield Job(lane, position, "window", at, data=data)


def learn(case: Case, event: Event) -> Iterator[Job]:
    """Yield the training job, one for all cases; it also unlearns deleted posts."""
    if case.sentiment:
        yield Job("moods", 0, "learn", event.at + LEARN_AFTER)


def wake_up(case: Case, event: Event) -> Iterator[Job]:
    """Yield the end of a snooze.

    A snooze without an end gets the longest allowed one, so that the case is not forgotten.
    """
    until = event.data["until"]
    yield _wake(case, event.number, datetime.fromisoformat(until) if until else event.at + LONGEST_SNOOZE)


def follow_up(case: Case, event: Event) -> Iterator[Job]:
    """Yield the end of a wait for the customer, if it has a follow-up time."""
    if until := event.data["until"]:
        yield _wake(case, event.number, datetime.fromisoformat(until))


def restart(case: Case, event: Event) -> Iterator[Job]:
    """Yield the ends of what an undo brought back: a snooze, a follow-up, the time to accept an assignment.

    Their jobs may have run in the meantime.
    """
    if case.snooze:
        yield _wake(case, case.snooze.number, case.snooze.until or event.at + LONGEST_SNOOZE)
    if case.follow_up and case.follow_up.until:
        yield _wake(case, case.follow_up.number, case.follow_up.until)
    if case.assignment:
        yield _take_back(case, case.assignment.number, case.assignment.until)


def _wake(case: Case, event: int, at: datetime) -> Job:
    data = {"case": case.number, "event": event}
    return Job(f"{case.number}@snooze/{event}", 0, "wake", at, data=data)


def take_back(case: Case, event: Event) -> Iterator[Job]:
    """Yield the end of the time to accept an assignment."""
    yield _take_back(case, event.number, datetime.fromisoformat(event.data["until"]))


def _take_back(case: Case, event: int, at: datetime) -> Job:
    data = {"case": case.number, "event": event}
    return Job(f"{case.number}@assignment/{event}", 0, "take_back", at, data=data)
