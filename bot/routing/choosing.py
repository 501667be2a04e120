"""Choosing a mention's route: the first rule whose conditions all hold."""

from dataclasses import replace

from bot.mention import Mention
from bot.routing.rules import Route, Rules


def choose(rules: Rules, mention: Mention) -> Route:
    """The route of the first rule, in the file's order, that takes the mention; the default route when none does."""
    reading = rules.index.reading(mention)
    for number in rules.index.candidates(reading):
        rule = rules.rules[number]
        if rule.takes(reading):
            return rule.route
    return rules.default


def reroute(rules: Rules, team: str, old: Route, why: str) -> Route:
    """The route after a hand-over to `team` because of `why`: its channel, people and target; priority and tags stay.

    Raises UnknownTeam.
    """
    to = rules.team(team)
    return replace(
        old,
        team=to.name,
        channel=to.channel,
        notify=to.notify,
        first_response=to.first_response,
        targets=to.targets,
        hours=to.clock_hours(),
        why=why,
        ignored=None,
        version=rules.version,
    )
