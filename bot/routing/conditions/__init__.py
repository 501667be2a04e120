"""The conditions of a rule: test a mention against each, and describe the result."""

from bot.routing.conditions.author import Authors, EarlierCases, Followers, Range
from bot.routing.conditions.base import Condition
from bot.routing.conditions.boolean import AllOf, AnyOf, Not
from bot.routing.conditions.post import Accounts, OneOf, Trait
from bot.routing.conditions.text import Contains, Hashtags, Keywords, Regexes
from bot.routing.conditions.time import InHours, Spike

__all__ = [
    "Accounts",
    "AllOf",
    "AnyOf",
    "Authors",
    "Condition",
    "Contains",
    "EarlierCases",
    "Followers",
    "Hashtags",
    "InHours",
    "Keywords",
    "Not",
    "OneOf",
    "Range",
    "Regexes",
    "Spike",
    "Trait",
]
