"""The choice of a mention's route: the first rule whose conditions all match, plus what earlier rules add."""

from msgspec.structs import replace

from bot.mention import Mention
from bot.routing.facts import NO_FACTS, Facts
from bot.routing.resolve_route import resolve_route
from bot.routing.rules import Route, Rule, Rules


def choose(rules: Rules, mention: Mention, facts: Facts = NO_FACTS) -> Route:
    """Return the route of the first rule, in the file's order, that matches the mention; without one, the default
    route.

    Rules with `continue` add their effects to it. Rules in shadow mode are named on it. A condition on a fact that
    `facts` does not know never matches.
    """
    post_view = rules.index.post_view(mention, facts)
    non_final: list[Rule] = []
    for number in rules.index.candidates(post_view):
        rule = rules.rules[number]
        if rule.matches(post_view):
            if rule.is_plain and not non_final:
                return rule.route
            if rule.decides:
                return resolve_route(rules, rule, non_final, post_view)
            # The index may yield a rule twice, once for each word it was found by.
            if not non_final or non_final[-1] is not rule:
                non_final.append(rule)
    if rules.default_rule.is_plain and not non_final:
        return rules.default
    return resolve_route(rules, rules.default_rule, non_final, post_view)


def reroute(rules: Rules, team: str, old: Route, why: str) -> Route:
    """Return the route after a handover to `team`: that team's channel, people and targets; priority and tags stay.

    `why` replaces the rule's name on the route. Raise UnknownTeam when the rules have no such team.
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
        assign=bool(to.assign),
        snooze_pauses=to.snooze_pauses,
        why=why,
        ignored=None,
        version=rules.version,
        instead_of="",
    )
