"""discord.py's HTTP client with our base URL, one attempt per call, and a timeout."""

import asyncio
from functools import partial
from typing import Any

import aiohttp
from discord import RateLimited
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route
from yarl import URL

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks.discord.errors import BUSY, UNREADABLE, refused, silence

CONNECT_SECONDS = 5.0
# The minimum that discord.py accepts: how long it waits at most for a known rate limit before a call.
LONGEST_WAIT = 30.0


class Wire(HTTPClient):
    """Keeps discord.py's rate-limit handling but not its retries: it would send a message again after a 500, and
    sleep through a 429. Every failure is NotSent, Declined or CannotTell."""

    def __init__(self, api_url: str, timeout: float) -> None:
        super().__init__(asyncio.get_running_loop(), max_ratelimit_timeout=LONGEST_WAIT)
        self.gateway_url = str(DiscordWebSocket.DEFAULT_GATEWAY)
        self._api_url = api_url
        self._timeout = aiohttp.ClientTimeout(total=timeout, sock_connect=min(CONNECT_SECONDS, timeout))

    async def request(self, route: Route, **more: Any) -> Any:
        """Return Discord's JSON answer; "" for an empty one. Raise NotSent, Declined or CannotTell when the call
        fails."""
        writing = route.method != "GET"
        route.url = self._api_url + route.url.removeprefix(Route.BASE)
        # Other arguments are passed on to aiohttp.
        more |= {"timeout": self._timeout, "allow_redirects": False}
        try:
            answer = await super().request(route, raise_for_status=partial(_check, writing=writing), **more)
        except (NotSent, Declined, CannotTell):
            raise
        except RateLimited as limit:
            raise NotSent(BUSY, limit.retry_after) from None
        except Exception as error:
            # The cause is dropped: aiohttp's errors carry the request, and the request carries our token.
            raise silence(error, writing=writing) from None
        if isinstance(answer, str) and answer:
            raise CannotTell(UNREADABLE) if writing else NotSent(UNREADABLE)
        return answer

    async def ws_connect(self, url: str, *, compress: int = 0) -> aiohttp.ClientWebSocketResponse:
        """Return the gateway's websocket: discord.py has Discord's address built in, while the API names ours."""
        asked = URL(url)
        if asked.host == DiscordWebSocket.DEFAULT_GATEWAY.host:
            asked = URL(self.gateway_url).with_query(asked.query)
        return await super().ws_connect(str(asked), compress=compress)


async def _check(response: aiohttp.ClientResponse, *, writing: bool) -> None:
    if response.status < 300:
        return
    text = (await response.read()).decode("utf-8", "replace")
    raise refused(response.status, response.headers, text, writing=writing)
