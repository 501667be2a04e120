"""Shifts: the people on shift (by what they set, else the rota, else the team's hours), and automatic assignment."""

from bot.shifts.assignment import Candidate, pick, skilled
from bot.shifts.durations import LONGEST_ON, LONGEST_UNTIL, read_until, toggle_end
from bot.shifts.model import Availability, AvailabilityOverride, Directory, Loan, Present, Shift
from bot.shifts.on_shift import crew, is_known, is_open, leads, member_names, members, names_of, on_shift

__all__ = [
    "LONGEST_ON",
    "LONGEST_UNTIL",
    "Availability",
    "AvailabilityOverride",
    "Candidate",
    "Directory",
    "Loan",
    "Present",
    "Shift",
    "crew",
    "is_known",
    "is_open",
    "leads",
    "member_names",
    "members",
    "names_of",
    "on_shift",
    "pick",
    "read_until",
    "skilled",
    "toggle_end",
]
