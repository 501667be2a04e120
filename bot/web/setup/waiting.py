"""Set-up mode: without Slack's keys Baton shows /setup, or waits, until they are set."""

import asyncio
import signal
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress

import structlog
from aiohttp import web

from bot.cli.doctor import examine
from bot.settings import Settings, SettingsError, given_values, read_settings
from bot.slack.manifest import PATH as SLACK_PATH
from bot.web import webhooks
from bot.web.server import address, listening
from bot.web.setup.access import SetupAccess, show_code
from bot.web.setup.checks import Checks
from bot.web.setup.routes import Setup
from bot.web.setup.slack_app import place_of

log = structlog.get_logger(__name__)
# How often `.env` is read again.
EVERY_SECONDS = 5.0
USUAL_PORT, LAST_PORT = 3000, 65_535
NO_KEYS = "Slack's keys are missing."
NOT_YET = "Baton is not set up yet. Open /setup."


async def wait_for_settings(
    environ: Mapping[str, str], access: SetupAccess, *, page: bool, every: float = EVERY_SECONDS
) -> Settings | None:
    """Return the settings once they can be used, or None on SIGTERM or SIGINT; meanwhile show /setup if `page`.

    A worker waits instead of ending: Heroku takes any exit for a crash, whatever its status, and starts the dyno again
    after longer and longer pauses, which would still run when the keys are set.
    """
    stopped = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with _setup_server(environ, access) if page else _waiting(environ):
        while not stopped.is_set():
            with suppress(SettingsError):
                return read_settings(environ)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopped.wait(), every)
    return None


@asynccontextmanager
async def _waiting(environ: Mapping[str, str]) -> AsyncIterator[None]:
    """Answer health checks only, on HEALTH_PORT if it is set."""
    log.warning("waiting_for_setup", why=NO_KEYS, remedy="The web process shows /setup.")
    given = given_values(environ)
    if "HEALTH_PORT" not in given:
        yield
        return
    async with _served(_health_checks(), given, "HEALTH_PORT"):
        yield


@asynccontextmanager
async def _setup_server(environ: Mapping[str, str], access: SetupAccess) -> AsyncIterator[None]:
    """Answer /setup and health checks; what arrives from Slack and networks is to be sent again later."""
    given = given_values(environ)
    app, place = _health_checks(), place_of(given, environ)
    Setup(access, Checks(lambda: examine(environ)), place).add_to(app)
    for path in (SLACK_PATH, webhooks.PATH, webhooks.PRIVATE):
        app.router.add_route("*", path, _later)
    async with _served(app, given, "PORT") as where:
        show_code(access, place.address or where, NO_KEYS)
        yield


@asynccontextmanager
async def _served(app: web.Application, given: Mapping[str, str], setting: str) -> AsyncIterator[str]:
    """Serve `app` inside the block, by settings that nobody has checked yet; yield its URL. Raise CannotListen."""
    host = given.get("HOST") or ("0.0.0.0" if "DYNO" in given else "127.0.0.1")
    port = given.get(setting, "")
    is_port = port.isdecimal() and int(port) <= LAST_PORT
    runner = await listening(app, host, int(port) if is_port else USUAL_PORT, setting)
    try:
        yield address(runner)
    finally:
        await runner.cleanup()


def _health_checks() -> web.Application:
    app = web.Application()
    app.router.add_get("/healthz", _healthy)
    app.router.add_get("/readyz", _not_ready)
    return app


async def _healthy(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})


async def _not_ready(_: web.Request) -> web.Response:
    return web.json_response({"ok": False, "setup": NOT_YET}, status=503)


async def _later(_: web.Request) -> web.Response:
    return web.Response(status=503, text=NOT_YET, headers={"Retry-After": "60"})
