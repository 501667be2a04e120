"""Business hours against a reference that walks minute by minute with a clock on the wall."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.hours import Hours, read_hours
from bot.hours.parse import write_schedule
from bot.hours.schedule import Schedule
from bot.hours.spans import Spans

MINUTE = timedelta(minutes=1)
DAYS = 8
# A zone and a day in the week to walk, most with a change of the clock in their midst; some span months and years.
WEEKS = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Santiago", date(2026, 4, 5)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Africa/Cairo", date(2026, 10, 29)),
    ("Asia/Kolkata", date(2026, 12, 31)),
    ("Pacific/Kiritimati", date(2028, 2, 29)),
]


@dataclass(frozen=True)
class Walk:
    """Minutes of UTC from `start`; `minute_at` says in which of them the wall clock first shows a local time."""

    start: datetime
    minute_at: dict[datetime, int]

    def at(self, minute: int) -> datetime:
        return self.start + minute * MINUTE


@lru_cache
def walk(zone: str, around: date) -> Walk:
    start = datetime.combine(around - timedelta(days=DAYS), time(), UTC)
    minute_at: dict[datetime, int] = {}
    shown = start.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    for minute in range(2 * DAYS * 1440):
        last, shown = shown, (start + minute * MINUTE).astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        skipped = range(1, (shown - last) // MINUTE)
        # A time that is skipped comes when a clock nobody turned would show it.
        minute_at.update({last + ahead * MINUTE: minute - 1 + ahead for ahead in skipped})
        minute_at.setdefault(shown, minute)
    return Walk(start, minute_at)


def open_minutes(schedule: Schedule, around: date) -> set[int]:
    """Which minutes of the walk are open, for the days about its middle."""
    steps = walk(schedule.zone.key, around)
    found: set[int] = set()
    for ahead in range(-DAYS + 2, DAYS - 2):
        day = around + timedelta(days=ahead)
        midnight = datetime.combine(day, time())
        for start, end in schedule.spans_on(day):
            found.update(range(*(steps.minute_at[midnight + at * MINUTE] for at in (start, end))))
    return found


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """Up to two spans that do not touch, the last perhaps over midnight."""
    times = sorted(draw(st.sets(st.integers(0, 1438), min_size=4, max_size=4)))
    first, last = (times[0], times[1]), (times[2], times[3])
    if draw(st.booleans()):
        last = (times[3], 1440 + times[0])
        first = (times[1], times[2])
    return draw(st.sampled_from([(), (first,), (last,), (first, last)]))


@st.composite
def plans(draw: st.DrawFn) -> tuple[Schedule, date]:
    zone, around = draw(st.sampled_from(WEEKS))
    week = draw(st.tuples(*[spans()] * 7).filter(any))
    near = st.integers(-3, 3).map(lambda ahead: around + timedelta(days=ahead))
    closed = draw(st.lists(near, max_size=2))
    opened = draw(st.dictionaries(near, spans().filter(bool), max_size=1))
    schedule = Schedule(ZoneInfo(zone), week, closed=tuple((day, day) for day in closed), opened=opened)
    return schedule, around


def hours_of(schedule: Schedule) -> Hours:
    """As they come back from a route, so that writing and reading are tried too."""
    return read_hours(write_schedule(schedule))


@settings(max_examples=80)
@given(plans(), st.integers(-3 * 1440, 0), st.integers(1, 3 * 1440), st.integers(1, 2000))
def test_every_answer_agrees_with_a_walk_by_the_minute(
    drawn: tuple[Schedule, date], ahead: int, long: int, open_time: int
) -> None:
    """See docs/pitfalls.md, 36 and 37."""
    schedule, around = drawn
    hours, steps, is_open = (
        hours_of(schedule),
        walk(schedule.zone.key, around),
        open_minutes(schedule, around),
    )
    start = DAYS * 1440 + ahead
    minutes = range(start, start + long)
    counted = [minute for minute in minutes if minute in is_open]
    assert [minute for minute in minutes if hours.is_open(steps.at(minute))] == counted
    assert hours.between(steps.at(start), steps.at(start + long)) == 60 * len(counted)
    if counted:
        assert hours.next_open(steps.at(start)) == steps.at(counted[0])
    if len(counted) < long:
        shut = next(minute for minute in minutes if minute not in is_open)
        assert hours.next_close(steps.at(start)) == steps.at(shut)
    if len(counted) >= open_time:
        assert hours.after(steps.at(start), 60 * open_time) == steps.at(counted[open_time - 1] + 1)


moments = st.integers(0, 4 * 365 * 86400).map(
    lambda seconds: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)
seconds = st.integers(0, 90 * 86400)


@settings(max_examples=80)
@given(plans(), moments, seconds, seconds)
def test_going_on_and_measuring_are_each_others_inverse(
    drawn: tuple[Schedule, date], start: datetime, some: int, more: int
) -> None:
    hours = hours_of(drawn[0])
    due, later = hours.after(start, some), hours.after(start, some + more)
    assert abs(hours.between(start, due) - some) < 1e-5
    assert start <= due <= later
    assert abs((hours.after(due, more) - later).total_seconds()) < 1e-5
    assert abs(hours.between(start, due) + hours.between(due, later) - hours.between(start, later)) < 1e-5


@settings(max_examples=50)
@given(plans(), moments, st.integers(0, 40 * 86400), seconds)
def test_who_begins_later_is_never_due_earlier(
    drawn: tuple[Schedule, date], start: datetime, wait: int, some: int
) -> None:
    hours = hours_of(drawn[0])
    assert hours.after(start, some) <= hours.after(start + timedelta(seconds=wait), some)
