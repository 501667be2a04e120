"""Who works in a team, and who of them is on shift at a moment."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.hours import read_hours
from bot.routing.rules import ON_SHIFT, Duty, Team
from bot.shifts.model import Availability, Shift, Who


def names_of(team: Team) -> tuple[str, ...]:
    """Every name the team's keys use for people, to be looked up."""
    rota = (name for duty in team.rota for name in duty.people)
    able = (name for _, names in team.skills for name in names)
    return tuple(dict.fromkeys((*member_names(team), *team.lead, *rota, *able)))


def members(team: Team, who: Who) -> frozenset[str]:
    """The people of the team: its members and leads, and those of its rota."""
    rota = (name for duty in team.rota for name in duty.people)
    return _people((*member_names(team), *team.lead, *rota), who)


def leads(team: Team, who: Who) -> frozenset[str]:
    """The people who lead the team."""
    return _people(team.lead, who)


def is_open(team: Team, at: datetime) -> bool:
    """Whether the team is within its hours."""
    return read_hours(team.hours).is_open(at)


def is_known(team: Team, who: Who) -> bool:
    """Whether it is known who is behind every name of its members and its rota."""
    return {*member_names(team), *(name for duty in team.rota for name in duty.people)} <= who.keys()


def crew(team: Team, who: Who, said: Availability) -> frozenset[str]:
    """Its people, and those on loan to it."""
    return members(team, who) | {loan.person for loan in said.loans}


def on_shift(team: Team, who: Who, said: Availability, at: datetime) -> tuple[Shift, ...]:
    """Who of the crew works at `at`, and until when: by what they said; else, in the team's hours, by their loan and
    the rota; where there is no rota everybody does. A lead is on shift by saying so, the rota, or as a member."""
    people = sorted(crew(team, who, said))
    return tuple(shift for person in people if (shift := _shift(team, person, who, said, at)))


def _shift(team: Team, person: str, who: Who, said: Availability, at: datetime) -> Shift | None:
    if toggle := said.toggle_of(person):
        return Shift(person, toggle.until) if toggle.is_on else None
    hours = read_hours(team.hours)
    if not hours.is_open(at):
        return None
    ends = tuple(_ends(team, person, who, said, at, hours.zone))
    closes = hours.next_close(at)
    if ends:
        return Shift(person, min(max(ends), closes) if closes else max(ends))
    always = not team.rota and person in _people(member_names(team), who)
    return Shift(person, closes) if always else None


def _ends(
    team: Team, person: str, who: Who, said: Availability, at: datetime, zone: ZoneInfo
) -> Iterator[datetime]:
    """When each duty and loan that has the person at work now ends."""
    if loan := said.loan_of(person):
        yield loan.until
    for duty in team.rota:
        if person in _people(duty.people, who) and (end := _end(duty, at, zone)):
            yield end


def _end(duty: Duty, at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the duty ends that runs at `at`, begun today or yesterday; None when none runs."""
    today = at.astimezone(zone).date()
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
    """The names of its members; of whoever is notified where it has none."""
    return team.members or tuple(name for name in team.notify if name != ON_SHIFT)


def _people(names: Iterable[str], who: Who) -> frozenset[str]:
    return frozenset().union(*(who.get(name, frozenset()) for name in names))
