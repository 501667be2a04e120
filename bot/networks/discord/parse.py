"""Conversion of Discord messages that concern us into mentions."""

from collections.abc import Iterable
from dataclasses import dataclass

import structlog

from bot.mention import Mention
from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.conversations import ReplyChains
from bot.networks.discord.errors import JSON
from bot.networks.discord.members import MemberRoles
from bot.networks.discord.polling import id_of
from bot.networks.discord.posts import UNREADABLE, is_post, read_post

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads messages together with related data: their authors' roles, and what they answer."""

    people: MemberRoles
    conversations: ReplyChains

    async def mentions(self, messages: Iterable[tuple[ChannelInfo, JSON]]) -> list[Mention]:
        """Return customers' posts in the given order, without those of staff, bots and Discord itself.

        An unreadable one is logged and blocks no other. Raise NotSent or Declined when Discord cannot be asked.
        """
        found = []
        for place, message in messages:
            try:
                if is_post(message) and not await self.is_ours(message, place):
                    found.append(await self.read(message, place))
            except UNREADABLE as error:
                log.warning(
                    "discord_post_unreadable", post=id_of(message), why=f"{type(error).__name__}: {error}"
                )
        return found

    async def read(self, message: JSON, place: ChannelInfo) -> Mention:
        """Return any message as a mention, whatever its author. Raise one of UNREADABLE, NotSent, Declined."""
        conversation, community = await self.conversations.of(message, place)
        return read_post(message, place, conversation, community=community)

    async def is_ours(self, message: JSON, place: ChannelInfo) -> bool:
        return await self.people.is_ours(place.guild, str(message["author"]["id"]))
