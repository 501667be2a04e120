"""Socket Mode: Slack's requests over a connection that Baton opens and keeps open."""

import asyncio
from contextlib import suppress
from time import time
from typing import Any

import aiohttp
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Declined, NotSent
from bot.slack.auth import Connection, pauses
from bot.slack.client import fetch

OPEN_SECONDS = 10.0
# Slack does not close its side of a socket after our close frame: https://github.com/slackapi/node-slack-sdk/issues/2752
CLOSE_SECONDS = 1.0
# Slack waits this long for answers over a socket that we replaced.
ANSWER_SECONDS = 3.0
REMEDY = (
    "Slack does not accept the app-level token ({code}). Create one with connections:write under Basic Information of"
    " the Slack app, turn Socket Mode on, and set SLACK_APP_TOKEN."
)


async def new_address(client: AsyncWebClient, token: str) -> str:
    """Return an address for one connection. Raise Declined, which names the remedy, or NotSent."""
    try:
        return str((await fetch(client.apps_connections_open(app_token=token))).get("url"))
    except Declined as refusal:
        raise Declined(REMEDY.format(code=refusal.code), refusal.code) from refusal


class SocketMode:
    """One open socket whose requests `app` answers; `connection` has its state."""

    def __init__(self, app: AsyncApp, token: str, client: AsyncWebClient, connection: Connection) -> None:
        self.connection = connection
        self._app = app
        self._token = token
        self._client = client
        self._leaving: set[asyncio.Task[None]] = set()

    async def hold(self) -> None:
        """Connect, and connect again whenever Slack says so or the socket is gone, until cancelled."""
        waits, socket = pauses(), None
        try:
            while True:
                try:
                    fresh = await self._opened()
                except (Declined, NotSent) as trouble:
                    self.connection.fails(trouble)
                    retry_after = trouble.retry_after if isinstance(trouble, NotSent) else None
                    await asyncio.sleep(retry_after or next(waits))
                    continue
                self._leave(socket)
                waits, socket = pauses(), fresh
                self.connection.works()
                await socket.gone.wait()
        finally:
            for task in self._leaving:
                task.cancel()
            await asyncio.gather(*self._leaving, return_exceptions=True)
            if socket:
                await socket.leave()

    async def _opened(self) -> "_Socket":
        """Return a new open socket. Raise Declined or NotSent."""
        address = await new_address(self._client, self._token)
        socket = _Socket(self._token, self._client, self._answer)
        try:
            await asyncio.wait_for(socket.open(address), OPEN_SECONDS)
        except (TimeoutError, aiohttp.ClientError, OSError, ValueError) as error:
            raise NotSent("Slack announced a socket but did not open it.") from error
        finally:
            if not socket.is_open:
                await socket.leave()
        return socket

    def _leave(self, socket: "_Socket | None") -> None:
        """Close a socket that another has replaced, once what came over it is answered."""
        if socket:
            task = asyncio.create_task(_close_later(socket))
            self._leaving.add(task)
            task.add_done_callback(self._leaving.discard)

    async def _answer(self, socket: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        began = time()
        answer = await run_async_bolt_app(self._app, request)
        with suppress(ConnectionError):  # Slack sends it again over the next socket
            await send_async_response(socket, request, answer, began)


class _Socket(SocketModeClient):
    """The library's socket without its own reconnect: that retries an address forever which Slack accepts once."""

    def __init__(self, token: str, client: AsyncWebClient, answer: Any) -> None:
        super().__init__(token, web_client=client)
        self.proxy = client.proxy
        self.gone = asyncio.Event()
        self.socket_mode_request_listeners.append(answer)

    @property
    def is_open(self) -> bool:
        return self.current_session is not None and not self.current_session.closed

    async def open(self, address: str) -> None:
        """Connect to this address. Raise aiohttp's errors."""
        self.current_session = await self.aiohttp_client_session.ws_connect(
            address,
            autoping=False,
            heartbeat=self.ping_interval,
            proxy=self.proxy,
            timeout=aiohttp.ClientWSTimeout(ws_close=CLOSE_SECONDS),
        )
        self.current_session_monitor = asyncio.ensure_future(self.monitor_current_session())
        self.message_receiver = asyncio.ensure_future(self.receive_messages())

    async def leave(self) -> None:
        """Close it, and all that belongs to it."""
        await self.close()  # type: ignore[no-untyped-call]

    async def connect_to_new_endpoint(self, force: bool = False) -> None:
        """Say that another socket is needed: Slack asks for it, or this one is closed or silent."""
        self.gone.set()


async def _close_later(socket: _Socket) -> None:
    try:
        await asyncio.sleep(ANSWER_SECONDS)
    finally:
        await socket.leave()
