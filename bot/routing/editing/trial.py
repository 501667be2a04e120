"""A rule that is still being written, tried on a post beside the active ones."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from bot.mention import Mention
from bot.routing.choose import choose
from bot.routing.conditions.builder import ConditionBuilder
from bot.routing.editing.fields import RuleFields
from bot.routing.examples import sample
from bot.routing.facts import Facts
from bot.routing.post_view import PostView
from bot.routing.regex_set import Patterns
from bot.routing.rules import Route, Rules
from bot.routing.schema import WhenForm


@dataclass(frozen=True, slots=True)
class Trial:
    """The result of trying a rule on a post."""

    #: True when all its conditions match.
    matched: bool
    #: What each condition found, or why the first that failed does not match.
    verdicts: tuple[str, ...]
    #: The active rule before it that decides first; empty: none.
    earlier: str
    #: Where the active rules send the post.
    active: Route


def post_for(fields: RuleFields, text: str) -> Mention:
    """Return an invented post that fits the rule in all that its text does not say."""
    followers = int(fields.followers) if fields.followers.isdecimal() else None
    return sample(text, followers=followers, network=fields.networks[0] if fields.networks else "x")


def try_rule(
    when: Mapping[str, Any],
    rules: Rules,
    *,
    lists: Mapping[str, Any],
    before: Collection[str],
    post: Mention,
    facts: Facts,
    team: str,
) -> Trial | None:
    """Return what a rule with these conditions makes of a post; None while its conditions are incomplete.

    `before` are the names of the rules above it, `lists` those of the file, `team` is its team.
    """
    try:
        builder = ConditionBuilder(lists)
        of_team = rules.teams.get(team)
        hours = (of_team.hours, of_team.hours_on) if of_team else ("", ())
        conditions = builder.conditions(WhenForm.model_validate(dict(when)), hours)
    except (ValidationError, LookupError):
        return None
    view = PostView(post, Patterns(builder.patterns), facts)
    failed = [condition for condition in conditions if not condition.matches(view)]
    verdicts = tuple(condition.verdict(view) for condition in failed[:1] or conditions)
    return Trial(not failed, verdicts, _deciding(rules, before, post, facts), choose(rules, post, facts))


def _deciding(rules: Rules, before: Collection[str], post: Mention, facts: Facts) -> str:
    view = rules.index.post_view(post, facts)
    for number in rules.index.candidates(view):
        rule = rules.rules[number]
        if rule.decides and rule.name in before and rule.matches(view):
            return rule.name
    return ""
