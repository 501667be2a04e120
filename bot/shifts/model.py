"""What is said of shifts: toggles, loans, and the shift that follows from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.routing.rules import Team

# The ids of the people behind each name the rules use: a person, a user group.
Who = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Toggle:
    """A person said that they are on shift in a team, or off; it counts until a moment."""

    team: str
    person: str
    is_on: bool
    until: datetime


@dataclass(frozen=True, slots=True)
class Loan:
    """A person of another team works in this one until a moment; `by` lent them."""

    team: str
    person: str
    by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Availability:
    """The toggles and loans of one team that count at present."""

    toggles: tuple[Toggle, ...] = ()
    loans: tuple[Loan, ...] = ()

    def toggle_of(self, person: str) -> Toggle | None:
        return next((toggle for toggle in self.toggles if toggle.person == person), None)

    def loan_of(self, person: str) -> Loan | None:
        return next((loan for loan in self.loans if loan.person == person), None)


@dataclass(frozen=True, slots=True)
class Shift:
    """A person is on shift in a team until a moment (None: nobody can tell when it ends)."""

    person: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Present:
    """A team and who of it is on shift at present."""

    team: Team
    shifts: tuple[Shift, ...]

    def shift_of(self, person: str) -> Shift | None:
        return next((shift for shift in self.shifts if shift.person == person), None)
