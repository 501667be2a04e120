"""Subsumption of conditions: which one always matches when another does, and which can never match."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from bot.routing.conditions import (
    Accounts,
    AllOf,
    AnyOf,
    Authors,
    Condition,
    Contains,
    EarlierCases,
    Followers,
    Hashtags,
    InHours,
    Keywords,
    Not,
    OneOf,
    Range,
    Spike,
    Trait,
)
from bot.routing.tokens import Keyword


def subsumes(wide: Iterable[Condition], narrow: Iterable[Condition]) -> bool:
    """Return True when all conditions of `wide` certainly match wherever those of `narrow` do."""
    parts = list(flat(narrow))
    return all(any(implies(part, one) for part in parts) for one in flat(wide))


def impossible(conditions: Iterable[Condition]) -> bool:
    """Return True when these conditions certainly never match together."""
    parts = list(flat(conditions))
    return any(map(_never, parts)) or any(
        _exclude(one, other) or _exclude(other, one) for one, other in combinations(parts, 2)
    )


def implies(one: Condition, other: Condition) -> bool:
    """Return True when `other` certainly matches wherever `one` does."""
    if one == other:
        return True
    match one, other:
        case (_, AllOf()):
            return all(implies(one, part) for part in other.parts)
        case (AnyOf(), _):
            return all(implies(part, other) for part in one.parts)
        case (_, AnyOf()):
            return any(implies(one, part) for part in other.parts)
        case (AllOf(), _):
            return any(implies(part, other) for part in one.parts)
        case (Not(), Not()):
            return implies(other.part, one.part)
    return _simply_implies(one, other)


def flat(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield the conditions, with the parts of each AllOf one by one."""
    for condition in conditions:
        if isinstance(condition, AllOf):
            yield from flat(condition.parts)
        else:
            yield condition


def _simply_implies(one: Condition, other: Condition) -> bool:
    match one, other:
        case (Keywords() | Hashtags(), Keywords()):
            return _covered(one.keywords, other.keywords)
        case (Hashtags(), Hashtags()):
            return {tag for _, tag in one.tags} <= {tag for _, tag in other.tags}
        case (Contains(), Contains()):
            return all(any(piece in folded for _, piece in other.pieces) for _, folded in one.pieces)
        case (Authors(), Authors()):
            return all(not {name, name.rpartition("/")[2]}.isdisjoint(other.handles) for name in one.handles)
        case (Accounts(), Accounts()):
            return all(not {name, name.rpartition("/")[2]}.isdisjoint(other.names) for name in one.names)
        case (OneOf(), OneOf()):
            return one.kind == other.kind and one.values <= other.values
        case (Followers(), Followers()):
            return _within(one.range, other.range)
        case (EarlierCases(), EarlierCases()):
            return _within(one.range, other.range)
        case (Spike(), Spike()):
            return one.topic == other.topic and one.at_least >= other.at_least and one.within <= other.within
    return False


def _covered(narrow: Iterable[Keyword], wide: Iterable[Keyword]) -> bool:
    """Return True when each keyword of `narrow` contains one of `wide`; a word without # also finds its hashtag."""
    bare = {keyword.bare for keyword in wide if not keyword.has_tag}
    tagged = {keyword.tagged for keyword in wide}
    return all(
        keyword.tagged in tagged or any(piece in bare for piece in _pieces(keyword.bare))
        for keyword in narrow
    )


def _pieces(tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield every run of adjacent tokens."""
    for start in range(len(tokens)):
        for stop in range(start + 1, len(tokens) + 1):
            yield tokens[start:stop]


def _within(narrow: Range, wide: Range) -> bool:
    ends = wide.at_most is None or (narrow.at_most is not None and narrow.at_most <= wide.at_most)
    return wide.at_least <= narrow.at_least and ends


def _never(condition: Condition) -> bool:
    match condition:
        case AnyOf():
            return all(impossible([part]) for part in condition.parts)
        case InHours():
            # A team without hours is always there.
            return not condition.wanted and not condition.usual and not any(dict(condition.on).values())
    return False


def _exclude(one: Condition, other: Condition) -> bool:
    match one, other:
        case (_, Not()):
            return implies(one, other.part)
        case (OneOf(), OneOf()):
            return one.kind == other.kind and one.values.isdisjoint(other.values)
        case (Trait(), Trait()):
            return one.kind == other.kind and one.wanted is not other.wanted
        case (InHours(), InHours()):
            return (one.usual, one.on) == (other.usual, other.on) and one.wanted is not other.wanted
        case (Followers(), Followers()):
            return _below(one.range, other.range)
        case (EarlierCases(), EarlierCases()):
            return _below(one.range, other.range)
    return False


def _below(low: Range, high: Range) -> bool:
    return low.at_most is not None and low.at_most < high.at_least
