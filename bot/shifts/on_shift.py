"""The people of a team, and those on shift at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import read_hours
from bot.routing.rules import ON_SHIFT, Duty, Team
from bot.shifts.model import Availability, Directory, Shift


def names_of(team: Team) -> tuple[str, ...]:
    """Return every name that the team's keys use for people, to look up in the directory."""
    rota = (name for duty in team.rota for name in duty.people)
    able = (name for _, names in team.skills for name in names)
    return tuple(dict.fromkeys((*member_names(team), *team.lead, *rota, *able)))


def members(team: Team, who: Directory) -> frozenset[str]:
    """Return the people of the team: its members, its leads and those of its rota."""
    rota = (name for duty in team.rota for name in duty.people)
    return _people((*member_names(team), *team.lead, *rota), who)


def leads(team: Team, who: Directory) -> frozenset[str]:
    """Return the people who lead the team."""
    return _people(team.lead, who)


def is_open(team: Team, at: datetime) -> bool:
    """Return True when the team is within its business hours."""
    return read_hours(team.hours).is_open(at)


def is_known(team: Team, who: Directory) -> bool:
    """Return True when the directory knows every name of the team's members and rota."""
    return {*member_names(team), *(name for duty in team.rota for name in duty.people)} <= who.keys()


def crew(team: Team, who: Directory, availability: Availability) -> frozenset[str]:
    """Return the team's people and those temporarily assigned to it."""
    return members(team, who) | {loan.person for loan in availability.loans}


def on_shift(team: Team, who: Directory, availability: Availability, at: datetime) -> tuple[Shift, ...]:
    """Return the shifts at `at`.

    A person's own override decides. Else, in the team's hours, their temporary assignment and the rota do; without a
    rota every member works. A lead is on shift by an override, the rota, or as a member.
    """
    people = sorted(crew(team, who, availability))
    return tuple(
        shift
        for person in people
        if (shift := _shift(team=team, person=person, who=who, availability=availability, at=at))
    )


def _shift(team: Team, person: str, who: Directory, availability: Availability, at: datetime) -> Shift | None:
    if toggle := availability.toggle_of(person):
        return Shift(person, toggle.until) if toggle.is_on else None
    hours = read_hours(team.hours)
    if not hours.is_open(at):
        return None
    ends = tuple(_ends(team=team, person=person, who=who, availability=availability, at=at, zone=hours.zone))
    closes = hours.next_close(at)
    if ends:
        return Shift(person, min(max(ends), closes) if closes else max(ends))
    always = not team.rota and person in _people(member_names(team), who)
    return Shift(person, closes) if always else None


def _ends(
    team: Team, person: str, who: Directory, availability: Availability, at: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    """Yield the end of each duty and temporary assignment that has the person at work now."""
    if loan := availability.loan_of(person):
        yield loan.until
    for duty in team.rota:
        if person in _people(duty.people, who) and (end := _end(duty, at, zone)):
            yield end


def _end(duty: Duty, at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the end of the duty that runs at `at`, begun today or yesterday; None when none runs."""
    today = at.astimezone(zone).date()
    # A night shift that began yesterday may still run.
    for day in (today, today - timedelta(days=1)):
        # ISO 8601: a duty belongs to the week of the day on which it begins.
        its_week = duty.weeks == "all" or day.isocalendar().week % 2 == (duty.weeks == "odd")
        if day.weekday() in duty.days and its_week:
            overnight = timedelta(days=duty.ends <= duty.begins)
            begins = datetime.combine(day, duty.begins, zone).astimezone(at.tzinfo)
            ends = datetime.combine(day + overnight, duty.ends, zone).astimezone(at.tzinfo)
            if begins <= at < ends:
                return ends
    return None


def member_names(team: Team) -> tuple[str, ...]:
    """Return the names of the team's members; without any, those it notifies."""
    return team.members or tuple(name for name in team.notify if name != ON_SHIFT)


def _people(names: Iterable[str], who: Directory) -> frozenset[str]:
    return frozenset().union(*(who.get(name, frozenset()) for name in names))
