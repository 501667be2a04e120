"""Routing: choose the team for a mention by the rules of routing_rules.yaml, and explain the choice."""

from bot.routing.choose import choose, reroute
from bot.routing.errors import RuleError, RulesError
from bot.routing.examples import Failure, check_examples, sample
from bot.routing.explain import Explanation, ExplanationStep, explain
from bot.routing.lint import lint
from bot.routing.loader import read_rules, version_of
from bot.routing.people import people_named
from bot.routing.route_hours import refreshed, with_hours
from bot.routing.rules import Priority, Route, Rule, Rules, Team, UnknownTeam

__all__ = [
    "Explanation",
    "ExplanationStep",
    "Failure",
    "Priority",
    "Route",
    "Rule",
    "RuleError",
    "Rules",
    "RulesError",
    "Team",
    "UnknownTeam",
    "check_examples",
    "choose",
    "explain",
    "lint",
    "people_named",
    "read_rules",
    "refreshed",
    "reroute",
    "sample",
    "version_of",
    "with_hours",
]
