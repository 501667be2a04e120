"""When a team is there: its hours read from one line of text, and the arithmetic of open time."""

from bot.hours.faults import WrongHours
from bot.hours.form import hours_spec
from bot.hours.hours import Hours
from bot.hours.spec import read_hours

__all__ = ["Hours", "WrongHours", "hours_spec", "read_hours"]
