"""Conditions built from others: all of them, any of them, not this one."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from bot.routing.conditions.base import SHOWN, Condition
from bot.routing.post_view import PostView


@dataclass(frozen=True, slots=True)
class AllOf(Condition):
    """Every part matches."""

    parts: tuple[Condition, ...]

    @property
    def anchors(self) -> Sequence[tuple[str, Hashable]]:
        return next((part.anchors for part in self.parts if part.anchors), ())

    @property
    def is_proven(self) -> bool:
        return len(self.parts) == 1 and self.parts[0].is_proven

    def matches(self, post_view: PostView) -> bool:
        return all(part.matches(post_view) for part in self.parts)

    def fails(self, post_view: PostView) -> bool:
        return any(part.fails(post_view) for part in self.parts)

    def verdict(self, post_view: PostView) -> str:
        missing = next((part for part in self.parts if not part.matches(post_view)), None)
        shown = self.parts if missing is None else (missing,)
        return "; ".join(part.verdict(post_view) for part in shown)


@dataclass(frozen=True, slots=True)
class AnyOf(Condition):
    """At least one part matches. The index finds it only if it finds every part."""

    parts: tuple[Condition, ...]

    @property
    def anchors(self) -> Sequence[tuple[str, Hashable]]:
        anchors = [part.anchors for part in self.parts]
        return [one for some in anchors for one in some] if all(anchors) else ()

    @property
    def is_proven(self) -> bool:
        return all(part.is_proven for part in self.parts)

    def matches(self, post_view: PostView) -> bool:
        return any(part.matches(post_view) for part in self.parts)

    def fails(self, post_view: PostView) -> bool:
        return all(part.fails(post_view) for part in self.parts)

    def verdict(self, post_view: PostView) -> str:
        holding = next((part for part in self.parts if part.matches(post_view)), None)
        if holding is not None:
            return holding.verdict(post_view)
        more = f" / and {len(self.parts) - SHOWN} more" if len(self.parts) > SHOWN else ""
        return f"none of these: {' / '.join(part.verdict(post_view) for part in self.parts[:SHOWN])}{more}"


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """The part certainly does not match."""

    part: Condition

    def matches(self, post_view: PostView) -> bool:
        return self.part.fails(post_view)

    def fails(self, post_view: PostView) -> bool:
        return self.part.matches(post_view)

    def verdict(self, post_view: PostView) -> str:
        return f"not ({self.part.verdict(post_view)})"
