"""The outside world on loopback: a simulated Slack, X, Discord and mail with a web page, for demos, tests, benches."""

import asyncio

from aiohttp import web

from sandbox import discord, mail, page, x
from sandbox.faults import Faults
from sandbox.slack import SlackServer, Workspace
from sandbox.slack.pace import Pace
from sandbox.slack.workspace import Clock, utc_now
from sandbox.stream import Stream

LOOPBACK = "127.0.0.1"
BODY_BYTES = 4 * 1024 * 1024


class Sandbox:
    """One server with everything on it.

    ``bot_url`` is where the app listens (``/slack/events`` is added to a bare address) and may be set later;
    ``socket_mode`` keeps everything off that address. ``speed`` makes Slack's rate limits and retry delays run that
    many times faster, ``limits=False`` switches the rate limits off, ``burst`` is how many messages a channel takes
    at once. ``patience`` is how many seconds Slack gives the app, which a busy machine may not be able to keep.
    """

    def __init__(
        self,
        port: int = 0,
        *,
        bot_url: str | None = None,
        signing_secret: str = "sandbox-signing-secret",
        socket_mode: bool = False,
        clock: Clock = utc_now,
        speed: float = 1.0,
        limits: bool = True,
        burst: int = 3,
        patience: float = 3.0,
    ) -> None:
        self.signing_secret = signing_secret
        self.stream = Stream()
        self.faults = Faults()
        pace = Pace(speed=speed, on=limits, burst=burst, patience=patience)
        self.slack = Workspace(self.stream, clock=clock, pace=pace)
        self.x = x.Town(self.stream)
        self.discord = discord.Guild(self.stream)
        self.discord_gateway = discord.Gateway(self.discord)
        self.mail = mail.PostOffice(self.stream, lambda: self.bot_url)
        self.server = SlackServer(
            self.slack,
            self.faults,
            lambda: self.url,
            signing_secret=signing_secret,
            bot_url=bot_url,
            socket_mode=socket_mode,
        )
        self._port = port
        self._runner: web.AppRunner | None = None
        self._smtp: asyncio.Server | None = None

    @property
    def url(self) -> str:
        """Return the URL of the page, and the root of the APIs ("/api/", "/2/", "/discord/api/v10/")."""
        return f"http://{LOOPBACK}:{self._port}"

    @property
    def discord_url(self) -> str:
        """Return the base URL of Discord's API."""
        return f"{self.url}{discord.ROOT}"

    @property
    def bot_url(self) -> str | None:
        """Return the URL that events are sent to."""
        return self.server.delivery.bot_url

    @bot_url.setter
    def bot_url(self, url: str | None) -> None:
        self.server.delivery.bot_url = url

    async def start(self) -> None:
        """Listen; afterwards ``url`` holds the port in use."""
        self._runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, LOOPBACK, self._port).start()
        self._port = self._runner.addresses[0][1]
        self._smtp = await mail.MailServer(self.mail, self.faults).listen(LOOPBACK)
        await self.server.delivery.start()

    async def stop(self) -> None:
        """Stop listening and drop undelivered events."""
        await self.server.delivery.stop()
        self.stream.close()
        await self.server.sockets.close()
        await self.discord_gateway.drop()
        await self.mail.close()
        if self._smtp is not None:
            self._smtp.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def delivered(self) -> None:
        """Wait until every event so far has reached the bot or failed for good."""
        await self.server.delivery.idle()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self.faults.middleware], client_max_size=BODY_BYTES)
        self.server.add_routes(app)
        self.faults.add_routes(app)
        app.router.add_get("/page/stream", self.stream.handle)
        x.add_routes(app, self.x)
        discord.add_routes(app, self.discord, self.discord_gateway, lambda: self.url)
        mail.add_desk(app, self.mail)
        page.add_routes(app)
        return app
