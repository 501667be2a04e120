"""The web process: Slack's requests, webhooks and health checks."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from errno import EACCES, EADDRINUSE, EADDRNOTAVAIL
from os import strerror
from socket import gaierror
from typing import Self
from urllib.parse import parse_qsl

from aiohttp import web
from slack_bolt import BoltResponse
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.app import Baton
from bot.slack.manifest import PATH
from bot.slack.socket_mode import SocketMode
from bot.web import webhooks
from bot.web.bodies import BODY_SECONDS, BROKEN_OFF, BodyBudget, BodyRefused, refuse_early, size_of
from bot.web.connections import Connections
from bot.web.health import add_health

# A message with all its blocks stays below a quarter of this (Slack's limits for messages and views).
BODY_BYTES = 1024 * 1024
MOST_FIELDS = 100
# Slack's requests have a separate budget, which a flood of other requests cannot use up.
SLACK_ROOM_BYTES = 16 * 1024 * 1024
# How long a connection may be open without a whole request head; longer than the 90 s of Heroku's router.
KEEPALIVE_SECONDS = 95.0
SSL_CHECK_BYTES = 1_000
SHUTDOWN_SECONDS = 8.0
# Limits the wait for the closing handshake, which Slack may not answer.
LEAVE_SECONDS = 3.0


class CannotListen(OSError):
    """A port that cannot be listened on; the text says why and which setting to change."""

    @classmethod
    def of(cls, error: OSError, host: str, port: int, setting: str = "PORT") -> Self:
        """Return the error for a server that could not listen; `setting` names where its port is set."""
        if isinstance(error, gaierror):
            return cls(f"The host name {host} is not known. Set HOST to an address of this machine.")
        where = f"port {port} of {host}"
        # asyncio of Python 3.13 skips each address that this machine lacks; its error then has no number.
        number = error.errno or EADDRNOTAVAIL
        found = {
            EADDRINUSE: f"Another program listens on {where}. Stop it, or set {setting} to a free port.",
            EACCES: f"This user may not listen on {where}. Set {setting} to a port above 1023.",
            EADDRNOTAVAIL: f"This machine has no address {host}. Set HOST to one it has, or to 0.0.0.0 for all.",
        }
        other = f"Baton cannot listen on {where} ({strerror(number)}). Check HOST and {setting}."
        return cls(found.get(number, other))


async def serve(baton: Baton) -> web.AppRunner:
    """Listen and return the runner. Its `cleanup()` stops it: no new requests, while running ones finish."""
    app = web.Application(client_max_size=BODY_BYTES)
    add_health(app, baton)
    hooked = webhooks.hooked(baton.networks, BodyBudget(webhooks.ROOM_BYTES))
    app.router.add_route("*", webhooks.PATH, hooked)
    app.router.add_route("*", webhooks.PRIVATE, hooked)
    if socket := baton.socket_mode():
        app.cleanup_ctx.append(_socket_mode(socket))
    else:
        secret = baton.settings.slack.signing_secret
        assert secret is not None
        verifier = SignatureVerifier(secret.get_secret_value())
        app.router.add_post(PATH, _handle(baton.slack_app(), verifier))
    return await _listening(app, baton.settings.host, baton.settings.port)


async def serve_health(baton: Baton) -> web.AppRunner | None:
    """Listen for health checks of a worker on HEALTH_PORT, if that is set."""
    if baton.settings.health_port is None:
        return None
    app = web.Application(client_max_size=BODY_BYTES)
    add_health(app, baton)
    return await _listening(app, baton.settings.host, baton.settings.health_port, "HEALTH_PORT")


async def _listening(app: web.Application, host: str, port: int, setting: str = "PORT") -> web.AppRunner:
    connections = Connections()
    app.middlewares.append(connections.middleware)
    runner = web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=SHUTDOWN_SECONDS,
        handle_signals=False,
        keepalive_timeout=KEEPALIVE_SECONDS,
        # aiohttp would decompress bodies while it reads them, on any path, before our checks.
        auto_decompress=False,
    )
    app.cleanup_ctx.append(connections.watched(runner))
    await runner.setup()
    await listen(runner, host, port, setting)
    return runner


async def listen(runner: web.AppRunner, host: str, port: int, setting: str = "PORT") -> None:
    """Let the runner listen on an address. Raise CannotListen, after cleaning up the runner, when that fails."""
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        raise CannotListen.of(error, host, port, setting) from error


def address(runner: web.AppRunner) -> str:
    """Return the URL the runner listens on."""
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


def _handle(
    app: AsyncApp, verifier: SignatureVerifier
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Verify the signature and read the body here: Bolt's own parser answers 500 to an odd header, and takes a
    command whose text contains "payload" for an empty one."""

    room = BodyBudget(SLACK_ROOM_BYTES)

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            raw = await _raw(request, room)
        except BodyRefused as refusal:
            return refusal.response()
        if not _signed(verifier, request, raw):
            return web.Response(status=200 if _is_ssl_check(raw) else 401)
        try:
            return _response(await app.async_dispatch(_read(raw, request)))
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError):
            return web.Response(status=400)

    return answer


async def _raw(request: web.Request, room: BodyBudget) -> bytes:
    """Return the body. Raise BodyRefused."""
    refuse_early(request, BODY_BYTES)
    with room.hold(size_of(request, BODY_BYTES)):
        if request.content.is_eof():  # it is here already, as nearly all are
            return await request.read()
        try:
            async with asyncio.timeout(BODY_SECONDS):
                return await request.read()
        except TimeoutError:
            raise BodyRefused(408, "The body took too long to arrive.") from None
        except BROKEN_OFF:
            raise BodyRefused(400, "The body was incomplete. Send the request again.") from None


def _signed(verifier: SignatureVerifier, request: web.Request, raw: bytes) -> bool:
    """Return whether Slack signed these bytes within the last five minutes."""
    try:
        return verifier.is_valid_request(raw, request.headers)
    except (ValueError, TypeError, OverflowError):
        return False


def _is_ssl_check(raw: bytes) -> bool:
    """Return whether this is Slack's regular certificate check, a form that needs no answer."""
    form = raw.decode("ascii", "replace") if len(raw) <= SSL_CHECK_BYTES else ""
    return dict(parse_qsl(form)).get("ssl_check") == "1"


def _read(raw: bytes, request: web.Request) -> AsyncBoltRequest:
    """Return the body, which is JSON, a form, or a form whose `payload` is JSON. A malformed one raises any error."""
    if request.content_type == "application/json":
        body = json.loads(raw)
    else:
        form = dict(parse_qsl(raw.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS))
        body = json.loads(form["payload"]) if "payload" in form else form
    # What Bolt calls Socket Mode is a request whose sender was checked and whose body was read before; of the headers,
    # which nobody signed, it would only take orders.
    return AsyncBoltRequest(body=dict(body), mode="socket_mode")


def _response(response: BoltResponse) -> web.Response:
    """Convert Bolt's response. Bolt's own conversion takes six times as long, for cookies that Slack never gets."""
    headers = {name: values[0] for name, values in response.headers.items()}
    return web.Response(status=response.status, body=response.body.encode(), headers=headers)


def _socket_mode(socket: SocketMode) -> Callable[[web.Application], AsyncIterator[None]]:
    """Keep a Socket Mode connection open, for a machine without a public address. It is opened in the background:
    the process listens and works without Slack too."""

    async def holding(_: web.Application) -> AsyncIterator[None]:
        task = asyncio.create_task(socket.hold(), name="socket mode")
        yield
        task.cancel()
        await asyncio.wait([task], timeout=LEAVE_SECONDS)

    return holding
