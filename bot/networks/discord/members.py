"""Members of a Discord server: staff and trusted members, by their roles."""

from collections.abc import Collection

from cachetools import TTLCache

from bot.delivery import Declined
from bot.networks.discord.api import DiscordApi

REMEMBERED = 600.0
UNKNOWN_MEMBER = "10007"


class MemberRoles:
    """The roles of members, requested one by one (listing members needs a privileged intent) and cached.

    A member with a `staff` role belongs to us: their posts are never a customer's.
    """

    def __init__(self, api: DiscordApi, staff: Collection[str]) -> None:
        self._api = api
        self._staff = frozenset(staff)
        self._roles: TTLCache[tuple[str, str], frozenset[str]] = TTLCache(10_000, REMEMBERED)

    async def is_ours(self, guild: str, user: str) -> bool:
        """Return whether this user is our bot, or staff."""
        return user == (await self._api.me())["id"] or await self.has_one_of(guild, user, self._staff)

    async def has_one_of(self, guild: str, user: str, wanted: Collection[str]) -> bool:
        return bool(wanted) and not frozenset(wanted).isdisjoint(await self._roles_of(guild, user))

    async def _roles_of(self, guild: str, user: str) -> frozenset[str]:
        if (guild, user) not in self._roles:
            self._roles[guild, user] = await self._asked(guild, user)
        return self._roles[guild, user]

    async def _asked(self, guild: str, user: str) -> frozenset[str]:
        try:
            return frozenset(map(str, (await self._api.member(guild, user)).get("roles") or []))
        except Declined as refusal:
            if refusal.code == UNKNOWN_MEMBER:
                return frozenset()  # they left the server
            raise
