"""Mapping of failed calls to Bluesky to NotSent, Declined and CannotTell."""

import re
from datetime import datetime

import httpx
from atproto_client.exceptions import RateLimitExceededError, RequestErrorBase

from bot.delivery import CannotTell, Declined, NotSent

KEYS_REFUSED = (
    "Bluesky rejected our credentials: the handle or the app password is wrong, or the password was "
    "revoked. An admin must correct BLUESKY_HANDLE, or create a new app password in Bluesky's settings."
)
EXPIRED = "ExpiredToken"
GONE = "The post is gone from Bluesky, or Bluesky no longer shows it to us."
NO_RECORD = "RecordNotFound"
NOT_IMPLEMENTED = "MethodNotImplemented"

# By Bluesky's name of the error, or its words: our code, and what people read. The first that fits counts.
_REASONS = (
    (r"ExpiredToken|InvalidToken|token has expired", EXPIRED, KEYS_REFUSED),
    (
        r"AuthFactorTokenRequired",
        "main-password",
        (
            "Bluesky asks for a code by e-mail, as it does for an account's main password. An admin must "
            "set an app password from Bluesky's settings instead."
        ),
    ),
    (
        r"Takendown|Takedown|Deactivated|Suspended",
        "suspended",
        "Bluesky has locked or deactivated our account. An admin must sign in on Bluesky and restore it.",
    ),
    (r"RecordNotFound|Could not locate record", NO_RECORD, GONE),
    (r"BlockedActor|BlockedByActor", "blocked", "The author and our account block each other on Bluesky."),
    (
        r"grapheme|too (?:long|big)|must not be longer",
        "too-long",
        "Bluesky counts this text as too long. Shorten it and send it again.",
    ),
)
_KEPT_ALREADY = re.compile(r"already\s?exists", re.I)


def failure(error: Exception, now: datetime, *, writing: bool) -> NotSent | Declined | CannotTell:
    """Return the outcome for what the library raised; `writing` says that the call may have created a record."""
    if isinstance(error.__cause__ or error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return NotSent("Bluesky cannot be reached.")
    if isinstance(error, RateLimitExceededError):
        return NotSent("Bluesky asks us to wait: our rate limit is used up.", _wait(error, now))
    response = error.response if isinstance(error, RequestErrorBase) else None
    if response is not None and (400 <= response.status_code < 500 or response.status_code == 501):
        return _refusal(response.content, response.status_code, writing=writing)
    why = f"Bluesky answered with an error ({response.status_code})." if response else _silence(error)
    return CannotTell(why) if writing else NotSent(why)


def _wait(error: RateLimitExceededError, now: datetime) -> float | None:
    """Return the seconds until the window opens again (Bluesky docs: Rate Limits); None when Bluesky does not say."""
    try:
        reset = error.reset_at
    except (ArithmeticError, ValueError, OSError):
        reset = None
    wait = (reset - now).total_seconds() if reset else error.retry_after
    return None if wait is None else max(1.0, wait)


def _refusal(content: object, status: int, *, writing: bool) -> NotSent | Declined | CannotTell:
    name = str(getattr(content, "error", None) or "")
    words = str(getattr(content, "message", None) or "")
    if not name:
        return NotSent(f"A page ({status}) came instead of an API answer from Bluesky.")
    if writing and _KEPT_ALREADY.search(f"{name} {words}"):
        return CannotTell("Bluesky already has a post under the key of this reply.")
    for pattern, code, sentence in _REASONS:
        if re.search(pattern, f"{name}: {words}", re.I):
            return Declined(sentence, code)
    if status == 401:
        return Declined(KEYS_REFUSED, name)
    return Declined(f"Bluesky refused: {(words or name)[:300]}", name)


def _silence(error: Exception) -> str:
    cause = error.__cause__ or error
    if isinstance(cause, httpx.TimeoutException):
        return "Bluesky did not answer in time."
    if isinstance(cause, httpx.TransportError):
        return "The connection to Bluesky was lost before it answered."
    return f"Bluesky's answer could not be read ({type(error).__name__})."
