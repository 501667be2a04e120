"""The start of a team's day and week."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.jobs.from_calendar import calendar_jobs, next_day, next_week
from bot.routing import Team, read_rules

LONDON = ZoneInfo("Europe/London")
OFFICE = "Europe/Berlin; Mo-Fr 09:00-12:00, Mo-Fr 13:00-17:30; closed 2026-11-23"
NIGHT = "Europe/Berlin; Mo-Su 22:00-06:00"
WEEKDAYS = "Europe/Berlin; Mo-Fr 00:00-24:00"
ALWAYS = "Europe/Berlin; Mo-Su 00:00-24:00"


def team(hours: str) -> Team:
    return Team("service", "Service", "#service", (), 3_600, hours=hours)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ("", "2026-07-01 07:59", "2026-07-01 08:00"),
        ("", "2026-07-01 08:00", "2026-07-02 08:00"),
        (OFFICE, "2026-11-20 07:59", "2026-11-20 08:00"),
        # After lunch is no new day.
        (OFFICE, "2026-11-19 11:30", "2026-11-20 08:00"),
        # A weekend, then a Monday off.
        (OFFICE, "2026-11-20 08:00", "2026-11-24 08:00"),
        (OFFICE, "2026-11-22 10:00", "2026-11-24 08:00"),
        # A shift over midnight begins in the evening.
        (NIGHT, "2026-11-20 02:00", "2026-11-20 21:00"),
        (NIGHT, "2026-11-20 21:00", "2026-11-21 21:00"),
        (ALWAYS, "2026-11-20 02:00", "2026-11-20 08:00"),
        # Open round the clock, but not every day: a Friday, then a Saturday.
        (WEEKDAYS, "2026-11-20 02:00", "2026-11-20 08:00"),
        (WEEKDAYS, "2026-11-20 12:00", "2026-11-22 23:00"),
        (WEEKDAYS, "2026-11-23 02:00", "2026-11-23 08:00"),
    ],
)
def test_a_day_begins_with_its_first_opening(hours: str, now: str, expected: str) -> None:
    """Pitfall 37: no reminder at midnight, on a weekend or a holiday."""
    found = next_day(team(hours), LONDON, utc(now))
    assert (found, found.tzinfo) == (utc(expected), UTC)


@pytest.mark.parametrize(
    ("hours", "now", "expected"),
    [
        ("", "2026-11-20 12:00", "2026-11-23 09:00"),
        ("", "2026-11-23 09:00", "2026-11-30 09:00"),
        (OFFICE, "2026-11-20 12:00", "2026-11-24 08:00"),
        (OFFICE, "2026-11-24 08:00", "2026-11-30 08:00"),
    ],
)
def test_a_week_begins_on_its_first_working_day(hours: str, now: str, expected: str) -> None:
    assert next_week(team(hours), LONDON, utc(now)) == utc(expected)


def test_every_team_has_a_sweep_and_all_have_one_sample() -> None:
    text = "teams: {a: {channel: '#a'}, b: {channel: '#b'}}\nmarketing: b\ndefault: {team: a}\n"
    jobs = calendar_jobs(read_rules(text), LONDON, utc("2026-11-20 12:00"))
    about: list[tuple[str, Any]] = [(job.key, job.data) for job in jobs]
    assert about == [
        ("sweep/a/0/sweep", {"team": "a"}),
        ("sweep/b/0/sweep", {"team": "b"}),
        ("sample/0/sample", {}),
    ]
