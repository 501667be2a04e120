"""Checks of names in routing_rules.yaml that refer to something defined elsewhere in it: teams, rules, lists, tags."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from bot.routing.facts import UNKNOWN_LANGUAGE
from bot.routing.rules import DEFAULT, GO_ON, WAIT
from bot.routing.yaml_tree import Path, Tree
from bot.suggest import remedy

# The search for a similar name is slow (minutes for many names against many): after so many errors, names are only
# listed.
SOUGHT = 50


def check_references(tree: Tree) -> None:
    """Add an error for each undefined name and for each duplicate rule name."""
    _check_teams(tree)
    _check_rule_names(tree)
    _check_whens(tree)
    _check_macros(tree)
    for team in _keys(tree, "saved_replies"):
        _check_key(tree, ("saved_replies", team), "team", _keys(tree, "teams"))


def whens(path: Path, when: Any) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Yield a `when` of the tree and those nested in it, each with its path."""
    if not isinstance(when, dict):
        return
    yield path, when
    for key in when.keys() & {"all", "any"}:
        for number, part in enumerate(when[key] if isinstance(when[key], list) else ()):
            yield from whens((*path, key, number), part)
    if "not" in when:
        yield from whens((*path, "not"), when["not"])


def _check_teams(tree: Tree) -> None:
    teams = tree.at("teams")
    if not isinstance(teams, dict):
        return
    for path in _team_references(tree):
        _check(tree, path, "team", teams)
    for name in teams:
        _check_outside(tree, ("teams", name, "outside"), teams)
    for number, rule in enumerate(_rules(tree)):
        then = rule.get("then")
        praises = isinstance(then, dict) and str(then.get("praise")).casefold() == "true"
        if praises and tree.at("marketing") is None:
            path = ("rules", number, "then", "praise")
            tree.fault(path, "no team is set as marketing", "add marketing: <team> beside teams")


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
    for target in (("default",), *_each(tree, "rules", "then")):
        yield (*target, "team")
        yield from _entries(tree, (*target, "inform"))
    for expected in _each(tree, "examples", "expect"):
        yield (*expected, "team")
        yield from _entries(tree, (*expected, "inform"))
    for teams in _each(tree, "targets", "teams"):
        yield from _entries(tree, teams)


def _check_rule_names(tree: Tree) -> None:
    first: dict[str, Path] = {}
    for path in _each(tree, "rules", "name"):
        name = tree.at(*path)
        if isinstance(name, str) and name in first:
            line = tree.where(first[name])[0]
            tree.fault(
                path,
                f'a rule named "{name}" is already in line {line}',
                "give each rule a name of its own",
            )
        if isinstance(name, str):
            first.setdefault(name, path)
    known = dict.fromkeys([*first, DEFAULT])
    for expected in _each(tree, "examples", "expect"):
        for path in ((*expected, "rule"), *_entries(tree, (*expected, "shadow"))):
            _check(tree, path, "rule", known)


def _check_whens(tree: Tree) -> None:
    lists, languages, tags = _keys(tree, "lists"), tree.at("languages"), _tags(tree)
    for number, rule in enumerate(_rules(tree)):
        for path, when in whens(("rules", number, "when"), rule.get("when")):
            if "lists" in when:
                for entry in _entries(tree, (*path, "lists")):
                    _check(tree, entry, "list", lists)
            if "languages" in when and isinstance(languages, list):
                for entry in _entries(tree, (*path, "languages")):
                    _check(tree, entry, "language", [*languages, UNKNOWN_LANGUAGE])
            if "spike" in when:
                _check(tree, (*path, "spike", "on"), "tag", tags)


def _check_macros(tree: Tree) -> None:
    macros = _keys(tree, "macros")
    for target in (("default",), *_each(tree, "rules", "then")):
        _check(tree, (*target, "macro"), "macro", macros)


def _check(tree: Tree, path: Path, kind: str, known: Collection[str]) -> None:
    name = tree.at(*path)
    if isinstance(name, str) and name not in known:
        tree.fault(
            path, f'{kind} "{name}" is not defined', _remedy(kind, name, known, len(tree.faults) < SOUGHT)
        )


def _check_key(tree: Tree, path: Path, kind: str, known: Collection[str]) -> None:
    """Add an error for a key that names something that is not defined."""
    name = str(path[-1])
    if name not in known:
        how = _remedy(kind, name, known, len(tree.faults) < SOUGHT)
        tree.fault(path, f'{kind} "{name}" is not defined', how, key=True)


def _remedy(kind: str, name: str, known: Iterable[str], search: bool) -> str:
    names = list(known)
    if names:
        return remedy(name, names, search=search)
    return f"add tags: [{name}] to a rule" if kind == "tag" else f"add {kind}s: with {name} beside teams"


def _tags(tree: Tree) -> dict[str, None]:
    """Return every tag that a rule or the default sets."""
    targets = [tree.at("default"), *(rule.get("then") for rule in _rules(tree))]
    lists = [target.get("tags") for target in targets if isinstance(target, dict)]
    return {tag: None for tags in lists if isinstance(tags, list) for tag in tags if isinstance(tag, str)}


def _rules(tree: Tree) -> Iterator[dict[str, Any]]:
    rules = tree.at("rules")
    return (rule if isinstance(rule, dict) else {} for rule in (rules if isinstance(rules, list) else ()))


def _keys(tree: Tree, key: str) -> dict[str, Any]:
    found = tree.at(key)
    return found if isinstance(found, dict) else {}


def _each(tree: Tree, key: str, *rest: str) -> Iterator[Path]:
    """Yield the path of the same key in every entry of a list."""
    entries = tree.at(key)
    for number in range(len(entries) if isinstance(entries, list) else 0):
        yield (key, number, *rest)


def _entries(tree: Tree, path: Path) -> Iterator[Path]:
    entries = tree.at(*path)
    for number in range(len(entries) if isinstance(entries, list) else 0):
        yield (*path, number)
