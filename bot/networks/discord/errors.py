"""Mapping of failed calls to Discord to NotSent, Declined and CannotTell."""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from bot.delivery import CannotTell, Declined, NotSent

JSON = dict[str, Any]

KEYS_REFUSED = (
    "Discord rejected our credentials: the bot token is wrong or was reset. An admin must copy the "
    "token from the developer portal (Bot) into DISCORD_BOT_TOKEN."
)
GONE = "The post is gone from Discord, alone or with its thread."
NO_PERMISSION = (
    "Discord does not permit this here. An admin of the server must give our role View Channel, Read "
    "Message History, Send Messages and Send Messages in Threads."
)
BUSY = "Discord asks us to wait: our rate limit is used up."
UNREADABLE = "Discord's answer could not be read."

# Discord docs: JSON error codes.
UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, MISSING_ACCESS = "10003", "10008", "50001"
GONE_CODES = (UNKNOWN_CHANNEL, UNKNOWN_MESSAGE)
_REASONS = {
    UNKNOWN_CHANNEL: GONE,
    UNKNOWN_MESSAGE: GONE,
    MISSING_ACCESS: NO_PERMISSION,
    "50013": NO_PERMISSION,
    "50005": "Discord permits changes only to messages of our own bot.",
    "50006": "Discord does not accept an empty message. Write a reply first.",
    "50083": "The thread is archived on Discord. A moderator must reopen it.",
    "160005": "The thread is locked on Discord. A moderator must unlock it, or reply there.",
    "200000": "The server's automatic moderation on Discord blocked this text. Change the wording and send it again.",
    "200001": "The server's automatic moderation on Discord blocked this title. Change the wording.",
}
_TOO_LONG = "Discord counts this text as too long. Shorten it and send it again."
_FORM = "50035"
_SHOWN = 300


def refused(
    status: int, headers: Mapping[str, str], text: str, *, writing: bool
) -> NotSent | Declined | CannotTell:
    """Return the outcome for an error response; `writing` says that the call may have created a message."""
    body = _json(text)
    if status == 429:
        return NotSent(BUSY, _wait(body, headers))
    if status >= 500:
        why = f"Discord answered with an error ({status})."
        return CannotTell(why) if writing else NotSent(why)
    if body is None:
        return NotSent(f"A page ({status}) came instead of an API answer from Discord.")
    return Declined(KEYS_REFUSED, "401") if status == 401 else _declined(body)


def silence(error: Exception, *, writing: bool) -> NotSent | CannotTell:
    """Return the outcome for a call that got no answer, or none that can be read."""
    if isinstance(error, aiohttp.ClientConnectorError | aiohttp.ConnectionTimeoutError):
        return NotSent("Discord cannot be reached.")
    if isinstance(error, TimeoutError):
        why = "Discord did not answer in time."
    elif isinstance(error, aiohttp.ClientError | OSError):
        why = "The connection to Discord was lost before it answered."
    else:
        why = UNREADABLE
    return CannotTell(why) if writing else NotSent(why)


def _declined(body: JSON) -> Declined:
    code, message = str(body.get("code", "")), str(body.get("message", ""))
    if known := _REASONS.get(code):
        return Declined(known, code)
    wrong = json.dumps(body.get("errors") or {})
    if code == _FORM and "REPLIES_UNKNOWN_MESSAGE" in wrong:
        return Declined(GONE, UNKNOWN_MESSAGE)
    if code == _FORM and "BASE_TYPE_MAX_LENGTH" in wrong:
        return Declined(_TOO_LONG, code)
    return Declined(f"Discord refused: {message[:_SHOWN] or 'no reason given'} ({code or 'no code'}).", code)


def _json(text: str) -> JSON | None:
    try:
        body = json.loads(text)
    except ValueError:
        return None
    return body if isinstance(body, dict) else None


def _wait(body: JSON | None, headers: Mapping[str, str]) -> float | None:
    """Return the seconds to wait (Discord docs: Exceeding a rate limit); Cloudflare's page has them only in its
    header."""
    said = (body or {}).get("retry_after", headers.get("Retry-After"))
    try:
        return max(1.0, float(said)) if said is not None else None
    except (TypeError, ValueError):
        return None
