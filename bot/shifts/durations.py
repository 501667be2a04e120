"""The end of a shift or temporary assignment: as a person writes it, and the default."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import read_hours
from bot.hours.phrases import TIME_HELP, parse_time
from bot.routing.rules import Team

# Bounds a shift in a team that never closes.
LONGEST_SHIFT = timedelta(hours=12)
LONGEST_ON = timedelta(hours=24)
LONGEST_UNTIL = timedelta(days=62)


def toggle_end(team: Team, at: datetime) -> datetime:
    """Return the default end of an availability override: the team's next closing time, at most LONGEST_SHIFT away."""
    hours = read_hours(team.hours)
    opens = hours.next_open(at)
    closes = hours.next_close(opens) if opens else None
    return min(filter(None, (closes, at + LONGEST_SHIFT)))


def read_until(words: str, at: datetime, zone: ZoneInfo, longest: timedelta = LONGEST_UNTIL) -> datetime:
    """Return the time that `until 14:00` or `for 2h` names, written at `at` by a person in `zone`.

    Raise ValueError, with what to write, for text that is no time, in the past, or more than `longest` away.
    """
    moment = parse_time(words, at, zone)
    if moment <= at:
        raise ValueError(f"That time is in the past. {TIME_HELP}")
    if moment > at + longest:
        hours = int(longest.total_seconds()) // 3_600
        raise ValueError(f"That is more than {hours} hours away. Choose an earlier time.")
    return moment
