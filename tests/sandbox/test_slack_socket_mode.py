"""The same events and gestures over Socket Mode, through slack_sdk's own client."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from tests.sandbox.slack_world import SOON, World, open_world, until

Listener = Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]]


@asynccontextmanager
async def connected(world: World, listener: Listener) -> AsyncIterator[SocketModeClient]:
    client = SocketModeClient(world.sandbox.slack.app_token, web_client=world.client, ping_interval=1)
    client.socket_mode_request_listeners.append(listener)
    await client.connect()  # type: ignore[no-untyped-call]
    await asyncio.wait_for(world.sandbox.server.sockets.connected(), SOON)
    try:
        yield client
    finally:
        await client.close()  # type: ignore[no-untyped-call]


async def test_events_and_commands_come_in_envelopes_and_are_acknowledged() -> None:
    heard: list[SocketModeRequest] = []

    async def listen(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        heard.append(request)
        payload = {"text": "taken"} if request.type == "slash_commands" else None
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload))

    async with open_world(socket_mode=True) as world, connected(world, listen):
        await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
        await world.delivered()
        answer = await world.act("command", user="U0MIRA", channel="C0SOCIAL", text="/claim 1")
        assert answer == {"status": 200, "reply": {"text": "taken"}}
        assert [request.type for request in heard] == ["events_api", "slash_commands"]
        assert heard[0].payload["event"]["text"] == "hi"
        assert world.bot.heard == []


async def test_an_envelope_that_is_not_acknowledged_comes_again() -> None:
    """Cover docs/pitfalls.md, 30."""
    retries: list[int | None] = []

    async def listen(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        retries.append(request.retry_attempt)
        if len(retries) == 2:
            await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    async with open_world(socket_mode=True) as world, connected(world, listen):
        await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
        await world.delivered()
        assert retries == [0, 1]
        first, second = world.sandbox.server.delivery.attempts
        assert (first.failure, second.failure) == ("http_timeout", None)


async def test_a_recycled_connection_is_replaced_and_events_go_on() -> None:
    """An event sent while the client changes over may be lost with the old connection; Slack's later retries, which
    `speed` brings forward, reach the new one. See docs/pitfalls.md, 30."""
    heard = asyncio.Event()

    async def listen(client: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await client.send_socket_mode_response(SocketModeResponse(request.envelope_id))
        heard.set()

    async with open_world(socket_mode=True, speed=100) as world, connected(world, listen):
        sockets = world.sandbox.server.sockets
        first = sockets.connections[0]
        await sockets.disconnect()
        await until(lambda: bool(sockets.connections) and sockets.connections[0] is not first)
        await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="still there?")
        await asyncio.wait_for(heard.wait(), 4 * SOON)


async def test_an_address_is_good_for_one_connection_only() -> None:
    async with open_world() as world:
        opened = await world.client.apps_connections_open(app_token=world.sandbox.slack.app_token)
        async with world.http.ws_connect(opened["url"]) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        async with world.http.get(opened["url"].replace("ws:", "http:")) as refused:
            assert refused.status == 401


async def test_an_app_that_hangs_up_on_an_envelope_gets_it_over_the_next_connection() -> None:
    """Cover docs/pitfalls.md, 30."""
    async with open_world(socket_mode=True, speed=100) as world:
        sockets = world.sandbox.server.sockets
        address = await world.client.apps_connections_open(app_token=world.sandbox.slack.app_token)
        async with world.http.ws_connect(address["url"]) as dying:
            await dying.receive_json()
            said = await world.act("say", user="U0MIRA", channel="C0SOCIAL", text="hi")
            await dying.receive_json()
        await until(lambda: not sockets.connections)
        address = await world.client.apps_connections_open(app_token=world.sandbox.slack.app_token)
        async with world.http.ws_connect(address["url"]) as living:
            await living.receive_json()
            envelope = await living.receive_json()
            await living.send_json({"envelope_id": envelope["envelope_id"]})
            await world.delivered()
        assert envelope["payload"]["event"]["ts"] == said["ts"]
        assert envelope["retry_attempt"] >= 1
