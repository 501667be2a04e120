"""Conditions on the author of a post."""

from collections.abc import Hashable
from dataclasses import dataclass

from bot.routing.conditions.base import NOT_KNOWN, Condition, listed
from bot.routing.post_view import PostView


@dataclass(frozen=True, slots=True)
class Authors(Condition):
    """Handles without their @, each for any network or for the one in front of it (`x/ada`).

    `lists` are the names of the lists that the handles come from.
    """

    handles: frozenset[str]
    lists: tuple[str, ...] = ()

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("author", one) for one in self.handles]

    @property
    def is_proven(self) -> bool:
        return True

    def matches(self, post_view: PostView) -> bool:
        return not self.handles.isdisjoint(post_view.author_names)

    def verdict(self, post_view: PostView) -> str:
        author = f"author is @{post_view.author}"
        if self.lists:
            return f"{author}, {'in' if self.matches(post_view) else 'not in'} {listed(self.lists)}"
        return author if self.matches(post_view) else f"{author}, not {listed(sorted(self.handles), '@')}"


@dataclass(frozen=True, slots=True)
class Range:
    """The whole numbers from `at_least` to `at_most`, both included; without `at_most` there is no upper end."""

    at_least: int
    at_most: int | None

    def __contains__(self, count: int) -> bool:
        return self.at_least <= count and (self.at_most is None or count <= self.at_most)

    def __str__(self) -> str:
        upper = "" if self.at_most is None else f" and at most {self.at_most:,}"
        return f"at least {self.at_least:,}{upper}"


@dataclass(frozen=True, slots=True)
class Followers(Condition):
    """The author's follower count is in the range. An unknown count is in no range."""

    range: Range

    def matches(self, post_view: PostView) -> bool:
        return post_view.followers is not None and post_view.followers in self.range

    def fails(self, post_view: PostView) -> bool:
        return post_view.followers is not None and post_view.followers not in self.range

    def verdict(self, post_view: PostView) -> str:
        if post_view.followers is None:
            return "followers: the author's count is unknown"
        return _counted("followers", post_view.followers, self.range)


@dataclass(frozen=True, slots=True)
class EarlierCases(Condition):
    """The number of the author's earlier cases is in the range."""

    range: Range

    def matches(self, post_view: PostView) -> bool:
        return post_view.earlier_cases is not None and post_view.earlier_cases in self.range

    def fails(self, post_view: PostView) -> bool:
        return post_view.earlier_cases is not None and post_view.earlier_cases not in self.range

    def verdict(self, post_view: PostView) -> str:
        if post_view.earlier_cases is None:
            return f"earlier cases: {NOT_KNOWN}"
        return _counted("earlier cases", post_view.earlier_cases, self.range)


def _counted(what: str, count: int, wanted: Range) -> str:
    return f"{what}: {count:,}" + ("" if count in wanted else f"; the rule asks for {wanted}")
