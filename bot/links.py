"""Signed names of a case: the addresses and links Baton gives out, which nobody can make up."""

import base64
import hashlib
import hmac
import re

ADDRESS = "address"
TOKEN = re.compile(r"([1-9]\d{0,17})\.([a-z2-7]{26})")


def sign_case(case: int, secret: str, purpose: str) -> str:
    """A token for this case and purpose: "1042.<26 letters and digits>", of 128 bits, in lower case.

    A token for one purpose is worth nothing for another.
    """
    return f"{case}.{mark(f'{purpose}:{case}', secret)}"


def case_of_token(token: str, secret: str, purpose: str) -> int | None:
    """The case a token was made for; None when it was not made with this secret for this purpose."""
    found = TOKEN.fullmatch(token.casefold())
    if found is None:
        return None
    case = int(found[1])
    return case if hmac.compare_digest(sign_case(case, secret, purpose), token.casefold()) else None


def case_address(address: str, case: int, secret: str) -> str:
    """`address` with the case in it: help@larkspur.example -> help+c1042.<token>@larkspur.example."""
    local, _, domain = address.rpartition("@")
    return f"{local}+c{sign_case(case, secret, ADDRESS)}@{domain}"


def case_of_address(address: str, secret: str) -> int | None:
    """The case such an address names, whatever stands before its plus; None for any other address."""
    local, _, _ = address.rpartition("@")
    _, plus, tag = local.rpartition("+")
    named = tag[:1] in ("c", "C") and plus
    return case_of_token(tag[1:], secret, ADDRESS) if named else None


def mark(words: str, secret: str) -> str:
    """What only who has the secret can put under these words: HMAC-SHA256, its first half (RFC 2104) in base 32."""
    digest = hmac.digest(secret.encode(), words.encode(), hashlib.sha256)
    return base64.b32encode(digest[:16]).decode("ascii").rstrip("=").lower()
