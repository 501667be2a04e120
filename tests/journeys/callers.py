"""What others send to Baton's door by themselves: a tool with a contact form, and services that deliver."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.networks import HookCall
from bot.networks.webhook.signature import signed
from tests.journeys.stage import Stage
from tests.wire.webhook.receiver import SECRET

FORM = {
    "id": "4711",
    "source": "contact-form",
    "author": {"name": "Mira", "email": "mira@customer.example"},
    "text": "I was charged twice, refund please",
    "private": True,
}


async def ask(stage: Stage, network: str, call: HookCall) -> int:
    """The status Baton answers when this request comes to its door."""
    url = "/".join(filter(None, (f"{stage.sandbox.bot_url}/hooks/{network}", call.rest)))
    async with (
        aiohttp.ClientSession() as http,
        http.post(url, data=call.body, headers=call.headers) as answer,
    ):
        return answer.status


async def bring(stage: Stage, post: dict[str, Any], *, later: int = 0) -> int:
    """What a tool is answered that signs this post and brings it."""
    body = json.dumps(post).encode()
    headers = signed(SECRET, body, datetime.now(UTC) + timedelta(seconds=later))
    return await ask(stage, "webhook", HookCall("POST", "", {}, headers, body))
