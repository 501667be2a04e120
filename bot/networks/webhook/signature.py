"""Signatures of the webhook: who may bring posts, and how our own calls are known to be ours."""

import hmac
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from cachetools import TTLCache

TIMESTAMP = "X-Baton-Timestamp"
SIGNATURE = "X-Baton-Signature"
WINDOW = timedelta(minutes=5)
KEPT = 50_000


class Unsigned(Exception):
    """The request's signature is not taken; `why` says so to the sender, without any secret."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """`v1=` and the hexadecimal HMAC-SHA256 of "v1:", the timestamp, ":" and the body."""
    return "v1=" + hmac.digest(secret.encode(), f"v1:{timestamp}:".encode() + body, "sha256").hex()


def signed(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """The two headers of a call of ours."""
    timestamp = str(int(now.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: sign(secret, timestamp, body)}


def check(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> str:
    """The signature of a request, once it is known to be right and of this moment; `headers` are in lower case.

    Raises Unsigned.
    """
    timestamp, given = headers.get(TIMESTAMP.lower(), ""), headers.get(SIGNATURE.lower(), "")
    if not timestamp or not given:
        raise Unsigned(f"The headers {TIMESTAMP} and {SIGNATURE} are both needed.")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        raise Unsigned(f"{TIMESTAMP} is the time of the request in whole seconds since 1970, UTC.")
    if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise Unsigned(
            f"{TIMESTAMP} is more than five minutes from our time. Check your clock; sign a request when you send it."
        )
    if not hmac.compare_digest(sign(secret, timestamp, body).encode(), given.strip().lower().encode()):
        raise Unsigned(
            f"{SIGNATURE} does not fit. It is v1= and the hexadecimal HMAC-SHA256 of v1:{{timestamp}}:{{body}} with the"
            " secret of WEBHOOK_SECRET, over the bytes of the body exactly as they are sent."
        )
    return given.strip().lower()


class Replays:
    """The signatures taken lately, so that a request somebody recorded is not taken a second time."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        # A timestamp may lie five minutes ahead and is then good for ten.
        span = 2 * WINDOW.total_seconds()
        self._taken: TTLCache[str, bool] = TTLCache(KEPT, span, timer=lambda: now().timestamp())

    def first(self, signature: str) -> bool:
        """Whether this signature was not seen before; it is seen now."""
        if signature in self._taken:
            return False
        self._taken[signature] = True
        return True

    def forget(self, signature: str) -> None:
        """The request was not taken after all: it may come again."""
        self._taken.pop(signature, None)
