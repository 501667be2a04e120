"""Rate limits of the simulated Discord (Discord docs: Rate limits)."""

from dataclasses import dataclass, field
from datetime import datetime

from sandbox.discord.problems import too_many_requests

GENEROUS = (1000, 1.0)


@dataclass(slots=True)
class Bucket:
    """The state of one rate limit: `limit` calls in `seconds`, until `resets_at` (Unix seconds)."""

    limit: int
    seconds: float
    left: int = 0
    resets_at: float = 0.0


@dataclass(slots=True)
class Limits:
    """A rate limit per route and channel, generous unless a test changes it."""

    _set: dict[str, tuple[int, float]] = field(default_factory=dict)
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def set(self, route: str, limit: int, seconds: float) -> None:
        """Allow `limit` calls in `seconds` of `route` ("POST /channels/{channel}/messages") from now on."""
        self._set[route] = (limit, seconds)
        self._buckets.clear()

    def spend(self, route: str, major: str, now: datetime) -> dict[str, str]:
        """Count a call and return the headers of its answer. Raise a 429 `Problem` when it is one too many."""
        limit, seconds = self._set.get(route, GENEROUS)
        bucket = self._buckets.setdefault(f"{route} {major}", Bucket(limit, seconds))
        moment = now.timestamp()
        if moment >= bucket.resets_at:
            bucket.left, bucket.resets_at = limit, moment + seconds
        wait = bucket.resets_at - moment
        headers = {
            "X-RateLimit-Limit": str(limit),
            "X-RateLimit-Remaining": str(max(bucket.left - 1, 0)),
            "X-RateLimit-Reset": f"{bucket.resets_at:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{abs(hash(route)):x}"[:16],
        }
        if bucket.left <= 0:
            problem = too_many_requests(wait)
            problem.headers |= headers
            raise problem
        bucket.left -= 1
        return headers
