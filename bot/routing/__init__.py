"""Routing: which team hears of a mention, and which rule said so."""

from bot.routing.choosing import choose, reroute
from bot.routing.faults import Fault, RulesError
from bot.routing.file import read_rules
from bot.routing.rules import Priority, Route, Rule, Rules, Team, UnknownTeam

__all__ = [
    "Fault",
    "Priority",
    "Route",
    "Rule",
    "Rules",
    "RulesError",
    "Team",
    "UnknownTeam",
    "choose",
    "read_rules",
    "reroute",
]
