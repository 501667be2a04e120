"""Mapping of failed calls to X to NotSent, Declined and CannotTell."""

import re
from collections.abc import Mapping
from datetime import datetime

import aiohttp
import tweepy

from bot.delivery import CannotTell, Declined, NotSent

NOT_SUMMONED = (
    "X's API accepts a reply only if the author mentioned or quoted our account. Reply on X itself."
)
KEYS_REFUSED = (
    "X rejected our credentials: the keys are wrong, have expired or were revoked. An admin must set "
    "new ones from X's developer console."
)
NO_CREDITS = (
    "The API credits of our X account are used up. An admin must buy more in X's developer console; "
    "then send the reply again."
)
GONE = "The post is gone from X, or X no longer shows it to us."
# By the status of X's answer, by its error about a single post, and by its words.
NOT_FOUND = ("404", "resource-not-found")
GONE_CODES = (*NOT_FOUND, "gone")

# What X writes, and what people read. Its wording changes: what is not known is shown as X wrote it.
_REASONS = (
    (
        r"duplicate",
        "duplicate",
        (
            "X does not accept the same text twice. Check whether it was already posted; if not, change the"
            " wording."
        ),
    ),
    (
        r"only reply to or quote|mentioned or otherwise engaged|not been mentioned",
        "not-summoned",
        NOT_SUMMONED,
    ),
    (
        r"restricted who can reply|reply settings",
        "restricted",
        "The author has restricted who may reply to this post, and our account may not.",
    ),
    (r"deleted or not visible", "gone", GONE),
    (r"blocked", "blocked", "The author has blocked our account, so X does not accept our reply."),
    (
        r"suspended|temporarily locked|account is locked",
        "suspended",
        "X has locked or suspended our account. An admin must sign in on X and restore it.",
    ),
    (
        r"oauth1-permissions|oauth1 app permissions|not permitted to perform",
        "permissions",
        "Our keys may read but not write. An admin must create new ones with Read and write permission.",
    ),
    (r"too long", "too-long", "X counts this text as too long. Shorten it and send it again."),
    (r"cashtag", "cashtags", "X accepts at most one cashtag ($NAME) in a post. Remove the others."),
)
_REFUSED = {
    401: KEYS_REFUSED,
    402: NO_CREDITS,
    404: GONE,
}
_WINDOWS = ("x-rate-limit", "x-user-limit-24hour", "x-app-limit-24hour")


def failure(error: Exception, now: datetime, *, writing: bool) -> NotSent | Declined | CannotTell:
    """Return the outcome for what tweepy or aiohttp raised; `writing` says that the call may have created a post."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSent("X cannot be reached.")
    status, headers = _answer(error)
    if status == 429:
        return NotSent("X asks us to wait: our rate limit is used up.", retry_after(headers, now))
    if status is not None and 400 <= status < 500:
        return _refusal(error, status)
    why = f"X answered with an error ({status})." if status else _silence(error)
    return CannotTell(why) if writing else NotSent(why)


def refused(detail: str, code: str) -> Declined:
    """Return X's own text about a refusal as a sentence for staff."""
    for pattern, known, sentence in _REASONS:
        if re.search(pattern, detail, re.I):
            return Declined(sentence, known)
    return Declined(f"X refused: {detail[:300]}" if detail else f"X refused without a reason ({code}).", code)


def words_of_bad_request(error: Exception) -> str:
    """Return what X says of a request it does not understand: the parameters it names, and its words."""
    if not isinstance(error, tweepy.BadRequest):
        return ""
    return f"{error.api_errors} {error.api_messages}"


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds until every exhausted window opens again (X docs: Rate limits); None when X does not say."""
    used_up = [name for name in _WINDOWS if headers.get(f"{name}-remaining") == "0"]
    resets = [headers.get(f"{name}-reset", "") for name in used_up or _WINDOWS[:1]]
    waits = [float(reset) - now.timestamp() for reset in resets if reset.isdecimal()]
    return max(1.0, *waits) if waits else None


def _answer(error: Exception) -> tuple[int | None, Mapping[str, str]]:
    if isinstance(error, tweepy.HTTPException):
        return error.response.status, error.response.headers
    if isinstance(error, aiohttp.ClientResponseError):
        return error.status, error.headers or {}
    return None, {}


def _silence(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "X did not answer in time."
    if isinstance(error, aiohttp.ClientConnectionError | OSError):
        return "The connection to X was lost before it answered."
    return f"X's answer could not be read ({type(error).__name__})."


def _refusal(error: Exception, status: int) -> NotSent | Declined:
    if not isinstance(error, tweepy.HTTPException):
        return NotSent(f"A page ({status}) came instead of an API answer from X.")
    if status in _REFUSED:
        return Declined(_REFUSED[status], str(status))
    return refused(" ".join(map(str, error.api_messages)), str(status))
