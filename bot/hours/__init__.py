"""Business hours: read a team's hours from one line of text, and calculate with open time."""

from bot.hours.build import hours_spec
from bot.hours.errors import WrongHours
from bot.hours.hours import Hours
from bot.hours.parse import read_hours

__all__ = ["Hours", "WrongHours", "hours_spec", "read_hours"]
