"""Tests of timers against a minute-by-minute walk, and of the levels of the escalation policy."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.case import Case, claim
from bot.case.clocks import (
    BREACH,
    REMIND,
    WARN,
    ClockKind,
    SlaTimer,
    change_hours,
    level_at,
    next_level,
    opens_again,
    pause,
    resume,
    spent,
    start,
)
from bot.case.serialization import case_from_json, case_to_json
from bot.case.verbs.warn import warn
from bot.routing import Priority
from bot.routing.rules import Targets
from tests.bot.case.world import AINO, NOW, SERVICE, ask, done, opened

# The last days of summer time in Berlin; New York leaves it a week later.
BEGIN = datetime(2026, 10, 23, 12, 0, tzinfo=UTC)
DAY = 24 * 60
SPANS = {"": None, "Europe/Berlin": (9 * 60, 17 * 60), "America/New_York": (8 * 60 + 30, 16 * 60)}
LINES = {
    "": "",
    "Europe/Berlin": "Europe/Berlin; Mo-Sa 09:00-17:00",
    "America/New_York": "America/New_York; Mo-Sa 08:30-16:00",
}
Deed = tuple[str, int, str]
deeds = st.lists(
    st.tuples(st.sampled_from(["pause", "go on", "rehour"]), st.integers(1, DAY), st.sampled_from([*LINES])),
    max_size=5,
)


def is_open(zone: str, minute: int) -> bool:
    """By the clock on the wall, in its own words."""
    span = SPANS[zone]
    local = (BEGIN + timedelta(minutes=minute)).astimezone(ZoneInfo(zone or "UTC"))
    return span is None or (local.weekday() < 6 and span[0] <= local.hour * 60 + local.minute < span[1])


def walked(zone: str, target: int, plan: list[Deed]) -> tuple[int, int | None]:
    """Minutes spent by the last deed, and the minute it is due after that (None: paused): counted one by one."""
    minute, used, runs = 0, 0, True
    for what, wait, to in plan:
        for _ in range(wait):
            used += runs and is_open(zone, minute)
            minute += 1
        runs, zone = {"pause": (False, zone), "go on": (True, zone), "rehour": (runs, to)}[what]
    if not runs:
        return used, None
    left = target - used
    while left > 0:
        left -= is_open(zone, minute)
        minute += 1
    return used, minute


@settings(max_examples=150)
@given(st.sampled_from([*LINES]), st.integers(1, 2 * DAY), deeds)
def test_any_life_of_a_clock_agrees_with_a_walk_from_minute_to_minute(
    zone: str, target: int, plan: list[Deed]
) -> None:
    """Pitfalls 36 and 37."""
    at = BEGIN
    clock = start(ClockKind.CLAIM, target * 60, LINES[zone], at, 1)
    for place, (what, wait, to) in enumerate(plan, start=2):
        at += timedelta(minutes=wait)
        clock = after_deed(clock, what, to, at, place)
    used, due = walked(zone, target, plan)
    assert spent(clock, at) == used * 60
    if due is None or used >= target:
        assert (clock.due_at is None) is (due is None)
    else:
        assert clock.due_at == BEGIN + timedelta(minutes=due)


def after_deed(clock: SlaTimer, what: str, to: str, at: datetime, place: int) -> SlaTimer:
    if what == "rehour":
        return change_hours(clock, LINES[to], at, place)
    if what == "pause":
        return pause(clock, at) if clock.since else clock
    return clock if clock.since else resume(clock, at, place)


def test_the_levels_come_one_after_another_and_each_is_notified_once() -> None:
    clock = start(ClockKind.CLAIM, 6_000, "", BEGIN, 1)

    def minutes(count: float) -> datetime:
        return BEGIN + timedelta(minutes=count)

    assert [level_at(clock, minutes(m)) for m in (49, 50, 80, 100)] == [0, REMIND, WARN, BREACH]
    assert next_level(clock, minutes(0)) == minutes(50)
    told = replace(clock, notified=REMIND)
    assert (level_at(told, minutes(60)), next_level(told, minutes(60))) == (0, minutes(80))
    assert next_level(told, minutes(101)) is None
    assert level_at(replace(clock, notified=BREACH), minutes(500)) == 0


def test_a_level_waits_with_the_hours() -> None:
    """Pitfall 37: nobody is reminded at midnight."""
    clock = start(
        ClockKind.CLAIM, 7_200, LINES["Europe/Berlin"], datetime(2026, 10, 23, 14, 30, tzinfo=UTC), 1
    )
    assert next_level(clock, clock.started_at) == datetime(2026, 10, 24, 7, 30, tzinfo=UTC)
    assert opens_again(clock, datetime(2026, 10, 23, 22, 0, tzinfo=UTC)) == datetime(
        2026, 10, 24, 7, 0, tzinfo=UTC
    )
    assert opens_again(clock, datetime(2026, 10, 24, 8, 0, tzinfo=UTC)) is None


def test_a_case_saved_before_there_were_clocks_goes_on_as_it_was() -> None:
    """An old row holds a due time and no clock; the next event must not lose it."""
    new = opened()
    old = case_from_json(case_to_json(replace(new, clocks=(), asked_at=None)))
    assert (old.asked_at, old.due_at) == (new.asked_at, new.due_at)
    claimed: Case = done(old, (claim, ask(AINO), {}))
    assert claimed.due_at == NOW + timedelta(hours=1)
    assert [(one.kind, one.target) for one in claimed.clocks] == [(ClockKind.FIRST_RESPONSE, 3_600)]


def test_a_scored_priority_rises_while_the_customer_waits() -> None:
    route = replace(SERVICE, score=(("words", 2), ("waiting", 0)))
    case = opened(route=route)
    for level, points in ((REMIND, 1), (WARN, 1), (BREACH, 2)):
        case = done(case, (warn, ask(minutes=level), {"kind": ClockKind.FIRST_RESPONSE, "level": level}))
        assert dict(case.route.score)["waiting"] == points
        assert case.route.priority is Priority.HIGH


def test_a_late_claim_leaves_the_priority_as_it_is() -> None:
    route = replace(SERVICE, score=(("words", 2), ("waiting", 0)), targets=Targets(claim=60))
    case = done(opened(route=route), (warn, ask(), {"kind": ClockKind.CLAIM, "level": BREACH}))
    assert case.route == route
