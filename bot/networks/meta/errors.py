"""Mapping of errors of Meta's Graph API to NotSent, Declined and CannotTell."""

import json
from datetime import datetime

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.http import JSON, HttpResponse, retry_after

KEYS_REFUSED = (
    "Meta rejected our credentials: the Page's token is wrong, has expired or was revoked. An admin "
    "must create a new one and set META_PAGE_TOKEN."
)
NOT_PERMITTED = (
    "Meta does not permit this for our app. An admin must check the app's permissions and their review."
)
WINDOW_CLOSED = (
    "The reply window is closed: Meta permits replies to a message for 24 hours, or for 7 days by hand."
    " The customer must write again."
)
BLOCKED = "Meta has blocked our account from doing this for a while. An admin must sign in there and check."
GONE = "The post is gone, or is no longer shown to us."
DUPLICATE = (
    "The same text was posted just now. Check whether it is already there; if not, change the wording."
)
AWAY = "This person can't receive messages from us: they have blocked us or left."

# Meta docs: Handling Errors; Rate Limits; Messenger, Error Codes.
KEYS = frozenset({102, 190, 463, 467})
BUSY = frozenset({4, 17, 32, 341, 613, *range(80_000, 80_015)})
PASSING = frozenset({1, 2})
OUTSIDE_WINDOW = frozenset({2018278, 2018065, 2534022})
NOT_THERE = 33
GONE_CODE = "gone"
_DECLINED = {368: BLOCKED, 506: DUPLICATE, 551: AWAY, 803: GONE}


def failure(
    title: str, answer: HttpResponse, now: datetime, *, writing: bool
) -> NotSent | Declined | CannotTell:
    """Return the outcome for an error response; `writing` says that the call may have created a post."""
    error = (answer.json() or {}).get("error")
    if isinstance(error, dict):
        return _told(title, error, answer, now, writing)
    if answer.status == 429:
        return NotSent(f"{title} asks us to wait.", _wait(answer, now))
    why = f"{title} answered with an error ({answer.status})."
    return CannotTell(why) if writing else NotSent(why)


def _told(
    title: str, error: JSON, answer: HttpResponse, now: datetime, writing: bool
) -> NotSent | Declined | CannotTell:
    code, subcode = _number(error.get("code")), _number(error.get("error_subcode"))
    if code in KEYS:
        return Declined(KEYS_REFUSED, str(code))
    if code in BUSY:
        return NotSent(f"{title} asks us to wait: our limit of calls is used up.", _wait(answer, now))
    if code in PASSING or error.get("is_transient") is True or answer.status >= 500:
        why = f"{title} has an internal problem ({code})."
        return CannotTell(why) if writing else NotSent(why)
    if subcode in OUTSIDE_WINDOW:
        return Declined(WINDOW_CLOSED, str(subcode))
    if (code == 100 and subcode == NOT_THERE) or code == 803:
        return Declined(GONE, GONE_CODE)
    if code in _DECLINED:
        return Declined(_DECLINED[code], str(code))
    if code in (3, 10) or 200 <= code < 300:
        return Declined(f"{NOT_PERMITTED} {_own_words(title, error)}".strip(), str(code))
    return Declined(_own_words(title, error) or f"{title} refused without a reason ({code}).", str(code))


def _own_words(title: str, error: JSON) -> str:
    said = error.get("error_user_msg") or error.get("message")
    return f"{title} says: {said.strip()[:300]}" if isinstance(said, str) and said.strip() else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _wait(answer: HttpResponse, now: datetime) -> float | None:
    """Return the seconds until calls are accepted again. Meta counts in minutes, per kind of use (docs: Rate
    Limits)."""
    try:
        uses = json.loads(answer.headers.get("X-Business-Use-Case-Usage", "{}"))
        minutes = [use["estimated_time_to_regain_access"] for kind in uses.values() for use in kind]
        longest = max([float(each) for each in minutes], default=0.0)
    except (AttributeError, LookupError, TypeError, ValueError):
        longest = 0.0
    return longest * 60 if 0 < longest <= 24 * 60 else retry_after(answer.headers, now)
