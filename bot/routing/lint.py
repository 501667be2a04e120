"""Warnings about valid rules that probably do not do what was intended: rules that never match, teams never reached."""

from collections.abc import Iterable, Iterator
from itertools import islice, takewhile

from bot.mention import Mention
from bot.routing.conditions import AnyOf, Authors, Condition, Contains, Hashtags, Keywords
from bot.routing.errors import RuleError
from bot.routing.examples import sample
from bot.routing.lint_entries import entries_without_effect
from bot.routing.rules import Rule, Rules
from bot.routing.subsumption import flat, impossible, subsumes
from bot.routing.yaml_tree import Path, Tree, read_tree

# How many earlier rules a rule is compared with at most; more share its words only in odd files.
COMPARED = 50
# Saved replies of a team that a list in Slack has room for, beside the one of the rule.
LISTED = 99


def lint(rules: Rules, text: str) -> list[RuleError]:
    """Return warnings about `rules`, which were read from `text`, by line. The file works in spite of them."""
    tree = read_tree(text)
    return sorted(
        RuleError(*tree.where(path), message, remedy)
        for path, message, remedy in (
            *_rules_without_effect(rules),
            *_teams_without_rule(rules, tree),
            *entries_without_effect(tree),
            *_replies_without_effect(rules),
        )
    )


def _rules_without_effect(rules: Rules) -> Iterator[tuple[Path, str, str]]:
    last = max((n for n, rule in enumerate(rules.rules) if rule.decides), default=-1)
    for number, rule in enumerate(rules.rules):
        path: Path = ("rules", number)
        if rule.paused:
            continue
        if impossible(rule.conditions):
            yield (
                path,
                f'rule "{rule.name}" can never match',
                "its conditions exclude one another: remove one",
            )
        elif earlier := _taken_before(rules, number):
            message = f'rule "{rule.name}" never acts: "{earlier.name}" in line {earlier.line} matches all it matches'
            yield path, message, "move it above that rule, or remove it"
        elif rule.continues and not rule.shadow and number > last:
            message = f'rule "{rule.name}" continues, but no rule after it decides'
            yield path, message, "move it up: only default comes after it"


def _taken_before(rules: Rules, number: int) -> Rule | None:
    """Return an earlier rule that matches every post that rule `number` matches, or None."""
    conditions = rules.rules[number].conditions
    for mention in filter(None, map(_specimen, flat(conditions))):
        # Comparing every pair of rules would be slow in a long file; the index leads to those that share a word.
        found = rules.index.candidates(rules.index.post_view(mention))
        for before in islice(takewhile(lambda one: one < number, found), COMPARED):
            earlier = rules.rules[before]
            if earlier.decides and subsumes(earlier.conditions, conditions):
                return earlier
    return None


def _specimen(condition: Condition) -> Mention | None:
    """Return a post with one of the things a condition looks for; the index then leads to the rules that match all such
    posts.
    """
    match condition:
        case Keywords() | Hashtags():
            return sample(condition.keywords[0].written)
        case Contains():
            return sample(condition.pieces[0][0])
        case Authors():
            network, _, name = min(condition.handles).rpartition("/")
            return sample("", name, network=network or "x")
        case AnyOf():
            return next(filter(None, map(_specimen, flat(condition.parts[:1]))), None)
    return sample("")


def _teams_without_rule(rules: Rules, tree: Tree) -> Iterator[tuple[Path, str, str]]:
    used = {rules.default.team, rules.marketing, *_named(rules.rules)}
    used |= {name for name, _ in rules.default.inform} | {team.outside for team in rules.teams.values()}
    for name in rules.teams:
        if name not in used:
            yield (
                ("teams", name),
                f'no rule routes to team "{name}"',
                "name it in a rule; now it gets cases only by handover",
            )


def _replies_without_effect(rules: Rules) -> Iterator[tuple[Path, str, str]]:
    """Yield saved replies that no window offers: those beyond what a list in Slack can have."""
    used = {rules.default_rule.part.macro, *(rule.part.macro for rule in rules.rules)}
    fewest = min(len(rules.saved_replies.get(team, {})) for team in rules.teams)
    beyond: list[Path] = [
        ("macros", name) for name in [*rules.macros][max(LISTED - fewest, 0) :] if name not in used
    ]
    for team, replies in rules.saved_replies.items():
        beyond += [("saved_replies", team, name) for name in [*replies][LISTED:]]
    for path in beyond:
        message = f'"{path[-1]}" is not listed: a list in Slack has at most {LISTED + 1} entries'
        yield path, message, "remove saved replies that nobody uses"


def _named(rules: Iterable[Rule]) -> Iterator[str]:
    for rule in rules:
        if not rule.shadow:
            yield from (name for name, _ in rule.part.inform)
        if rule.decides and rule.route.ignored is None:
            yield rule.route.team
