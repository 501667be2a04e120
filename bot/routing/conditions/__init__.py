"""The conditions of a rule: whether each holds for a mention, and why not."""

from bot.routing.conditions.base import Condition
from bot.routing.conditions.moments import InHours, Spike
from bot.routing.conditions.nesting import AllOf, AnyOf, Not
from bot.routing.conditions.posts import Accounts, OneOf, Trait
from bot.routing.conditions.texts import Contains, Hashtags, Keywords, Regexes
from bot.routing.conditions.writers import Authors, EarlierCases, Followers, Range

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
