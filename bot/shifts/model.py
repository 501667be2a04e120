"""The records of shifts: availability overrides, temporary assignments, and the shift that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.routing.rules import Team

# Directory: the ids of the people behind each name in the rules (a person, a user group).
Directory = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class AvailabilityOverride:
    """An availability override: a person set themselves on shift in a team, or off, until a time."""

    team: str
    person: str
    is_on: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class Loan:
    """A temporary assignment: a person of another team works in this one until a time; `by` made it."""

    team: str
    person: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Availability:
    """The availability overrides and temporary assignments of one team that count now."""

    toggles: tuple[AvailabilityOverride, ...] = ()
    loans: tuple[Loan, ...] = ()

    def toggle_of(self, person: str) -> AvailabilityOverride | None:
        return next((toggle for toggle in self.toggles if toggle.person == person), None)

    def loan_of(self, person: str) -> Loan | None:
        return next((loan for loan in self.loans if loan.person == person), None)


@dataclass(frozen=True, slots=True)
class Shift:
    """A person is on shift in a team, or away from it, until a time (None: the end is unknown)."""

    person: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Present:
    """A team with the people who are on shift now, and with those who went off shift, each until a time."""

    team: Team
    shifts: tuple[Shift, ...]
    away: tuple[Shift, ...] = ()

    def shift_of(self, person: str) -> Shift | None:
        return next((shift for shift in self.shifts if shift.person == person), None)

    def away_of(self, person: str) -> Shift | None:
        return next((shift for shift in self.away if shift.person == person), None)
