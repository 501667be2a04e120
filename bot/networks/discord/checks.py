"""Checks of the Discord setup although Discord answers: switches, channels, roles, permissions."""

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass

from bot.delivery import Declined
from bot.networks.discord.api import MESSAGE_CONTENT, DiscordApi
from bot.networks.discord.channels import FORUMS, TEXTS, Places
from bot.networks.discord.errors import JSON
from bot.networks.discord.gateway import NO_CONTENT

# Discord docs: Permissions.
ADMINISTRATOR = 1 << 3
NEEDED = {"View Channel": 1 << 10, "Read Message History": 1 << 16}
TO_ANSWER = {"Send Messages": 1 << 11}
TO_ANSWER_IN_FORUMS = {"Send Messages in Threads": 1 << 38}
EVERYTHING = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Checks:
    """The checks of the settings against Discord; `roles` are ids by the name of their setting."""

    api: DiscordApi
    places: Places
    channels: Iterable[str]
    roles: dict[str, str]

    async def troubles(self) -> AsyncIterator[str]:
        """Yield a sentence for each problem. Raise NotSent or Declined when Discord cannot be asked."""
        if not shows_content(await self.api.application()):
            yield NO_CONTENT
        known: dict[str, dict[str, JSON]] = {}
        for channel_id in self.channels:
            try:
                channel = await self.places.channel(channel_id)
            except Declined as refusal:
                yield refusal.why
                continue
            guild = str(channel["guild_id"])
            if guild not in known:
                known[guild] = {str(role["id"]): role for role in await self.api.roles(guild)}
            async for trouble in self._of_channel(channel, known[guild]):
                yield trouble
        for setting, role in self.roles.items():
            if known and role and not any(role in roles for roles in known.values()):
                yield f"Discord has no role {role}. Correct {setting}."

    async def _of_channel(self, channel: JSON, roles: dict[str, JSON]) -> AsyncIterator[str]:
        name, kind = f"#{channel.get('name')}", channel.get("type")
        if kind not in (*TEXTS, *FORUMS):
            yield f"{name} on Discord is neither a text channel nor a forum. Remove it from DISCORD_CHANNELS."
            return
        guild, user = str(channel["guild_id"]), str((await self.api.me())["id"])
        ours = {guild, *map(str, (await self.api.member(guild, user)).get("roles") or [])}
        has = permissions(channel, user, ours, roles)
        wanted = NEEDED | (TO_ANSWER_IN_FORUMS if kind in FORUMS else TO_ANSWER)
        missing = [permission for permission, bit in wanted.items() if not has & bit]
        if missing:
            yield f"Our role lacks {', '.join(missing)} in {name} on Discord. An admin must grant it."


def shows_content(application: JSON) -> bool:
    """Return whether the portal's switch lets our bot read message content."""
    return bool(int(application.get("flags") or 0) & MESSAGE_CONTENT)


def permissions(channel: JSON, user: str, ours: set[str], roles: dict[str, JSON]) -> int:
    """Return the permissions of a member with the roles `ours` in a channel; the guild's own id is @everyone.

    Discord docs: Permission overwrites.
    """
    guild = str(channel["guild_id"])
    base = 0
    for role in ours & roles.keys():
        base |= int(roles[role]["permissions"])
    if base & ADMINISTRATOR:
        return EVERYTHING
    overwrites = {str(one["id"]): one for one in channel.get("permission_overwrites") or []}
    for several in ({guild}, ours - {guild}, {user}):
        changed = [overwrites[one] for one in several & overwrites.keys()]
        for one in changed:
            base &= ~int(one["deny"])
        for one in changed:
            base |= int(one["allow"])
    return base
