"""Times as people say them, in their own zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.hours.phrases import parse_time

BERLIN = ZoneInfo("Europe/Berlin")
# A Sunday, 10:00 in Berlin.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2h", "2026-11-22 12:00"),
        ("for 90 minutes", "2026-11-22 11:30"),
        ("1h 30m", "2026-11-22 11:30"),
        ("3 days", "2026-11-25 10:00"),
        ("1w", "2026-11-29 10:00"),
        ("17:30", "2026-11-22 17:30"),
        ("at 5pm", "2026-11-22 17:00"),
        ("until 9:30", "2026-11-23 09:30"),
        ("10:00", "2026-11-23 10:00"),
        ("12am", "2026-11-23 00:00"),
        ("12pm", "2026-11-22 12:00"),
        ("tomorrow", "2026-11-23 09:00"),
        ("Tomorrow 14:15", "2026-11-23 14:15"),
        ("today at 11:00", "2026-11-22 11:00"),
        ("sunday", "2026-11-29 09:00"),
        ("on mon", "2026-11-23 09:00"),
        ("fri 14:30", "2026-11-27 14:30"),
        ("2026-12-01 8am", "2026-12-01 08:00"),
        ("2026-12-01", "2026-12-01 09:00"),
    ],
)
def test_a_time_phrase_is_read_in_the_zone_of_its_writer(words: str, expected: str) -> None:
    found = parse_time(words, NOW, BERLIN)
    assert found.tzinfo is UTC
    assert f"{found.astimezone(BERLIN):%Y-%m-%d %H:%M}" == expected


def test_days_keep_the_time_of_day_when_the_clocks_change_and_hours_are_hours() -> None:
    """docs/pitfalls.md, 37: Berlin goes back from 3:00 to 2:00 on 25 October 2026."""
    before = datetime(2026, 10, 24, 10, 0, tzinfo=UTC)
    assert parse_time("1 day", before, BERLIN) == datetime(2026, 10, 25, 11, 0, tzinfo=UTC)
    assert parse_time("24h", before, BERLIN) == datetime(2026, 10, 25, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "9",
        "25:00",
        "13pm",
        "0am",
        "2h soon",
        "2026-13-01",
        "9999-12-31 23:59",
        "9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w "
        "9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w "
        "9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w 9999w",
        "tomorrow tomorrow",
        "<!channel>",
        "mo",
        "١٧:٣٠h",
    ],
)
def test_what_is_no_moment_is_refused_with_what_may_be_said(words: str) -> None:
    west = ZoneInfo("America/New_York")
    with pytest.raises(ValueError, match="tomorrow 9:00"):
        parse_time(words, NOW, west)
