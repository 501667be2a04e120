"""Messages sent to the `response_url` of a request, which also works in channels Baton is not in.

Source: https://docs.slack.dev/interactivity/handling-user-interaction (five uses within thirty minutes).
"""

import asyncio
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import NotSent
from bot.slack import Message
from bot.slack.views.people import privately

# Slack waits three seconds for our answer to the whole request, of which this call is a part.
SECONDS = 1.5


async def respond(client: AsyncWebClient, url: str, message: Message, *, replace: bool = False) -> None:
    """Show a message to the person of the request; with `replace` in place of the message they pressed.

    Raise NotSent.
    """
    blocks = {"blocks": privately(message.blocks)} if message.blocks else {}
    body = {"response_type": "ephemeral", "replace_original": replace, "text": message.text, **blocks}
    await _post(client, url, body)


async def delete_message(client: AsyncWebClient, url: str) -> None:
    """Delete the message that was pressed: the only way for one that a single person sees. Raise NotSent."""
    await _post(client, url, {"delete_original": True})


async def _post(client: AsyncWebClient, url: str, body: dict[str, Any]) -> None:
    """Post to the address. Raise NotSent, whose text never names the address: it is a right to post."""
    session = client.session
    assert session is not None
    try:
        async with asyncio.timeout(SECONDS), session.post(url, json=body, proxy=client.proxy) as answer:
            status = answer.status
    except (aiohttp.ClientError, TimeoutError, ValueError) as trouble:
        raise NotSent(f"Slack did not accept the response ({type(trouble).__name__}).") from None
    if status != 200:
        raise NotSent(f"Slack did not accept the response (status {status}).")
