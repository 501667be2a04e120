"""On shift: by an override, else the rota and loans, else the team's hours."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.routing.rules import Duty, Team
from bot.shifts import Availability, AvailabilityOverride, Loan, Shift, crew, names_of, on_shift

AINO, RUTH, LEON, MIRA = "U0AINO", "U0RUTH", "U0LEON", "U0MIRA"
WHO = {
    "@billing-team": frozenset({AINO, RUTH}),
    "@aino": frozenset({AINO}),
    "@leon": frozenset({LEON}),
    "@ruth": frozenset({RUTH}),
}
# A Monday in Berlin, an hour ahead of UTC: 10:00 there.
MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
EVENING = MONDAY + timedelta(hours=10)
CLOSES = MONDAY + timedelta(hours=7, minutes=30)
HOURS = "Europe/Berlin; Mo-Fr 09:00-17:30"
BILLING = Team("billing", "Billing", "#billing", ("@billing-team",), 3_600, hours=HOURS)
WEEKDAYS = (0, 1, 2, 3, 4)
NOTHING = Availability()


def rota(*duties: Duty, hours: str = "Europe/Berlin; Mo-Su 00:00-24:00") -> Team:
    return Team("billing", "Billing", "#billing", ("@billing-team",), 3_600, hours=hours, rota=duties)


def duty(name: str, begins: str, ends: str, days: tuple[int, ...] = WEEKDAYS, weeks: str = "all") -> Duty:
    return Duty((name,), days, time.fromisoformat(begins), time.fromisoformat(ends), weeks)


def at_work(team: Team, at: datetime, said: Availability = NOTHING) -> list[str]:
    return [shift.person for shift in on_shift(team, WHO, said, at)]


def test_without_a_rota_all_members_work_in_the_teams_hours_only() -> None:
    """No one is notified outside business hours: docs/pitfalls.md, 37."""
    assert on_shift(BILLING, WHO, Availability(), MONDAY) == (Shift(AINO, CLOSES), Shift(RUTH, CLOSES))
    assert at_work(BILLING, EVENING) == []


def test_an_override_wins_over_the_hours() -> None:
    until = EVENING + timedelta(hours=1)
    said = Availability(
        (
            AvailabilityOverride("billing", AINO, True, until),
            AvailabilityOverride("billing", RUTH, False, until),
        )
    )
    assert on_shift(BILLING, WHO, said, EVENING) == (Shift(AINO, until),)
    assert at_work(BILLING, MONDAY, said) == [AINO]


def test_a_stranger_who_says_on_is_not_of_the_crew() -> None:
    assert at_work(
        BILLING, MONDAY, Availability((AvailabilityOverride("billing", LEON, True, EVENING),))
    ) == [AINO, RUTH]


def test_a_rota_names_who_works_when() -> None:
    team = rota(duty("@aino", "09:00", "13:00"), duty("@ruth", "13:00", "17:00"))
    assert on_shift(team, WHO, Availability(), MONDAY) == (Shift(AINO, MONDAY + timedelta(hours=3)),)
    assert at_work(team, MONDAY + timedelta(hours=3)) == [RUTH]
    assert at_work(team, MONDAY - timedelta(days=1)) == []


def test_a_rota_holds_only_within_the_teams_hours() -> None:
    closed = rota(duty("@aino", "06:00", "20:00"), hours=f"{HOURS}; closed 2026-11-23")
    assert at_work(closed, MONDAY) == []
    open_hours = rota(duty("@aino", "06:00", "20:00"), hours=HOURS)
    assert on_shift(open_hours, WHO, Availability(), MONDAY) == (Shift(AINO, CLOSES),)


@pytest.mark.parametrize(
    ("at", "working"),
    [
        ("2026-11-22T21:30+01:00", []),  # Sunday of week 47: not yet begun
        ("2026-11-22T23:00+01:00", ["U0AINO"]),
        ("2026-11-23T05:59+01:00", ["U0AINO"]),  # Monday of week 48, yet the night of week 47
        ("2026-11-23T06:00+01:00", []),
        ("2026-11-29T23:00+01:00", []),  # Sunday of week 48
        (
            "2027-01-03T23:00+01:00",
            ["U0AINO"],
        ),  # 2026 has a week 53, and odd weeks 53 and 1 follow one another
        ("2027-01-10T23:00+01:00", ["U0AINO"]),
    ],
)
def test_a_night_belongs_to_the_week_in_which_it_begins(at: str, working: list[str]) -> None:
    """Weeks as ISO 8601 counts them."""
    night = rota(duty("@aino", "22:00", "06:00", (6,), "odd"))
    assert at_work(night, datetime.fromisoformat(at)) == working


def test_a_duty_follows_the_clocks_of_its_zone_when_they_change() -> None:
    """docs/pitfalls.md, 37: Berlin goes back an hour on 2026-10-25 at 03:00; the night is nine hours long."""
    night = rota(duty("@aino", "22:00", "06:00", (5,)))
    begins = datetime(2026, 10, 24, 20, tzinfo=UTC)
    (shift,) = on_shift(night, WHO, Availability(), begins)
    assert shift.until == begins + timedelta(hours=9)


def test_a_loan_adds_a_person_to_the_crew_until_it_ends() -> None:
    loan = Loan("billing", MIRA, RUTH, MONDAY + timedelta(hours=1))
    said = Availability(loans=(loan,))
    assert Shift(MIRA, loan.until) in on_shift(BILLING, WHO, said, MONDAY)
    assert crew(BILLING, WHO, said) == {AINO, RUTH, MIRA}
    off = Availability((AvailabilityOverride("billing", MIRA, False, EVENING),), (loan,))
    assert at_work(BILLING, MONDAY, off) == [AINO, RUTH]


def test_a_lead_is_alerted_and_works_only_when_named_or_on() -> None:
    team = Team("billing", "Billing", "#billing", ("on shift",), 3_600, members=("@aino",), lead=("@ruth",))
    assert at_work(team, MONDAY) == [AINO]
    assert at_work(team, MONDAY, Availability((AvailabilityOverride("billing", RUTH, True, EVENING),))) == [
        AINO,
        RUTH,
    ]
    assert names_of(team) == ("@aino", "@ruth")


def test_a_team_that_never_closes_has_shifts_without_an_end() -> None:
    team = Team("billing", "Billing", "#billing", ("@aino",), 3_600)
    assert on_shift(team, WHO, Availability(), MONDAY) == (Shift(AINO, None),)
