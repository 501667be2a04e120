"""Reading routing_rules.yaml: the text becomes Rules, or all its faults are told at once."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from types import MappingProxyType

from pydantic import ValidationError

from bot.routing.conditions import Authors, Condition, Contains, Followers, Keywords, Networks, Regexes
from bot.routing.faults import RulesError
from bot.routing.form import ExampleForm, FileForm, TargetForm, TeamForm, ThenForm, WhenForm
from bot.routing.index import Index
from bot.routing.patterns import Patterns, TooLarge
from bot.routing.reading import handle
from bot.routing.rules import DEFAULT, GO_ON, WAIT, Example, Route, Rule, Rules, Targets, Team
from bot.routing.suggest import remedy
from bot.routing.tree import Path, Tree, read_tree
from bot.routing.wording import add_form_faults
from bot.routing.words import fold, keyword


def read_rules(text: str, name: str = "routing_rules.yaml") -> Rules:
    """The rules that the text of the file holds; `name` is how faults call the file.

    Raises RulesError with every fault, each with line, column and remedy.
    """
    tree = read_tree(text)
    form = _form(tree) if tree.whole else None
    if tree.faults or form is None:
        raise RulesError(name, tree.faults)
    try:
        rules = _rules(form, tree, version_of(text))
    except TooLarge:
        tree.fault(
            ("rules",), "all regexes together are too large", "use fewer, and fewer repeats such as {0,900}"
        )
        raise RulesError(name, tree.faults) from None
    # Given back piece by piece: all of a long file at once would hold up every other thread.
    for piece in (tree.marks, tree.keys):
        piece.clear()
    return rules


def version_of(text: str) -> str:
    """What names a version of the file: a short hash of its text."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _form(tree: Tree) -> FileForm | None:
    _check_references(tree)
    _check_rule_names(tree)
    try:
        return FileForm.model_validate(tree.data)
    except ValidationError as error:
        add_form_faults(tree, error)
        return None


def _check_references(tree: Tree) -> None:
    teams = tree.at("teams")
    for path in _team_references(tree):
        team = tree.at(*path)
        if isinstance(teams, dict) and isinstance(team, str) and team not in teams:
            tree.fault(path, f'team "{team}" is not defined', remedy(team, teams))
    for name in teams if isinstance(teams, dict) else ():
        _check_outside(tree, ("teams", name, "outside"), teams)
    rules = [*(name for _, name in _rule_names(tree)), DEFAULT]
    known = set(rules)
    for path in _each(tree, "examples", "expect", "rule"):
        rule = tree.at(*path)
        if isinstance(rule, str) and rule not in known:
            tree.fault(path, f'rule "{rule}" is not defined', remedy(rule, rules))


def _check_outside(tree: Tree, path: Path, teams: Mapping[str, object]) -> None:
    outside = tree.at(*path)
    if isinstance(outside, str) and outside not in {WAIT, GO_ON, *teams}:
        tree.fault(
            path,
            f'"{outside}" is neither "{WAIT}", "{GO_ON}" nor a team',
            remedy(outside, [WAIT, GO_ON, *teams]),
        )
    elif isinstance(outside, str) and outside == path[1]:
        tree.fault(path, "a team cannot take over from itself", f'name another team, "{WAIT}" or "{GO_ON}"')


def _team_references(tree: Tree) -> Iterator[Path]:
    yield ("marketing",)
    yield ("default", "team")
    yield from _each(tree, "rules", "then", "team")
    yield from _each(tree, "examples", "expect", "team")


def _check_rule_names(tree: Tree) -> None:
    first: dict[str, Path] = {}
    for path, name in _rule_names(tree):
        if name in first:
            line = tree.where(first[name])[0]
            tree.fault(
                path,
                f'a rule named "{name}" stands in line {line} already',
                "give each rule a name of its own",
            )
        first.setdefault(name, path)


def _rule_names(tree: Tree) -> Iterator[tuple[Path, str]]:
    for path in _each(tree, "rules", "name"):
        name = tree.at(*path)
        if isinstance(name, str):
            yield path, name


def _each(tree: Tree, key: str, *rest: str) -> Iterator[Path]:
    """The path of the same thing in every entry of a list."""
    entries = tree.at(key)
    for number in range(len(entries) if isinstance(entries, list) else 0):
        yield (key, number, *rest)


def _rules(form: FileForm, tree: Tree, version: str) -> Rules:
    teams = {name: _team(name, team) for name, team in form.teams.items()}
    default = replace(_route(form.default, teams[form.default.team], DEFAULT), version=version)
    patterns: list[str] = []
    rules = []
    for number, rule in enumerate(form.rules):
        line = tree.where(("rules", number))[0]
        route = replace(_rule_route(rule.then, teams, default, rule.name), version=version)
        rules.append(Rule(rule.name, line, tuple(_conditions(rule.when, patterns)), route))
    index = Index([rule.conditions for rule in rules], Patterns(patterns))
    examples = tuple(_example(one, tree.where(("examples", n))[0]) for n, one in enumerate(form.examples))
    return Rules(MappingProxyType(teams), tuple(rules), default, form.marketing, examples, version, index)


def _team(name: str, form: TeamForm) -> Team:
    return Team(
        name,
        form.title or name.capitalize(),
        form.channel,
        form.notify,
        form.first_response,
        targets=Targets(**form.targets.model_dump()),
        hours=form.hours.spec() if form.hours else "",
        hours_on=tuple((fold(network), hours.spec()) for network, hours in form.hours_on.items()),
        outside=form.outside,
        members=form.members,
        lead=form.lead,
        cap=form.cap,
        assign=form.assign,
        accept_within=form.accept_within,
    )


def _rule_route(then: ThenForm, teams: dict[str, Team], default: Route, why: str) -> Route:
    if then.ignore is None:
        return _route(then, teams[then.team], why)
    return replace(default, why=why, ignored=then.ignore)


def _route(target: TargetForm, team: Team, why: str) -> Route:
    notify = team.notify if target.notify is None else target.notify
    return Route(
        team.name,
        team.channel,
        notify,
        target.priority,
        target.tags,
        team.first_response,
        why,
        targets=team.targets,
        hours=team.clock_hours(),
    )


def _conditions(when: WhenForm, patterns: list[str]) -> Iterator[Condition]:
    """In the order in which they are looked at; the first that the index can find is the rule's place in it."""
    if when.networks:
        yield Networks(frozenset(map(fold, when.networks)))
    if when.followers:
        yield Followers(when.followers.at_least, when.followers.at_most)
    if when.authors:
        yield Authors(frozenset(map(handle, when.authors)))
    yield from _keywords(when)
    if when.contains:
        yield Contains(tuple((piece, fold(piece)) for piece in when.contains))
    if when.regex:
        yield Regexes(tuple(enumerate(when.regex, start=len(patterns))))
        patterns.extend(when.regex)


def _keywords(when: WhenForm) -> Iterator[Keywords]:
    lists: dict[str, Sequence[str] | None] = {
        "words": when.words,
        "phrases": when.phrases,
        "hashtags": when.hashtags,
    }
    for kind, entries in lists.items():
        if entries:
            yield Keywords(kind, tuple(map(keyword, entries)))


def _example(form: ExampleForm, line: int) -> Example:
    expect = form.expect
    return Example(
        line=line,
        text=form.text,
        author=form.author,
        followers=form.followers,
        network=form.network,
        rule=expect.rule,
        team=expect.team,
        priority=expect.priority,
        ignored=expect.ignored,
    )
