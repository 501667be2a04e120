"""The end of a shift: as written, within bounds, and by default."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.routing.rules import Team
from bot.shifts import LONGEST_ON, read_until, toggle_end

# A Monday, 10:00 in Berlin.
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEAM = Team("a", "A", "#a", (), 60, hours="Europe/Berlin; Mo-Fr 09:00-17:30")
BERLIN = ZoneInfo("Europe/Berlin")
ALWAYS = Team("a", "A", "#a", (), 60)


@pytest.mark.parametrize(
    ("team", "at", "end"),
    [
        (TEAM, MONDAY, datetime(2026, 11, 23, 16, 30, tzinfo=UTC)),  # at the end of the working day
        (
            TEAM,
            datetime(2026, 11, 23, 6, tzinfo=UTC),
            datetime(2026, 11, 23, 16, 30, tzinfo=UTC),
        ),  # said before it
        (
            TEAM,
            datetime(2026, 11, 27, 17, tzinfo=UTC),
            datetime(2026, 11, 28, 5, tzinfo=UTC),
        ),  # not all weekend
        (ALWAYS, MONDAY, MONDAY + timedelta(hours=12)),
    ],
)
def test_a_toggle_ends_as_the_team_closes_and_after_twelve_hours_at_the_latest(
    team: Team, at: datetime, end: datetime
) -> None:
    assert toggle_end(team, at) == end


def test_times_are_read_in_the_zone_of_their_writer() -> None:
    assert read_until("until 14:00", MONDAY, BERLIN) == datetime(2026, 11, 23, 13, tzinfo=UTC)
    assert read_until("for 2h", MONDAY, BERLIN) == MONDAY + timedelta(hours=2)


@pytest.mark.parametrize(
    ("words", "longest", "why"),
    [
        ("until soon", LONGEST_ON, "understand the time"),
        ("until 2026-11-20", LONGEST_ON, "in the past"),
        ("for 3d", LONGEST_ON, "more than 24 hours"),
    ],
)
def test_what_is_no_time_or_too_long_is_refused_with_what_to_say(
    words: str, longest: timedelta, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        read_until(words, MONDAY, BERLIN, longest)
