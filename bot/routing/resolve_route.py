"""The final route: the deciding rule's route, changed by the rules that continue and by the facts."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from bot.routing.facts import NEGATIVE
from bot.routing.post_view import PostView
from bot.routing.rules import NO_TARGETS, Priority, Route, Rule, RuleEffect, Rules, Targets
from bot.routing.scoring import priority_of, score

NEARLY_IGNORED = "nearly ignored"


def resolve_route(rules: Rules, rule: Rule, non_final: Sequence[Rule], post_view: PostView) -> Route:
    """Return the final route of `rule`; `non_final` are the earlier rules, in order, that matched without deciding.

    The most urgent priority wins. A target comes from the deciding rule, else from the first rule that sets it. A post
    with negative sentiment is never ignored: it takes the default route with low priority.
    """
    continuing = [one for one in non_final if one.continues and not one.shadow]
    parts = [rule.part, *(one.part for one in continuing)]
    route = _with_parts(_unless_negative(rules, rule, post_view), parts)
    return replace(
        _by_score(route, parts, post_view),
        tags=tuple(dict.fromkeys((*(tag for one in continuing for tag in one.part.tags), *route.tags))),
        also=tuple(one.name for one in continuing),
        shadow=tuple(one.name for one in non_final if one.shadow),
    )


def _unless_negative(rules: Rules, rule: Rule, post_view: PostView) -> Route:
    if rule.route.ignored is None or post_view.sentiment != NEGATIVE:
        return rule.route
    route = rules.default
    return replace(route, priority=Priority.LOW, tags=(*route.tags, NEARLY_IGNORED), why=rule.name)


def _with_parts(route: Route, parts: Sequence[RuleEffect]) -> Route:
    """Return the route with the effects of the other rules; the deciding rule's effect comes first in `parts`."""
    rest = parts[1:]
    named = [part.priority for part in rest if part.priority is not None]
    if parts[0].priority is not None or not named:
        named.append(route.priority)
    informed = dict.fromkeys((*route.inform, *(one for part in rest for one in part.inform)))
    seconds = (part.first_response for part in parts if part.first_response is not None)
    return replace(
        route,
        priority=min(named),
        inform=tuple(one for one in informed if one[0] != route.team),
        first_response=next(seconds, route.first_response),
        targets=first_of([*(part.targets for part in parts), route.targets]),
        macro=next((part.macro for part in parts if part.macro), route.macro),
    )


def _by_score(route: Route, parts: Sequence[RuleEffect], post_view: PostView) -> Route:
    if route.ignored is not None or not any(part.by_score for part in parts):
        return route
    calculated = score(
        followers=post_view.followers,
        sentiment=post_view.sentiment,
        points=sum(part.points for part in parts),
        earlier_cases=post_view.earlier_cases,
        open_case=post_view.open_case,
    )
    named = [part.priority for part in parts if part.priority is not None]
    return replace(route, score=calculated, priority=min([priority_of(calculated), *named]))


def first_of(all_targets: Iterable[Targets]) -> Targets:
    """Return the targets, each from the first set that has a value for it."""
    each = [targets for targets in all_targets if targets != NO_TARGETS]
    if len(each) < 2:
        return each[0] if each else NO_TARGETS
    return Targets(
        **{
            name: next((value for one in each if (value := getattr(one, name)) is not None), None)
            for name in Targets.__struct_fields__
        }
    )
