"""The web process: Slack's requests, and whether Baton is well."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp

from bot.app import Baton
from bot.store import Clash, Unreachable

SLACK_PATH = "/slack/events"
BODY_BYTES = 4 * 1024 * 1024
SHUTDOWN_SECONDS = 8.0
READY_SECONDS = 3.0


async def serve(baton: Baton) -> web.AppRunner:
    """Listen. The runner's `cleanup()` stops it: nothing new is taken, what runs is finished."""
    app = web.Application(client_max_size=BODY_BYTES)
    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/readyz", _ready(baton))
    if baton.settings.socket_mode:
        app.cleanup_ctx.append(_socket(baton))
    else:
        app.router.add_post(SLACK_PATH, _slack(baton.slack_app()))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS, handle_signals=False)
    await runner.setup()
    await web.TCPSite(runner, baton.settings.host, baton.settings.port).start()
    return runner


def address(runner: web.AppRunner) -> str:
    """Where the runner listens, as a web address."""
    host, port = runner.addresses[0][:2]
    return f"http://{host}:{port}"


def _slack(app: AsyncApp) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def answer(request: web.Request) -> web.StreamResponse:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    return answer


def _socket(baton: Baton) -> Callable[[web.Application], AsyncIterator[None]]:
    """Socket Mode: for a machine without a public address; Slack's requests come over a connection of ours."""

    async def connected(_: web.Application) -> AsyncIterator[None]:
        token = baton.settings.slack_app_token
        assert token is not None
        handler = AsyncSocketModeHandler(baton.slack_app(), token.get_secret_value())
        await handler.connect_async()  # type: ignore[no-untyped-call]
        yield
        await handler.close_async()  # type: ignore[no-untyped-call]

    return connected


def _ready(baton: Baton) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Ready: the store answers. The networks are told beside it; one that is away stops nothing else."""

    async def answer(_: web.Request) -> web.Response:
        networks = {name: network.account or "not connected" for name, network in baton.networks.items()}
        try:
            waiting = await asyncio.wait_for(
                baton.store.transact(lambda tx: tx.jobs_waiting()), READY_SECONDS
            )
        except (TimeoutError, Clash, Unreachable):
            return web.json_response(
                {"ok": False, "store": "does not answer", "networks": networks}, status=503
            )
        return web.json_response({"ok": True, "jobs_waiting": waiting, "networks": networks})

    return answer


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})
