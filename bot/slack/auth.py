"""Baton's identity in this workspace: asked of Slack in the background, again and again."""

import asyncio
from collections.abc import Iterator
from typing import Any

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Declined, NotSent
from bot.roles import Home
from bot.slack.client import fetch

log = structlog.get_logger(__name__)

EVERY_SECONDS = 60.0
LONGEST_PAUSE = 30.0


def pauses() -> Iterator[float]:
    """Yield the seconds to wait after each failure in a row: 1, 2, 4 ... up to 30."""
    seconds = 1.0
    while True:
        yield min(seconds, LONGEST_PAUSE)
        seconds *= 2


class Connection:
    """The state of a connection to Slack.

    `said` is None before the first answer, empty while all is well, else the trouble.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.said: str | None = None

    def works(self) -> None:
        if self.said:
            log.info(f"{self.name}_works_again")
        self.said = ""

    def fails(self, trouble: Declined | NotSent) -> None:
        """Write trouble into the log once, however often it is met; a refusal is an error that a person must end."""
        if trouble.why != self.said:
            write = log.error if isinstance(trouble, Declined) else log.warning
            write(f"{self.name}_fails", why=trouble.why)
        self.said = trouble.why


class Identity(AsyncAuthorize):
    """Bolt's authorization from memory: a request never waits for Slack's `auth.test`."""

    def __init__(self, client: AsyncWebClient) -> None:
        self.connection = Connection("slack")
        self._client = client
        self._known: AuthorizeResult | None = None
        self._asking: asyncio.Task[AuthorizeResult] | None = None

    async def __call__(self, **request: Any) -> AuthorizeResult:
        """Return Baton's ids and token; until Slack has said the ids, those of the workspace the request comes from."""
        return self._known or AuthorizeResult(
            enterprise_id=request.get("enterprise_id"),
            team_id=request.get("team_id"),
            bot_token=self._client.token,
        )

    async def home(self) -> Home:
        """Return the ids of Baton's own workspace and organization, as Slack says them.

        What a request says of its own workspace gives no rights. Raise NotSent or Declined.
        """
        me = self._known or await self._answer()
        return Home(me.team_id or "", me.enterprise_id or "")

    async def follow(self, every: float = EVERY_SECONDS) -> None:
        """Ask who we are, and whether our token is still accepted, until cancelled."""
        waits = pauses()
        while True:
            try:
                await self._answer()
                waits, pause = pauses(), every
            except (Declined, NotSent) as trouble:
                self.connection.fails(trouble)
                retry_after = trouble.retry_after if isinstance(trouble, NotSent) else None
                pause = retry_after or next(waits)
            await asyncio.sleep(pause)

    async def _answer(self) -> AuthorizeResult:
        """Return the answer of the call under way, shared by all who wait. Raise NotSent or Declined."""
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(), name="auth.test")
            self._asking.add_done_callback(_take_exception)
        asking = self._asking
        # Not awaited directly: a cancelled request would cancel the call that others share.
        await asyncio.wait([asking])
        return asking.result()

    async def _ask(self) -> AuthorizeResult:
        me = await fetch(self._client.auth_test())
        self._known = AuthorizeResult(
            enterprise_id=me.get("enterprise_id"),
            team_id=me.get("team_id"),
            bot_id=me.get("bot_id"),
            bot_user_id=me.get("user_id"),
            bot_token=self._client.token,
        )
        self.connection.works()
        return self._known


def _take_exception(asked: asyncio.Task[AuthorizeResult]) -> None:
    """Take the exception of a call that nobody waits for any more, so that asyncio does not warn."""
    if not asked.cancelled():
        asked.exception()
