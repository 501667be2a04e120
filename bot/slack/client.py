"""Calls to Slack's Web API, with their failures as NotSent, Declined or CannotTell."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery import CannotTell, Declined, NotSent
from bot.retry_after import seconds_to_wait
from bot.slack import SLACK

Answer = dict[str, Any]

LOOPBACK = ("127.0.0.1", "::1", "localhost")
BUSY = {"ratelimited", "rate_limited", "message_limit_exceeded"}
# Seconds to wait when a busy Slack names no time, and the longest accepted: a whole gate waits that long.
USUAL_WAIT, LONGEST_WAIT = 10.0, 600.0
# Codes after which the call may still have taken effect. Slack says so of the first two.
DOUBTFUL = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
# Refusals that people must repair, by their reach: Baton's token, so everything; one channel; only its threads.
# https://docs.slack.dev/reference/methods/chat.postMessage
OF_TOKEN = frozenset(
    {
        "accesslimited",
        "account_inactive",
        "enterprise_is_restricted",
        "invalid_auth",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "team_added_to_org",
        "token_expired",
        "token_revoked",
        "two_factor_setup_required",
    }
)
OF_CHANNEL = frozenset(
    {
        "access_denied",
        "channel_not_found",
        "ekm_access_denied",
        "is_archived",
        "no_permission",
        "no_such_subteam",
        "not_in_channel",
        "restricted_action",
        "restricted_action_read_only_channel",
        "restricted_action_thread_only_channel",
    }
)
OF_THREADS = frozenset({"restricted_action_non_threadable_channel", "restricted_action_thread_locked"})

REMEDIES = {
    "not_in_channel": "Baton is not in the channel. Invite it there with /invite @Baton.",
    "channel_not_found": "There is no such channel that Baton can see. Check its name; invite Baton if it is private.",
    "is_archived": "The channel is archived. Unarchive it, or name another channel in the routing rules.",
    "invalid_auth": "Slack rejected Baton's token. Copy the bot token again and set SLACK_BOT_TOKEN.",
    "not_authed": "Slack got no token. Set SLACK_BOT_TOKEN.",
    "token_revoked": "Baton's token was revoked. Install the app again and set the new SLACK_BOT_TOKEN.",
    "token_expired": "Baton's token has expired. Install the app again and set the new SLACK_BOT_TOKEN.",
    "account_inactive": "Baton's account or workspace is deactivated. Install the app again.",
    "restricted_action": "A workspace setting stops Baton from posting there. Ask an administrator to allow it.",
    "restricted_action_read_only_channel": "Only some people may post there. Ask an administrator to add Baton.",
    "restricted_action_thread_only_channel": "The channel accepts threads only. Name another channel in the rules.",
    "restricted_action_non_threadable_channel": "The channel accepts no threads. Name another channel in the rules.",
    "restricted_action_thread_locked": "The thread is locked. Ask an administrator to unlock it.",
    "msg_too_long": "The message is longer than Slack allows.",
    "msg_blocks_too_long": "The message is longer than Slack allows.",
    "message_not_found": "The message is gone: someone deleted it in Slack.",
    "thread_not_found": "The thread is gone: someone deleted its first message in Slack.",
    "cant_update_message": "Baton can change only its own messages, and this is not one of them.",
    "edit_window_closed": "The workspace limits how long a message can be edited, and that time is over.",
    "block_mismatch": "Slack doesn't allow this change to the message's blocks.",
    "user_not_in_channel": "The person is not in the channel, so Slack shows them nothing there.",
    "user_not_found": "Slack has no such user.",
    "no_such_subteam": "Slack has no such user group. Check AGENTS_GROUP and the routing rules.",
    "paid_teams_only": "User groups need a paid Slack plan. Name people in the routing rules instead.",
}


@asynccontextmanager
async def open_client(token: str, base_url: str, seconds: float) -> AsyncIterator[AsyncWebClient]:
    """Open a client on one shared session; a call may take `seconds`.

    It never repeats a call: slack_sdk's own retries would post a second message after a dropped connection.
    """
    limit = aiohttp.ClientTimeout(total=seconds)
    async with aiohttp.ClientSession(timeout=limit) as session:
        client = AsyncWebClient(token, base_url, timeout=int(seconds), session=session, retry_handlers=[])
        if urlsplit(base_url).hostname in LOOPBACK:
            client.proxy = None
        yield client


async def act(call: Awaitable[AsyncSlackResponse], channel: str = "") -> Answer:
    """Return the answer to a call that changes something; `channel` is the one it concerns, if any.

    Raise NotSent, Declined or CannotTell.
    """
    try:
        return _answer(await call)
    except SlackApiError as error:
        raise _verdict(error, channel) from error
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise NotSent("Slack cannot be reached.", at=SLACK) from error
    except TimeoutError as error:
        raise CannotTell("Slack did not answer in time.", at=SLACK) from error
    except (aiohttp.ClientError, OSError) as error:
        raise CannotTell("The connection to Slack broke before it answered.", at=SLACK) from error
    except (
        ValueError,
        AttributeError,
    ) as error:  # slack_sdk raises these for an answer that is no JSON object
        raise CannotTell("Slack's answer could not be read.", at=SLACK) from error


async def fetch(call: Awaitable[AsyncSlackResponse], channel: str = "") -> Answer:
    """Return the answer to a call that only reads, so that a lost answer does no harm.

    Raise NotSent or Declined.
    """
    try:
        return await act(call, channel)
    except CannotTell as doubt:
        raise NotSent(doubt.why, at=doubt.at) from doubt


async def pages(read: Callable[..., Awaitable[Any]], what: str, channel: str = "") -> AsyncIterator[Any]:
    """Yield every item of a method that answers page by page; `channel` is the one it concerns, if any."""
    cursor = ""
    while True:
        answer = await fetch(read(cursor=cursor) if cursor else read(), channel)
        for item in answer[what]:
            yield item
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


def _answer(response: AsyncSlackResponse) -> Answer:
    """Return the JSON object of a response. Raise ValueError for anything else."""
    if not isinstance(response.data, dict):
        raise ValueError("no JSON object")
    return response.data


def _verdict(error: SlackApiError, channel: str) -> NotSent | Declined | CannotTell:
    """Return the meaning of Slack's refusal.

    An answer without Slack's own error code may come from anything between us and Slack, so it proves nothing.
    """
    response = error.response
    data = getattr(response, "data", None)
    data = data if isinstance(data, dict) else {}
    status = getattr(response, "status_code", 0) or getattr(response, "status", 0)
    code = str(data.get("error") or "")
    if status == 429 or code in BUSY:
        return NotSent("Slack asked Baton to wait (rate limit).", _wait(response.headers.get("Retry-After")))
    if status >= 500 or not code or code in DOUBTFUL:
        return CannotTell(f"Slack had an error ({code or status}).", at=SLACK)
    return Declined(_sentence(code, data), code, at=_in_trouble(code, data, channel))


def _wait(header: str | None) -> float:
    return min(seconds_to_wait(header, datetime.now(UTC)) or USUAL_WAIT, LONGEST_WAIT)


def _in_trouble(code: str, data: Answer, channel: str) -> str:
    """Return what people must repair before Slack accepts such a call; empty when the call itself is at fault."""
    if code in OF_TOKEN:
        return SLACK
    if code == "missing_scope":
        return f"{SLACK}:scope:{data.get('needed', '?')}"
    if channel and code in OF_CHANNEL:
        return f"{SLACK}:{channel}"
    if channel and code in OF_THREADS:
        return f"{SLACK}:{channel}:threads"
    return ""


def _sentence(code: str, data: Answer) -> str:
    if code == "missing_scope":
        return (
            f"Baton lacks the Slack scope {data.get('needed', '?')}. Add it to the app and install it again."
        )
    if code in REMEDIES:
        return REMEDIES[code]
    details = (data.get("response_metadata") or {}).get("messages") or []
    said = "; ".join(str(detail) for detail in details[:3])[:500]
    return f"Slack refused: {code}{f' ({said})' if said else ''}."
