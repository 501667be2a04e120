"""A route's business hours and targets: by network, by the entries of `targets`, and by which team is open."""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.hours import read_hours
from bot.mention import Mention
from bot.routing.choose import reroute
from bot.routing.rules import GO_ON, WAIT, Route, Rules, Targets, TargetsFor, Team


def with_hours(rules: Rules, route: Route, mention: Mention, at: datetime | None = None) -> Route:
    """Return the route with the hours and targets for this post.

    With `at`, the time of ingest, a closed team that names another team in `outside` passes the case to it. Entries of
    `targets` override the rule and the team; of those that fit, the first that sets a target wins.
    """
    if route.ignored is not None or route.team not in rules.teams:
        return route
    if at is not None:
        route = _on_duty(rules, route, mention.network, at)
    hours = rules.team(route.team).clock_hours(mention.network)
    route = route if hours == route.hours else replace(route, hours=hours)
    entries = [entry for entry in rules.targets if entry.fits(route, mention)]
    return _with_targets(route, entries) if entries else route


def refreshed(rules: Rules, route: Route, mention: Mention) -> Route:
    """Return the route of an existing case with today's hours and targets; the team stays.

    The route is unchanged when its team no longer exists.
    """
    team = rules.teams.get(route.team)
    if team is None:
        return route
    # A route combined from several rules cannot be looked up under the name of one of them.
    today = route if route.also else _by_rule(rules, route) or team
    now = replace(
        route,
        first_response=today.first_response,
        targets=today.targets,
        assign=bool(team.assign),
        snooze_pauses=team.snooze_pauses,
    )
    return with_hours(rules, now, mention)


def _on_duty(rules: Rules, route: Route, network: str, at: datetime) -> Route:
    """Return the route to the team that takes over from a closed one; if none is open, it stays with the first."""
    team = rules.team(route.team)
    passed = {team.name}
    while not _is_there(team, network, at):
        team = rules.team(team.outside)
        # Teams may take over from one another in a circle: after one round the case stays with the first.
        if team.name in passed:
            return route
        passed.add(team.name)
    if team.name == route.team or not _is_open(team, network, at):
        return route
    return replace(reroute(rules, team.name, route, route.why), instead_of=route.team)


def _is_there(team: Team, network: str, at: datetime) -> bool:
    """Return True when a post can stay with the team: it is open, or no other team takes over."""
    return team.outside in (WAIT, GO_ON) or _is_open(team, network, at)


def _is_open(team: Team, network: str, at: datetime) -> bool:
    return team.outside == GO_ON or read_hours(team.hours_for(network)).is_open(at)


def _by_rule(rules: Rules, route: Route) -> Route | None:
    """Return the route that the rule behind `route` gives today; None when the rule is gone or no rule chose the
    route.
    """
    said = [rules.default, *(rule.route for rule in rules.rules)]
    return next((each for each in said if (each.why, each.team) == (route.why, route.team)), None)


def _with_targets(route: Route, entries: Sequence[TargetsFor]) -> Route:
    first_response = next((each.first_response for each in entries if each.first_response), None)
    found = {
        name: next((got for each in entries if (got := getattr(each.targets, name))), None)
        or getattr(route.targets, name)
        for name in Targets.__struct_fields__
    }
    return replace(route, first_response=first_response or route.first_response, targets=Targets(**found))
