"""Jobs by the calendar: each team's daily backlog digest, and the weekly digest of ignored posts."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.hours import Hours, read_hours
from bot.jobs.build import UPDATES, assign_job
from bot.jobs.job import Job
from bot.routing import Rules, Team

MORNING = time(9)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def calendar_jobs(rules: Rules, zone: ZoneInfo, now: datetime) -> list[Job]:
    """Build the next digests of all teams and a check for cases to assign. Queued again, each remains one job.

    `zone` is the time zone of teams without business hours.
    """
    sweeps = [sweep_job(team, zone, now) for team in rules.teams.values()]
    readers = rules.teams.get(rules.marketing or "")
    given = [assign_job(team.name, now) for team in rules.teams.values() if team.assign]
    return [*sweeps, *given, Job("sample", 0, "sample", next_week(readers, zone, now), urgency=3)]


def sweep_job(team: Team, zone: ZoneInfo, now: datetime) -> Job:
    """Build a team's next daily backlog digest."""
    return Job(
        f"sweep/{team.name}", 0, "sweep", next_day(team, zone, now), data={"team": team.name}, urgency=3
    )


def resample_job(place: str, now: datetime) -> Job:
    """Build the update of an ignored-posts digest, posted at `place`."""
    return Job(f"sample/{place}", 0, "resample", now, data={"place": place}, gate=UPDATES, urgency=3)


def sampled(key: str) -> str:
    """Return the receipt key of the digest that shows the post of that key."""
    return f"sampled/{key}"


def next_day(team: Team, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the next start of the team's day: its first opening, or 9:00 in `zone` without business hours."""
    return _next(team, zone, now, lambda local: local, DAY)


def next_week(team: Team | None, zone: ZoneInfo, now: datetime) -> datetime:
    """Return the next start of the team's week: its first opening from Monday on."""
    return _next(team, zone, now, lambda local: local - timedelta(days=local.weekday()), WEEK)


def local_day(team: Team | None, zone: ZoneInfo, at: datetime) -> datetime:
    """Return the moment in the team's time zone."""
    hours = _hours(team)
    return at.astimezone(hours.zone if hours else zone)


def _next(
    team: Team | None,
    zone: ZoneInfo,
    now: datetime,
    first_day: Callable[[datetime], datetime],
    step: timedelta,
) -> datetime:
    hours = _hours(team)
    day = first_day(local_day(team, zone, now))
    begun = _opening(hours, day)
    return (begun if begun > now else _opening(hours, day + step)).astimezone(UTC)


def _opening(hours: Hours | None, day: datetime) -> datetime:
    """Return when work begins on that day or, on a free day, next after it; 9:00 if the team never closes that day."""
    midnight = datetime.combine(day, time(), day.tzinfo)
    closed = hours.next_close(midnight) if hours else None
    opening = hours.next_open(closed) if hours and closed and closed < midnight + DAY else None
    return opening or datetime.combine(day, MORNING, day.tzinfo)


def _hours(team: Team | None) -> Hours | None:
    return read_hours(team.hours) if team and team.hours else None
