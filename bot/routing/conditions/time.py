"""Conditions on the moment: whether the team is at work, and whether many write about one thing."""

from dataclasses import dataclass

from bot.hours import read_hours
from bot.routing.conditions.base import NOT_KNOWN, Condition
from bot.routing.post_view import PostView


@dataclass(frozen=True, slots=True)
class InHours(Condition):
    """Whether the team is within its hours, as `bot.hours` writes them: `on` some networks others than `usual`."""

    wanted: bool
    usual: str
    on: tuple[tuple[str, str], ...] = ()

    def holds(self, post_view: PostView) -> bool:
        return self._is_open(post_view) is self.wanted

    def fails(self, post_view: PostView) -> bool:
        return self._is_open(post_view) is (not self.wanted)

    def verdict(self, post_view: PostView) -> str:
        is_open = self._is_open(post_view)
        if is_open is None:
            return f"hours: {NOT_KNOWN}"
        return f"hours: the team is {'in' if is_open else 'out of'} its hours"

    def _is_open(self, post_view: PostView) -> bool | None:
        if post_view.at is None:
            return None
        return read_hours(dict(self.on).get(post_view.network, self.usual)).is_open(post_view.at)


@dataclass(frozen=True, slots=True)
class Spike(Condition):
    """At least so many other posts were tagged `topic` in the `within` seconds before."""

    topic: str
    at_least: int
    within: int

    def holds(self, post_view: PostView) -> bool:
        count = post_view.volume(self.topic, self.within)
        return count is not None and count >= self.at_least

    def fails(self, post_view: PostView) -> bool:
        count = post_view.volume(self.topic, self.within)
        return count is not None and count < self.at_least

    def verdict(self, post_view: PostView) -> str:
        count = post_view.volume(self.topic, self.within)
        if count is None:
            return f'spike on "{self.topic}": {NOT_KNOWN}'
        asked = "" if count >= self.at_least else f"; the rule asks for at least {self.at_least:,}"
        return f'spike on "{self.topic}": {count:,} posts lately{asked}'
