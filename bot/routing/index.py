"""The index of rules by the words, authors and patterns they need: one lookup costs the same for 10 rules or 10,000."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from heapq import merge
from itertools import pairwise
from typing import Any

from bot.mention import Mention
from bot.routing.conditions import Condition
from bot.routing.facts import NO_FACTS, Facts
from bot.routing.post_view import PostView
from bot.routing.regex_set import Patterns

Table = dict[Any, list[int]]
VIEWS: Mapping[str, Callable[[PostView, Table], Iterable[Hashable]]] = {
    "word": lambda post_view, _: post_view.tokens,
    "pair": lambda post_view, _: pairwise(post_view.tokens),
    "hashtag": lambda post_view, _: post_view.hashtags,
    "piece": lambda post_view, wanted: post_view.pieces_among(wanted),
    "author": lambda post_view, _: post_view.author_names,
    "pattern": lambda post_view, _: post_view.patterns,
}


class Index:
    """Rule numbers by the words, pairs, pieces, authors and regexes of which a rule needs at least one.

    A rule is filed under one of its conditions. A rule without an anchor is a candidate for every mention. A paused
    rule, None in `rules`, is a candidate for none.
    """

    def __init__(self, rules: Sequence[Sequence[Condition] | None], patterns: Patterns) -> None:
        self._patterns = patterns
        tables: dict[str, Table] = defaultdict(lambda: defaultdict(list))
        self._always: list[int] = []
        for number, conditions in enumerate(rules):
            if conditions is None:
                continue
            anchors = next((c.anchors for c in conditions if c.anchors), ())
            for kind, entry in dict.fromkeys(anchors):
                tables[kind][entry].append(number)
            if not anchors:
                self._always.append(number)
        self._tables = [(VIEWS[kind], dict(table)) for kind, table in tables.items()]

    def post_view(self, mention: Mention, facts: Facts = NO_FACTS) -> PostView:
        """Return the mention in the form that conditions read."""
        return PostView(mention, self._patterns, facts)

    def candidates(self, post_view: PostView) -> Iterable[int]:
        """Return the numbers of the rules that may match, in order; a number may come twice."""
        found = sorted(
            number
            for view, table in self._tables
            for entry in table.keys() & view(post_view, table)
            for number in table[entry]
        )
        # Both lists are sorted, so the caller can stop at the first rule that decides.
        return merge(self._always, found) if self._always else found
