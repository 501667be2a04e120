"""Authentication and rate limits of the simulated X."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from sandbox.x import problems

QUARTER_HOUR = 900
PUBLISHED: Mapping[str, int] = MappingProxyType(
    {
        "GET /2/users": 900,
        "GET /2/users/me": 75,
        "GET /2/users/{id}": 900,
        "GET /2/users/by/username/{handle}": 900,
        "GET /2/users/{id}/mentions": 300,
        "GET /2/users/{id}/tweets": 900,
        "GET /2/tweets": 5000,
        "GET /2/tweets/{id}": 900,
        "GET /2/tweets/search/recent": 300,
        "POST /2/tweets": 100,
        "DELETE /2/tweets/{id}": 50,
    }
)
OAUTH1_FIELDS = ("consumer_key", "token", "signature", "signature_method", "nonce", "timestamp")


@dataclass(slots=True)
class Window:
    """The rate limit of one endpoint: `limit` calls in `seconds`, until `resets_at` (Unix seconds)."""

    limit: int
    seconds: float
    left: int = 0
    resets_at: float = 0.0

    def spend(self, now: float) -> bool:
        if now >= self.resets_at:
            self.left, self.resets_at = self.limit, now + self.seconds
        self.left -= 1
        return self.left >= 0

    def headers(self) -> dict[str, str]:
        return {
            "x-rate-limit-limit": str(self.limit),
            "x-rate-limit-remaining": str(max(self.left, 0)),
            "x-rate-limit-reset": str(int(self.resets_at + 0.999)),
        }


class Limits:
    """Rate limits per endpoint: X's published numbers times `generosity`, as a demo polls faster than X allows.

    `calls` counts the calls to each so far.
    """

    def __init__(self, generosity: int = 1) -> None:
        self._windows = {key: Window(limit * generosity, QUARTER_HOUR) for key, limit in PUBLISHED.items()}
        self.calls: Counter[str] = Counter()

    def set(self, endpoint: str, limit: int, seconds: float = QUARTER_HOUR) -> None:
        """Allow `limit` calls in `seconds` of `endpoint` from now on. Raise KeyError when PUBLISHED lacks it."""
        if endpoint not in PUBLISHED:
            raise KeyError(endpoint)
        self._windows[endpoint] = Window(limit, seconds)

    def spend(self, endpoint: str, now: datetime) -> tuple[bool, dict[str, str]]:
        """Return whether one more call is allowed at `now`, and the rate-limit headers of the answer."""
        self.calls[endpoint] += 1
        window = self._windows[endpoint]
        return window.spend(now.timestamp()), window.headers()


class Logins:
    """Tokens and their accounts. An unknown token acts for the brand; a revoked one is refused."""

    def __init__(self) -> None:
        self.handles: dict[str, str] = {}
        self.app_only: set[str] = {"app-only"}
        self.revoked: set[str] = set()

    def token_of(self, authorization: str | None) -> str:
        """Return the token of an OAuth 1.0a or Bearer header. Raise a 401 `Problem` when none is valid."""
        scheme, _, rest = (authorization or "").partition(" ")
        token = {"bearer": rest.strip(), "oauth": _oauth1_token(rest)}.get(scheme.casefold(), "")
        if not token or token == "None" or token in self.revoked:
            raise problems.unauthorized()
        return token


def _oauth1_token(header: str) -> str:
    values = dict(re.findall(r'oauth_(\w+)="([^"]*)"', header))
    return values["token"] if all(values.get(name) for name in OAUTH1_FIELDS) else ""
