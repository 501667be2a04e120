"""The people and user groups named in the rules, with the places that name them."""

from collections.abc import Iterable, Iterator

from bot.routing.rules import ON_SHIFT, Rules, Team


def people_named(rules: Rules) -> dict[str, list[str]]:
    """Return the people and groups the rules name, each with the keys of the teams and rules that name it."""
    named: dict[str, list[str]] = {}
    for place, listed in (*_of_teams(rules.teams.values()), *_of_rules(rules)):
        for name in dict.fromkeys(listed):
            if name != ON_SHIFT:
                named.setdefault(name, []).append(place)
    return named


def _of_teams(teams: Iterable[Team]) -> Iterator[tuple[str, Iterable[str]]]:
    for team in teams:
        yield f"notify of team {team.name}", team.notify
        yield f"members of team {team.name}", team.members
        yield f"lead of team {team.name}", team.lead
        yield f"rota of team {team.name}", [name for duty in team.rota for name in duty.people]
        yield f"skills of team {team.name}", [name for _, able in team.skills for name in able]


def _of_rules(rules: Rules) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the people whom rules notify instead of the team's own list."""
    for rule in (rules.default_rule, *rules.rules):
        if not rule.continues and rule.route.ignored is None:
            of_team = rules.team(rule.route.team).notify
            yield f"notify of rule {rule.name}", [name for name in rule.route.notify if name not in of_team]
