"""A Discord network beside the sandbox's guild, and ears that keep what they hear."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.mention import Mention
from bot.networks import Batch, Proof
from bot.networks.discord import Discord
from sandbox import Sandbox
from sandbox.discord import TOKEN, Channel, Gateway, Guild

SECONDS = 10.0


@dataclass
class Kept:
    """Ears: every look asked for, every batch brought, every post handed in, in order."""

    looks: asyncio.Queue[str] = field(default_factory=asyncio.Queue)
    batches: asyncio.Queue[Batch] = field(default_factory=asyncio.Queue)
    handed: list[tuple[Mention, str, str, str]] = field(default_factory=list)
    broken: bool = False

    async def look(self, source: str) -> None:
        self.looks.put_nowait(source)

    async def take(self, batch: Batch, *, proof: Proof | None = None) -> str | None:
        self.batches.put_nowait(batch)
        return None

    async def warn(self, notice: str, text: str) -> None:
        raise AssertionError(text)

    async def hand_in(self, mention: Mention, by: str, reason: str, request: str) -> str:
        if self.broken:
            raise ConnectionError("the store is away")
        self.handed.append((mention, by, reason, request))
        return "Opened case #1042 and notified the service team."

    async def next_look(self) -> str:
        return await asyncio.wait_for(self.looks.get(), SECONDS)

    async def next_batch(self) -> Batch:
        return await asyncio.wait_for(self.batches.get(), SECONDS)


@dataclass
class World:
    """`network` watches #help and the forum #questions; `cursors` is where each source was read to."""

    sandbox: Sandbox
    network: Discord
    sink: Kept = field(default_factory=Kept)
    cursors: dict[str, str] = field(default_factory=dict)

    @property
    def guild(self) -> Guild:
        return self.sandbox.discord

    @property
    def gateway(self) -> Gateway:
        return self.sandbox.discord_gateway

    async def now(self, *, listen: bool = False) -> None:
        """Start, and take every source's cursor."""
        await self.network.start(listen=listen)
        for source in self.network.sources:
            self.cursors[source] = (await self.network.mentions(source, None)).cursor

    async def listen(self) -> None:
        """Start with ears, connected to the gateway, the first looks over."""
        self.network.subscribe(self.sink)
        await self.now(listen=True)
        for _ in self.network.sources:
            await self.sink.next_look()

    async def arrived(self, source: str | Channel) -> list[Mention]:
        """What is new at a source."""
        name = source if isinstance(source, str) else source.id
        found: list[Mention] = []
        more = True
        while more:
            batch = await self.network.mentions(name, self.cursors[name])
            found += batch.mentions
            self.cursors[name], more = batch.cursor, batch.more
        return found

    async def one(self, source: str | Channel) -> Mention:
        (mention,) = await self.arrived(source)
        return mention


@asynccontextmanager
async def discord_world() -> AsyncIterator[World]:
    sandbox = Sandbox()
    await sandbox.start()
    guild = sandbox.discord
    network = Discord(
        TOKEN,
        channels=[guild.help.id, guild.questions.id],
        brand_role=guild.roles["larkspur"].id,
        trusted_role=guild.roles["trusted"].id,
        staff_role=guild.roles["staff"].id,
        api_url=sandbox.discord_url,
    )
    try:
        yield World(sandbox, network)
    finally:
        await network.stop()
        await sandbox.stop()
