"""Conditions on the time: business hours, and volume spikes."""

from dataclasses import dataclass

from bot.hours import read_hours
from bot.routing.conditions.base import NOT_KNOWN, Condition
from bot.routing.post_view import PostView


@dataclass(frozen=True, slots=True)
class InHours(Condition):
    """The team is within its business hours (`wanted`) or outside them.

    `usual` and `on` (pairs of network and hours) are lines of `bot.hours`.
    """

    wanted: bool
    usual: str
    on: tuple[tuple[str, str], ...] = ()

    def matches(self, post_view: PostView) -> bool:
        return self._is_open(post_view) is self.wanted

    def fails(self, post_view: PostView) -> bool:
        return self._is_open(post_view) is (not self.wanted)

    def verdict(self, post_view: PostView) -> str:
        is_open = self._is_open(post_view)
        if is_open is None:
            return f"hours: {NOT_KNOWN}"
        return f"hours: the team is {'within' if is_open else 'outside'} its business hours"

    def _is_open(self, post_view: PostView) -> bool | None:
        if post_view.at is None:
            return None
        return read_hours(dict(self.on).get(post_view.network, self.usual)).is_open(post_view.at)


@dataclass(frozen=True, slots=True)
class Spike(Condition):
    """At least `at_least` other posts were tagged `topic` in the `within` seconds before this one."""

    topic: str
    at_least: int
    within: int

    def matches(self, post_view: PostView) -> bool:
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
