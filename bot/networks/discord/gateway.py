"""Discord's gateway: the connection over which Discord pushes events, kept open while Baton runs."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import discord
import structlog
from discord.http import Route

from bot.delivery import Declined
from bot.networks.discord.errors import KEYS_REFUSED
from bot.networks.discord.events import GatewayEvents
from bot.networks.discord.http import Wire

log = structlog.get_logger(__name__)

NO_CONTENT = (
    "Discord hides message texts from our bot. An admin must turn on Message Content Intent in the "
    "developer portal (Bot, Privileged Gateway Intents)."
)
BEGIN_SECONDS = 20.0
PAUSES = (5.0, 15.0, 60.0, 300.0)
REFUSED_PAUSE = 1800.0  # Discord resets the token of a bot that identifies itself a thousand times a day
AUTHENTICATION_FAILED = 4004


def intents() -> discord.Intents:
    """Return the least intents we need: channels and threads, messages and their content."""
    return discord.Intents(guilds=True, guild_messages=True, message_content=True)


class GatewayClient(discord.Client):
    """A discord.py client that caches neither members nor messages, and passes events on."""

    def __init__(self, hearing: GatewayEvents, wire: Wire, on_began: Callable[[], None]) -> None:
        # discord.py would warn that voice does not work.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            intents=intents(),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self._connection.http = self.http = self._wire = wire
        self._hearing = hearing
        self._on_began = on_began
        # An event that discord.py cannot parse would end the connection.
        parsers = self._connection.parsers
        parsers.update({event: partial(_read_or_pass, parse) for event, parse in parsers.items()})

    async def setup_hook(self) -> None:
        self._wire.gateway_url = str((await self._wire.request(Route("GET", "/gateway/bot")))["url"])

    async def on_connect(self) -> None:
        self._on_began()
        await self._hearing.everywhere()

    async def on_resumed(self) -> None:
        await self._hearing.everywhere()

    async def on_message(self, message: discord.Message) -> None:
        await self._hearing.message(message)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        await self._hearing.thread(thread)

    async def on_raw_message_edit(self, edit: discord.RawMessageUpdateEvent) -> None:
        await self._hearing.edited(dict(edit.data))

    async def on_raw_message_delete(self, deletion: discord.RawMessageDeleteEvent) -> None:
        await self._hearing.gone(deletion.channel_id, [deletion.message_id])

    async def on_raw_bulk_message_delete(self, deletion: discord.RawBulkMessageDeleteEvent) -> None:
        await self._hearing.gone(deletion.channel_id, deletion.message_ids)

    async def on_raw_thread_delete(self, deletion: discord.RawThreadDeleteEvent) -> None:
        await self._hearing.gone(deletion.thread_id, [deletion.thread_id])

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        await self._hearing.command(interaction)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Log the failed event; the poll and the review find what it was about."""
        log.warning("discord_event_lost", discord_event=event_method, exc_info=True)


class Gateway:
    """Keeps a client connected. discord.py resumes after a dropped connection; after it gives up, a new client
    starts."""

    def __init__(self, token: str, open_client: Callable[[Callable[[], None]], GatewayClient]) -> None:
        self.client: GatewayClient | None = None
        self._token = token
        self._open_client = open_client
        self._task: asyncio.Task[None] | None = None
        self._known = asyncio.Event()
        self._refusal: Declined | None = None
        self._failures = 0

    async def start(self) -> None:
        """Connect, and wait a while until Discord accepts us. Raise Declined when it refuses.

        A slow connection is no failure: polls find what the gateway misses.
        """
        self._task = asyncio.create_task(self._keep(), name="discord-gateway")
        with suppress(TimeoutError):
            await asyncio.wait_for(self._known.wait(), BEGIN_SECONDS)
        if self._refusal:
            await self.stop()
            raise self._refusal

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _keep(self) -> None:
        while True:
            self.client = self._open_client(self._on_began)
            try:
                await self.client.start(self._token)
            except Exception as trouble:
                self._failures += 1
                self._refusal = _refusal(trouble)
                log.warning("discord_gateway_lost", why=f"{type(trouble).__name__}: {trouble}")
            finally:
                await self.client.close()
            if self._refusal:
                self._known.set()
            await asyncio.sleep(self._pause())

    def _on_began(self) -> None:
        self._failures = 0
        self._refusal = None
        self._known.set()

    def _pause(self) -> float:
        return REFUSED_PAUSE if self._refusal else PAUSES[min(max(self._failures, 1), len(PAUSES)) - 1]


def _read_or_pass(parse: Callable[[Any], Any], data: Any) -> None:
    try:
        parse(data)
    except Exception as trouble:
        log.warning("discord_event_unreadable", why=f"{type(trouble).__name__}: {trouble}")


def _refusal(trouble: Exception) -> Declined | None:
    if isinstance(trouble, discord.PrivilegedIntentsRequired):
        return Declined(NO_CONTENT)
    if isinstance(trouble, discord.ConnectionClosed) and trouble.code == AUTHENTICATION_FAILED:
        return Declined(KEYS_REFUSED, "401")
    return trouble if isinstance(trouble, Declined) else None
