"""The loader of routing_rules.yaml: turn its text into Rules, or report all its errors at once."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType

from msgspec.structs import replace
from pydantic import ValidationError

from bot.routing.conditions import Spike
from bot.routing.conditions.builder import ConditionBuilder
from bot.routing.errors import RulesError
from bot.routing.examples import read_example
from bot.routing.facts import UNKNOWN_LANGUAGE
from bot.routing.index import Index
from bot.routing.messages import add_form_faults
from bot.routing.references import check_references
from bot.routing.regex_set import Patterns, TooLarge
from bot.routing.resolve_route import first_of
from bot.routing.rules import (
    DEFAULT,
    NO_TARGETS,
    PAUSES,
    PRAISE,
    Priority,
    Route,
    Rule,
    RuleEffect,
    Rules,
    Targets,
    Team,
)
from bot.routing.schema import BY_SCORE, FileForm, RuleForm, TargetForm, TeamForm, ThenForm
from bot.routing.tokens import fold
from bot.routing.yaml_tree import Tree, read_tree


def read_rules(text: str, name: str = "routing_rules.yaml") -> Rules:
    """Return the rules in `text`; error messages use `name` for the file.

    Raise RulesError with every error, each with line, column and remedy.
    """
    tree = read_tree(text)
    form = _form(tree) if tree.whole else None
    rules = _made(form, tree, version_of(text)) if form and not tree.faults else None
    if rules is None:
        raise RulesError(name, tree.faults)
    return rules


def version_of(text: str) -> str:
    """Return the version of a rules text: the first 12 hex digits of its SHA-256."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _form(tree: Tree) -> FileForm | None:
    check_references(tree)
    try:
        return FileForm.model_validate(tree.data)
    except ValidationError as error:
        add_form_faults(tree, error)
        return None


def _made(form: FileForm, tree: Tree, version: str) -> Rules | None:
    try:
        return _rules(form, tree, version)
    except TooLarge:
        tree.fault(
            ("rules",), "all regexes together are too large", "use fewer, and fewer repeats such as {0,900}"
        )
        return None


def _rules(form: FileForm, tree: Tree, version: str) -> Rules:
    teams = {name: _team(name, team) for name, team in form.teams.items()}
    default_rule = _default_rule(form.default, teams, tree.where(("default",))[0], version)
    builder = ConditionBuilder(form.lists)
    rules = []
    for number, rule in enumerate(form.rules):
        line = tree.where(("rules", number))[0]
        part = _part(rule.then, teams)
        route = _rule_route(
            rule=rule, part=part, teams=teams, default=default_rule.route, marketing=form.marketing
        )
        team = teams[route.team]
        conditions = builder.conditions(rule.when, (team.hours, team.hours_on))
        rules.append(
            Rule(
                name=rule.name,
                line=line,
                conditions=conditions,
                route=route,
                part=part,
                continues=rule.then.continue_,
                shadow=rule.shadow,
                paused=rule.paused,
            )
        )
    index = Index([None if rule.paused else rule.conditions for rule in rules], Patterns(builder.patterns))
    examples = tuple(read_example(one, tree.where(("examples", n))[0]) for n, one in enumerate(form.examples))
    return Rules(
        teams=MappingProxyType(teams),
        rules=tuple(rules),
        default_rule=default_rule,
        marketing=form.marketing,
        examples=examples,
        version=version,
        index=index,
        macros=MappingProxyType(form.macros),
        saved_replies=MappingProxyType(form.saved_replies),
        languages=form.languages or tuple(sorted({"en", *builder.languages} - {UNKNOWN_LANGUAGE})),
        topics=_topics(builder.spikes),
        targets=tuple(each.entry() for each in form.targets),
    )


def _team(name: str, form: TeamForm) -> Team:
    return Team(
        name=name,
        title=form.title or name.capitalize(),
        channel=form.channel,
        notify=form.notify,
        first_response=form.first_response,
        targets=Targets(**form.targets.model_dump()),
        hours=form.hours.spec() if form.hours else "",
        hours_on=tuple((fold(network), hours.spec()) for network, hours in form.hours_on.items()),
        outside=form.outside,
        members=form.members,
        lead=form.lead,
        cap=form.cap,
        assign=form.assign,
        accept_within=form.accept_within,
        rota=tuple(entry.duty() for entry in form.rota),
        skills=tuple(form.skills.items()),
        snooze_pauses=form.snooze == PAUSES,
    )


def _default_rule(default: TargetForm, teams: Mapping[str, Team], line: int, version: str) -> Rule:
    part = _part(default, teams)
    return Rule(
        name=DEFAULT,
        line=line,
        conditions=(),
        route=_route(target=default, part=part, team=teams[default.team], why=DEFAULT, version=version),
        part=part,
    )


def _rule_route(
    rule: RuleForm, part: RuleEffect, teams: Mapping[str, Team], default: Route, marketing: str | None
) -> Route:
    then = rule.then
    if then.ignore is not None or then.continue_:
        return replace(default, why=rule.name, ignored=then.ignore)
    team = (marketing or "") if then.praise else then.team
    return _route(target=then, part=part, team=teams[team], why=rule.name, version=default.version)


def _route(target: TargetForm, part: RuleEffect, team: Team, why: str, version: str) -> Route:
    return Route(
        team=team.name,
        channel=team.channel,
        notify=team.notify if target.notify is None else target.notify,
        priority=Priority.NORMAL if part.priority is None else part.priority,
        tags=part.tags,
        first_response=team.first_response if part.first_response is None else part.first_response,
        why=why,
        targets=first_of([part.targets, team.targets]),
        hours=team.clock_hours(),
        version=version,
        inform=tuple(one for one in part.inform if one[0] != team.name),
        macro=part.macro,
        assign=bool(team.assign),
        snooze_pauses=team.snooze_pauses,
    )


def _part(target: TargetForm, teams: Mapping[str, Team]) -> RuleEffect:
    """Return only what `then` or `default` itself sets; praise gets low priority and its tag."""
    praise = isinstance(target, ThenForm) and target.praise
    named = target.priority if "priority" in target.model_fields_set else Priority.LOW if praise else None
    return RuleEffect(
        priority=named if isinstance(named, Priority) else None,
        by_score=named == BY_SCORE,
        points=target.points if isinstance(target, ThenForm) else 0,
        tags=tuple(dict.fromkeys((*target.tags, PRAISE))) if praise else target.tags,
        inform=tuple((name, teams[name].channel) for name in target.inform),
        first_response=target.first_response,
        targets=Targets(**target.targets.model_dump())
        if "targets" in target.model_fields_set
        else NO_TARGETS,
        macro=target.macro,
    )


def _topics(spikes: Iterable[Spike]) -> dict[str, int]:
    windows: dict[str, int] = {}
    for spike in spikes:
        windows[spike.topic] = max(spike.within, windows.get(spike.topic, 0))
    return windows
