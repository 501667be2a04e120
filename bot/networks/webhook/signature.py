"""Signatures of the webhook: who may bring posts, and how our own calls are known to be ours."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

TIMESTAMP = "X-Baton-Timestamp"
SIGNATURE = "X-Baton-Signature"
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Signed:
    """A request's signature, known to be right, and when it was signed."""

    signature: str
    at: datetime


class Unsigned(Exception):
    """The request's signature is not taken; `why` says so to the sender, without any secret."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """Return `v1=` and the hexadecimal HMAC-SHA256 of "v1:", the timestamp, ":" and the body."""
    return "v1=" + hmac.digest(secret.encode(), f"v1:{timestamp}:".encode() + body, "sha256").hex()


def signed(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the two headers of a signed call."""
    timestamp = str(int(now.timestamp()))
    return {TIMESTAMP: timestamp, SIGNATURE: sign(secret, timestamp, body)}


def check(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> Signed:
    """Return the signature of a request once it is verified and recent; `headers` are in lower case. Raise
    Unsigned."""
    timestamp, given = headers.get(TIMESTAMP.lower(), ""), headers.get(SIGNATURE.lower(), "")
    if not timestamp or not given:
        raise Unsigned(f"The headers {TIMESTAMP} and {SIGNATURE} are both needed.")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) <= 12):
        raise Unsigned(f"{TIMESTAMP} is the time of the request in whole seconds since 1970, UTC.")
    if abs(now.timestamp() - int(timestamp)) > WINDOW.total_seconds():
        raise Unsigned(
            f"{TIMESTAMP} differs from our time by more than five minutes."
            " Check your clock; sign a request when you send it."
        )
    right = sign(secret, timestamp, body)
    # A header may contain any byte; aiohttp decodes invalid UTF-8 to lone surrogates, which encode() would refuse.
    if not hmac.compare_digest(right.encode(), given.strip().lower().encode(errors="replace")):
        raise Unsigned(
            f"{SIGNATURE} does not match. It must be v1= and the hexadecimal HMAC-SHA256 of v1:{{timestamp}}:{{body}}"
            " with the secret of WEBHOOK_SECRET, over the bytes of the body exactly as they are sent."
        )
    return Signed(right, datetime.fromtimestamp(int(timestamp), UTC))
