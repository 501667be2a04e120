"""Slack's rate limits: calls of a method per minute, one message a second per channel; and its timeouts.

Source: https://docs.slack.dev/apis/web-api/rate-limits
"""

import math
from dataclasses import dataclass
from datetime import datetime

from sandbox.slack.errors import RateLimited

POSTS_A_SECOND = 1.0
POSTS_A_MINUTE = 300
TIERS = {2: 20, 3: 50, 4: 100}
TIER_OF = {
    "chat.unfurl": 3,
    "chat.update": 3,
    "chat.delete": 3,
    "chat.postEphemeral": 4,
    "conversations.history": 3,
    "conversations.replies": 3,
    "conversations.info": 3,
    "conversations.join": 3,
    "conversations.open": 3,
    "conversations.list": 2,
    "conversations.members": 4,
    "users.list": 2,
    "users.info": 4,
    "usergroups.list": 2,
    "usergroups.users.list": 2,
    "views.open": 4,
    "views.push": 4,
    "views.update": 4,
    "views.publish": 4,
    "reactions.add": 3,
    "reactions.remove": 2,
    "team.info": 3,
}


@dataclass(slots=True)
class Bucket:
    """A token bucket of at most ``size`` calls, refilled by ``a_second``."""

    size: float
    a_second: float
    left: float
    at: datetime

    def wait(self, now: datetime) -> float:
        """Spend one call and return 0.0; when none is left, return the seconds until one is."""
        self.left = min(self.size, self.left + (now - self.at).total_seconds() * self.a_second)
        self.at = now
        # A caller who waits exactly a second must not be refused for a rounding error.
        if self.left < 1 - 1e-6:
            return (1 - self.left) / self.a_second
        self.left -= 1
        return 0.0


class Pace:
    """Refuses calls that come too fast. ``speed`` makes Slack's clock run faster; ``on`` switches the limits off.

    ``burst`` is how many messages a channel accepts at once before one a second. ``patience`` is how many seconds
    the app has to answer a request, and to open a modal with its trigger id.
    """

    def __init__(self, *, speed: float = 1.0, on: bool = True, burst: int = 3, patience: float = 3.0) -> None:
        self.speed = speed
        self.on = on
        self.burst = burst
        self.patience = patience
        self._buckets: dict[str, Bucket] = {}

    def admit(self, method: str, channel: str | None, now: datetime) -> None:
        """Count a call. Raise RateLimited when it comes too early."""
        if not self.on:
            return
        if method == "chat.postMessage":
            self._take(f"posts in {channel}", self.burst, POSTS_A_SECOND, now)
            self._take("posts", POSTS_A_MINUTE, POSTS_A_MINUTE / 60, now)
        elif method in TIER_OF:
            a_minute = TIERS[TIER_OF[method]]
            self._take(method, a_minute, a_minute / 60, now)

    def _take(self, name: str, size: float, a_second: float, now: datetime) -> None:
        fresh = Bucket(size, a_second * self.speed, size, now)
        wait = self._buckets.setdefault(name, fresh).wait(now)
        if wait:
            raise RateLimited(max(1, math.ceil(wait)))
