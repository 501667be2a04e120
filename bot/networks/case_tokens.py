"""Signed case tokens: the links and addresses that Baton creates, which cannot be forged."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime

ADDRESS = "address"
TOKEN = re.compile(r"(([1-9]\d{0,17})(?:\.([0-9a-z]{1,9}))?)\.([a-z2-7]{26})")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Named:
    """The case that a token names, and when the token was created (LONG_AGO if it does not say)."""

    case: int
    made_at: datetime


def sign_case(case: int, secret: str, purpose: str, made_at: datetime | None = None) -> str:
    """Return a token for this case and purpose: "1042.<26 base-32 characters>", of 128 bits, in lower case.

    With its creation time, which is signed too: "1042.<milliseconds since 1970, in base 36>.<signature>". A token
    for one purpose is invalid for any other.
    """
    named = f"{case}.{_base_36(int(made_at.timestamp() * 1_000))}" if made_at else str(case)
    return f"{named}.{mark(f'{purpose}:{named}', secret)}"


def read_token(token: str, secret: str, purpose: str) -> Named | None:
    """Return what a token names; None when it was not signed with this secret for this purpose."""
    found = TOKEN.fullmatch(token.casefold())
    if found is None:
        return None
    named, case, made, signature = found.groups()
    if not hmac.compare_digest(mark(f"{purpose}:{named}", secret), signature):
        return None
    return Named(int(case), datetime.fromtimestamp(int(made, 36) / 1_000, UTC) if made else LONG_AGO)


def case_address(address: str, case: int, secret: str, made_at: datetime | None = None) -> str:
    """Return `address` with the case in it: help@larkspur.example -> help+c1042.<token>@larkspur.example."""
    local, _, domain = address.rpartition("@")
    return f"{local}+c{sign_case(case, secret, ADDRESS, made_at)}@{domain}"


def read_address(address: str, secret: str) -> Named | None:
    """Return what such an address names, whatever precedes its plus; None for any other address."""
    local, _, _ = address.rpartition("@")
    _, plus, tag = local.rpartition("+")
    named = tag[:1] in ("c", "C") and plus
    return read_token(tag[1:], secret, ADDRESS) if named else None


def mark(words: str, secret: str) -> str:
    """Return a signature of these words: the first half of their HMAC-SHA256 (RFC 2104), in base 32."""
    digest = hmac.digest(secret.encode(), words.encode(), hashlib.sha256)
    return base64.b32encode(digest[:16]).decode("ascii").rstrip("=").lower()


def _base_36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
    return digits or "0"
