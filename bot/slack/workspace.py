"""People, user groups and channels as access checks need them."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Declined, NotSent
from bot.roles import Person, Role
from bot.slack.cache import SOON, Cache
from bot.slack.client import fetch, pages
from bot.slack.directory import PAGE, Names
from bot.slack.staff import GetHome, fetch_person, person_of

# The longest time until people who leave, become guests or leave a group lose their rights.
PERSON_SECONDS = 300
# A join or leave event reaches one of several processes; the others notice after this long.
MEMBERS_SECONDS = 120
PUBLIC_SECONDS = 60
ALL = ""


class Workspace:
    """Cached facts about people, groups and channels, for access checks.

    Every method that asks Slack raises NotSent or Declined. The last known answer counts while Slack is away, or
    takes longer than `soon` seconds.
    """

    def __init__(
        self,
        client: AsyncWebClient,
        names: Names,
        home: GetHome,
        now: Callable[[], datetime],
        soon: float = SOON,
    ) -> None:
        self._client = client
        self._names = names
        self._home = home
        self._people = Cache(partial(fetch_person, client, home), PERSON_SECONDS, now, soon)
        self._members = Cache(self._read_members, MEMBERS_SECONDS, now, soon)
        self._joined = Cache(self._read_joined, MEMBERS_SECONDS, now, soon)
        self._full_members = Cache(self._read_full_members, PERSON_SECONDS, now, soon)
        self._public = Cache(self._read_public, PUBLIC_SECONDS, now, soon)

    async def person(self, user: str) -> Person:
        """Return the person of that id."""
        return await self._people.of(user)

    async def group_members(self, group: str) -> frozenset[str]:
        """Return the ids of a user group's members; the group is given as @handle or id."""
        return await self._names.members(group)

    async def public_channels(self) -> frozenset[str]:
        """Return the public channels, each by its id and by its #name; none while Slack has never said."""
        try:
            return await self._public.of(ALL)
        except (Declined, NotSent):
            return frozenset()

    async def channel_members(self, channel: str) -> frozenset[str]:
        """Return the ids of the people in a channel that Baton can see, given as #name or id."""
        return await self._members.of(await self._names.channel(channel))

    async def is_in(self, channel: str) -> bool:
        """Return true when Baton is in this channel and may post there; false while Slack cannot say."""
        try:
            return await self._joined.of(channel)
        except (Declined, NotSent):
            return False

    async def full_members(self) -> frozenset[str]:
        """Return the ids of all full members of the workspace, and of its apps."""
        return await self._full_members.of(ALL)

    def forget_members(self, channel: str) -> None:
        """Ask again who is in a channel: someone joined or left."""
        self._members.forget(channel)
        self._joined.forget(channel)

    def forget_channels(self) -> None:
        """Ask again which channels are public: one became private, or public."""
        self._names.forget_channels()
        self._public.forget(ALL)

    async def _read_members(self, channel: str) -> frozenset[str]:
        read = partial(self._client.conversations_members, channel=channel, limit=PAGE)
        return frozenset([user async for user in pages(read, "members")])

    async def _read_joined(self, channel: str) -> bool:
        found = (await fetch(self._client.conversations_info(channel=channel), channel))["channel"]
        return bool(found.get("is_member")) and not found.get("is_archived")

    async def _read_full_members(self, _: str) -> frozenset[str]:
        home, read = await self._home(), partial(self._client.users_list, limit=PAGE)
        people = [person_of(user, home) async for user in pages(read, "members")]
        return frozenset(each.id for each in people if each.role in (Role.MEMBER, Role.APP))

    async def _read_public(self, _: str) -> frozenset[str]:
        return await self._names.public_channels()
