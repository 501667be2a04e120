"""A sandbox, a real Slack client and a little bot of our own for the tests of the small Slack."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
import pytest
from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from sandbox import Sandbox

Json = dict[str, Any]
SOON = 30.0


@dataclass(frozen=True)
class Heard:
    """One signed request that reached the bot."""

    payload: Json
    retry: str | None = None
    reason: str | None = None

    @property
    def event(self) -> Json:
        return dict(self.payload["event"])


def say_ok(heard: Heard) -> web.Response:
    return web.Response()


@dataclass
class LittleBot:
    """Verifies signatures, writes down what it hears, answers what the test says."""

    secret: str
    answer: Callable[[Heard], web.Response | Awaitable[web.Response]] = say_ok
    heard: list[Heard] = field(default_factory=list)
    forged: int = 0
    url: str = ""

    @property
    def events(self) -> list[Json]:
        return [heard.event for heard in self.heard if "event" in heard.payload]

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.text()
        headers = {name.lower(): value for name, value in request.headers.items()}
        if not SignatureVerifier(self.secret).is_valid_request(body, headers):
            self.forged += 1
            return web.Response(status=401)
        heard = Heard(_read(body), headers.get("x-slack-retry-num"), headers.get("x-slack-retry-reason"))
        self.heard.append(heard)
        answer = self.answer(heard)
        return answer if isinstance(answer, web.Response) else await answer


def _read(body: str) -> Json:
    if body.startswith("{"):
        return dict(json.loads(body))
    fields = dict(parse_qsl(body, keep_blank_values=True))
    return dict(json.loads(fields["payload"])) if "payload" in fields else fields


@asynccontextmanager
async def little_bot(secret: str) -> AsyncIterator[LittleBot]:
    bot = LittleBot(secret)
    app = web.Application()
    app.router.add_post("/slack/events", bot.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield bot
    await runner.cleanup()


@dataclass
class World:
    """A running sandbox with its bot, a Slack client as the app has it, and the page's hands."""

    sandbox: Sandbox
    bot: LittleBot
    client: AsyncWebClient
    http: aiohttp.ClientSession

    async def read(self, path: str, **query: str) -> Any:
        async with self.http.get(f"{self.sandbox.url}/page/{path}", params=query) as response:
            return await response.json()

    async def act(self, name: str, **wish: Any) -> Any:
        async with self.http.post(f"{self.sandbox.url}/page/{name}", json=wish) as response:
            return await response.json()

    async def delivered(self) -> None:
        await asyncio.wait_for(self.sandbox.delivered(), SOON)

    async def refusal(self, call: Awaitable[Any]) -> str:
        """The error code of a call that must fail."""
        with pytest.raises(SlackApiError) as trouble:
            await call
        return str(trouble.value.response["error"])


async def until(condition: Callable[[], bool]) -> None:
    """Wait, at most ``SOON`` seconds, for something that nobody announces."""
    async with asyncio.timeout(SOON):
        while not condition():
            await asyncio.sleep(0.005)


@asynccontextmanager
async def open_world(**settings: Any) -> AsyncIterator[World]:
    sandbox = Sandbox(**settings)
    await sandbox.start()
    try:
        async with little_bot(sandbox.signing_secret) as bot, aiohttp.ClientSession() as http:
            sandbox.bot_url = bot.url
            client = AsyncWebClient(
                sandbox.slack.bot_token, base_url=f"{sandbox.url}/api/", session=http, retry_handlers=[]
            )
            yield World(sandbox, bot, client, http)
    finally:
        await sandbox.stop()
