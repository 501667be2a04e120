"""Conditions on the text of a post."""

from collections.abc import Hashable
from dataclasses import dataclass

from bot.routing.conditions.base import Condition, found
from bot.routing.post_view import PostView
from bot.routing.tokens import Keyword


@dataclass(frozen=True, slots=True)
class Keywords(Condition):
    """At least one of the words or phrases is in the post; `kind` says which of the two they are."""

    kind: str
    keywords: tuple[Keyword, ...]

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("word", k.bare[0]) if len(k.bare) == 1 else ("pair", k.bare[:2]) for k in self.keywords]

    @property
    def is_proven(self) -> bool:
        return not any(k.has_tag or len(k.bare) > 2 for k in self.keywords)

    def matches(self, post_view: PostView) -> bool:
        return any(map(post_view.has, self.keywords))

    def verdict(self, post_view: PostView) -> str:
        return found(self.kind, {k.written: post_view.has(k) for k in self.keywords})


@dataclass(frozen=True, slots=True)
class Hashtags(Condition):
    """At least one of the hashtags is in the post; each is kept as a keyword with its # and folded without it."""

    tags: tuple[tuple[Keyword, str], ...]

    @property
    def keywords(self) -> list[Keyword]:
        return [keyword for keyword, _ in self.tags]

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("hashtag", folded) for _, folded in self.tags]

    @property
    def is_proven(self) -> bool:
        return True

    def matches(self, post_view: PostView) -> bool:
        return any(folded in post_view.hashtags for _, folded in self.tags)

    def verdict(self, post_view: PostView) -> str:
        return found(
            "hashtags", {keyword.written: folded in post_view.hashtags for keyword, folded in self.tags}
        )


@dataclass(frozen=True, slots=True)
class Contains(Condition):
    """At least one of the pieces occurs anywhere in the text, for languages written without spaces.

    Each piece is kept as written and folded.
    """

    pieces: tuple[tuple[str, str], ...]

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("piece", folded[:2]) for _, folded in self.pieces]

    def matches(self, post_view: PostView) -> bool:
        return any(folded in post_view.folded for _, folded in self.pieces)

    def verdict(self, post_view: PostView) -> str:
        return found("contains", {written: folded in post_view.folded for written, folded in self.pieces})


@dataclass(frozen=True, slots=True)
class Regexes(Condition):
    """At least one regex matches; each has its number in the set of all regexes."""

    patterns: tuple[tuple[int, str], ...]

    @property
    def anchors(self) -> list[tuple[str, Hashable]]:
        return [("pattern", number) for number, _ in self.patterns]

    @property
    def is_proven(self) -> bool:
        return True

    def matches(self, post_view: PostView) -> bool:
        return any(number in post_view.patterns for number, _ in self.patterns)

    def verdict(self, post_view: PostView) -> str:
        return found("regex", {pattern: number in post_view.patterns for number, pattern in self.patterns})
