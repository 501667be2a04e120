"""Handlers of Discord's gateway events: poll now, a post was edited, a post was deleted."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import discord
import structlog

from bot.delivery import CannotTell, Declined, NotSent
from bot.networks import Batch, EventSink
from bot.networks.discord.channels import Places
from bot.networks.discord.commands import Commands, read_command
from bot.networks.discord.errors import JSON
from bot.networks.discord.ids import native_id
from bot.networks.discord.parse import Reader
from bot.networks.discord.posts import DiscordAccount

log = structlog.get_logger(__name__)
MENTIONS = "mentions"


@dataclass(frozen=True, slots=True)
class GatewayEvents:
    """Passes gateway events to the sink. New messages only trigger a poll, since the history is the truth."""

    sink: EventSink
    us: DiscordAccount
    channels: Collection[str]
    places: Places
    reader: Reader
    commands: Commands

    async def everywhere(self) -> None:
        """Poll all sources when a connection begins or resumes, to find what was missed in between."""
        for source in (*self.channels, MENTIONS):
            await self.sink.look(source)

    async def message(self, message: discord.Message) -> None:
        if message.author.bot or message.webhook_id:
            return
        for source in self._sources(message):
            await self.sink.look(source)

    async def thread(self, thread: discord.Thread) -> None:
        if str(thread.parent_id) in self.channels:
            await self.sink.look(str(thread.parent_id))

    async def edited(self, message: JSON) -> None:
        """Handle an update. Discord also sends one when it adds a link preview, which is no edit."""
        if not message.get("edited_timestamp"):
            return
        try:
            place = await self.places.place(str(message["channel_id"]))
            edits = await self.reader.mentions([(place, message)])
        except (NotSent, Declined, CannotTell, LookupError) as trouble:
            log.warning("discord_edit_not_read", why=type(trouble).__name__)  # the review will see it
            return
        if edits:
            await self.sink.take(Batch(edits=tuple(edits)))

    async def gone(self, channel: int, messages: Iterable[int]) -> None:
        ids = tuple(native_id(str(channel), str(message)) for message in messages)
        await self.sink.take(Batch(gone=ids))

    async def command(self, interaction: discord.Interaction) -> None:
        if asked := read_command(interaction):
            await self.commands.carry_out(asked)

    def _sources(self, message: discord.Message) -> Iterable[str]:
        channel = message.channel
        if isinstance(channel, discord.PartialMessageable):
            return (*self.channels, MENTIONS)  # a thread discord.py has not heard of yet
        around = [str(channel.id), str(getattr(channel, "parent_id", None))]
        found = [source for source in around if source in self.channels]
        return [*found, MENTIONS] if self._names_us(message) else found

    def _names_us(self, message: discord.Message) -> bool:
        answered = message.reference and message.reference.resolved
        named = [str(user.id) for user in message.mentions]
        if isinstance(answered, discord.Message):
            named.append(str(answered.author.id))
        roles = map(str, message.raw_role_mentions)
        return self.us.id in named or self.us.brand_role in roles
