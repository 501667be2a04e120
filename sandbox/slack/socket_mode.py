"""Socket Mode: the app connects to us, and everything reaches it in envelopes it acknowledges.

Source: https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.slack.records import Json
from sandbox.slack.wire import EVENT, Answer, Request

PATH = "/socket-mode"


@dataclass(slots=True, eq=False)
class Connection:
    """One open websocket and the envelopes whose acknowledgement is awaited."""

    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)


class SocketMode:
    """The connections of the app, used in turn."""

    def __init__(self, app_id: str, base_url: Callable[[], str], new_id: Callable[[str], str]) -> None:
        self.app_id = app_id
        self.connections: list[Connection] = []
        self._base_url = base_url
        self._new_id = new_id
        self._tickets: set[str] = set()
        self._connected = asyncio.Event()
        self._refusing = 0

    def refuse(self, times: int) -> None:
        """Refuse the next connections, and use up their URLs."""
        self._refusing = times

    def new_url(self) -> str:
        """Return the answer to apps.connections.open: a URL for one connection."""
        ticket = self._new_id("ticket-")
        self._tickets.add(ticket)
        return f"{self._base_url().replace('http', 'ws', 1)}{PATH}?ticket={ticket}"

    async def connected(self) -> None:
        """Wait until the app has a connection."""
        await self._connected.wait()

    async def send(self, request: Request, seconds: float) -> Answer:
        """Send one envelope over the next connection and wait at most ``seconds`` for its acknowledgement."""
        if not self.connections:
            return Answer(0, failure="connection_failed")
        connection = self.connections.pop(0)
        self.connections.append(connection)
        envelope = self._envelope(request)
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope["envelope_id"]] = future
        try:
            await connection.socket.send_json(envelope)
            return Answer(200, await asyncio.wait_for(future, seconds))
        except TimeoutError:
            return Answer(0, failure="http_timeout")
        except ConnectionError:
            return Answer(0, failure="connection_failed")
        finally:
            connection.waiting.pop(envelope["envelope_id"], None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Recycle every connection, as Slack does every few hours ("warning", "refresh_requested", "link_disabled")."""
        for connection in list(self.connections):
            await connection.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})
            await connection.socket.close()

    async def close(self) -> None:
        """Drop every connection, when the sandbox stops."""
        for connection in list(self.connections):
            await connection.socket.close()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve the websocket."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.json_response({"ok": False, "error": "invalid_auth"}, status=401)
        self._tickets.discard(ticket)
        if self._refusing:
            self._refusing -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        connection = Connection(socket)
        self.connections.append(connection)
        try:
            await socket.send_json(self._hello())
            self._connected.set()
            await _listen(connection)
        finally:
            self._forget(connection)
        return socket

    def _forget(self, connection: Connection) -> None:
        self.connections.remove(connection)
        for future in connection.waiting.values():
            if not future.done():
                future.set_exception(ConnectionResetError("the app hung up"))
        if not self.connections:
            self._connected.clear()

    def _hello(self) -> Json:
        about = {"host": "sandbox", "approximate_connection_time": 3600}
        count = len(self.connections)
        return {
            "type": "hello",
            "num_connections": count,
            "connection_info": {"app_id": self.app_id},
            "debug_info": about,
        }

    def _envelope(self, request: Request) -> Json:
        envelope: Json = {
            "type": request.kind,
            "envelope_id": self._new_id("envelope-"),
            "payload": request.payload,
        }
        if request.kind == EVENT:
            return envelope | {"retry_attempt": request.retry, "retry_reason": request.reason or ""}
        return envelope | {"accepts_response_payload": True}


async def _listen(connection: Connection) -> None:
    async for message in connection.socket:
        if message.type is not WSMsgType.TEXT:
            continue
        ack = json.loads(message.data)
        future = connection.waiting.get(ack.get("envelope_id"))
        if future is not None and not future.done():
            future.set_result(ack.get("payload"))
