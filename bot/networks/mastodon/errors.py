"""Mapping of failed calls to Mastodon to NotSent, Declined and CannotTell."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import requests
from mastodon import MastodonNetworkError
from requests.exceptions import ConnectTimeout, RequestException
from requests.exceptions import Timeout as NoAnswer
from urllib3.exceptions import NewConnectionError

from bot.delivery import CannotTell, Declined, NotSent

KEYS_REFUSED = (
    "Mastodon rejected our credentials: the access token is wrong, has expired or was revoked. An admin"
    " must set a new one, from Preferences, Development."
)
GONE = "The post is gone from Mastodon, or its author no longer shows it to us."

# What Mastodon writes of a call it does not know, where it is asked for JSON; of a post it says "Record not found".
NO_ROUTE = "Not Found"

# What Mastodon writes, and what people read. What is not known is shown as Mastodon wrote it.
_REASONS = (
    (r"character limit", "too-long", "Mastodon counts this text as too long. Shorten it and send it again."),
    (
        r"authorized scopes",
        "permissions",
        (
            "Our access token does not permit this. An admin must create one with the permissions in "
            "docs/networks.md."
        ),
    ),
    (
        r"login is currently (disabled|pending)|account is (suspended|disabled)|confirmed e-?mail",
        "suspended",
        "Mastodon has suspended or disabled our account. An admin must sign in there and restore it.",
    ),
)
_REFUSED = {401: KEYS_REFUSED, 404: GONE, 410: GONE}


class NoRoute(NotSent):
    """A call that the instance lacks: it is older, or another kind of server."""


class MastodonRefused(Exception):
    """An answer of 400 or above: its status, what Mastodon's API said ("" when it was not the API), its headers."""

    def __init__(self, status: int, said: str, headers: Mapping[str, str]) -> None:
        super().__init__(status)
        self.status = status
        self.said = said
        self.headers = headers


def refuse(answer: requests.Response, *_: Any, **__: Any) -> None:
    """Raise MastodonRefused: Mastodon.py loses the text of a refusal where it expects a list."""
    if answer.status_code < 400:
        return
    try:
        said = str(answer.json()["error"])
    except (LookupError, TypeError, ValueError):
        said = ""
    raise MastodonRefused(answer.status_code, said, answer.headers)


def failure(error: Exception, now: datetime, *, writing: bool) -> NotSent | Declined | CannotTell:
    """Return the outcome for what Mastodon.py raised; `writing` says that the call may have created a post."""
    cause = error.__context__ if isinstance(error, MastodonNetworkError) else error
    if _never_connected(cause):
        return NotSent("Mastodon cannot be reached.")
    if isinstance(cause, MastodonRefused) and cause.status < 500:
        return _refusal(cause, now)
    why = (
        f"Mastodon answered with an error ({cause.status})."
        if isinstance(cause, MastodonRefused)
        else _silence(cause)
    )
    return CannotTell(why) if writing else NotSent(why)


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds until calls are accepted again (Mastodon docs: Rate limits); None when the instance does
    not say. Some servers of another kind write Unix seconds."""
    given = headers.get("X-RateLimit-Reset", "")
    try:
        reset = (
            datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else datetime.fromisoformat(given)
        )
        return max(1.0, (reset - now).total_seconds())
    except (ArithmeticError, OSError, TypeError, ValueError):
        return None


def _refusal(refused: MastodonRefused, now: datetime) -> NotSent | Declined:
    status, said = refused.status, refused.said
    if status == 429:
        return NotSent(
            "Mastodon asks us to wait: our rate limit is used up.", retry_after(refused.headers, now)
        )
    if status == 404 and said in ("", NO_ROUTE):
        return NoRoute("The instance does not support this call of Mastodon's API.")
    if not said:
        return NotSent(f"A page ({status}) came instead of an API answer from Mastodon.")
    if status in _REFUSED:
        return Declined(_REFUSED[status], str(status))
    for pattern, code, sentence in _REASONS:
        if re.search(pattern, said, re.I):
            return Declined(sentence, code)
    return Declined(f"Mastodon refused: {said[:300]}", str(status))


def _never_connected(cause: BaseException | None) -> bool:
    reason = getattr(cause.args[0], "reason", None) if cause and cause.args else None
    return isinstance(cause, ConnectTimeout) or isinstance(reason, NewConnectionError)


def _silence(cause: BaseException | None) -> str:
    if isinstance(cause, TimeoutError | NoAnswer):
        return "Mastodon did not answer in time."
    if isinstance(cause, RequestException):
        return "The connection to Mastodon was lost before it answered."
    return f"Mastodon's answer could not be read ({type(cause).__name__})."
