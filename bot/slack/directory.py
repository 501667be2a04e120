"""The workspace's channels, user groups and people by the names that the rules use, cached.

A person's name is their user name, which is unique, and only full members count. Everyone chooses their own display
name, and could take a colleague's or a group's.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from cachetools import LRUCache, TTLCache
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery import Declined, NotSent
from bot.roles import GROUP_ID, PERSON_ID, Person, Role
from bot.routing.rules import BROADCASTS
from bot.slack import SLACK
from bot.slack.client import fetch, pages
from bot.slack.staff import GetHome, person_of
from bot.slack.views.blocks import Element, group, person, untrusted
from bot.slack.views.candidates import LookAlikes, look_alikes

KEPT_SECONDS = 600
CHANNELS_SECONDS = 300
FRESH_SECONDS = 30
# Jobs wait for a missing channel, and must see it soon after it is created or Baton is invited.
CHANNELS_FRESH_SECONDS = 5
MEMBERS_SECONDS = 300
PAGE = 1_000
NOBODY = ("user_not_found", "no_such_subteam")

Ids = dict[str, str]
# Returns the channels whose id changed, each with the id it has now.
Moves = Callable[[], Awaitable[Ids]]


async def no_moves() -> Ids:
    """Return no channels: none has changed its id."""
    return {}


class Names:
    """Ids and elements by name. Every method raises NotSent or Declined."""

    def __init__(
        self, client: AsyncWebClient, home: GetHome, now: Callable[[], datetime], moves: Moves = no_moves
    ) -> None:
        self._client = client
        self._home = home
        self._read_moves = moves
        self._moves: TTLCache[str, Ids] = TTLCache(1, FRESH_SECONDS, timer=lambda: now().timestamp())
        # Short-lived: a channel that becomes private must hide its cases soon.
        self._channels = Directory(self._fetch_channels, now, CHANNELS_SECONDS, CHANNELS_FRESH_SECONDS)
        self._groups = Directory(self._fetch_groups, now)
        self._people = Directory(self._fetch_people, now)
        self._members: TTLCache[str, frozenset[str]] = TTLCache(
            100, MEMBERS_SECONDS, timer=lambda: now().timestamp()
        )
        self._users: TTLCache[str, dict[str, Any]] = TTLCache(
            1_000, KEPT_SECONDS, timer=lambda: now().timestamp()
        )
        self._last_known: LRUCache[str, frozenset[str]] = LRUCache(1_000)
        # Names that Slack failed to resolve a moment ago. Asking again for every card would only fail again.
        self._in_vain: TTLCache[str, bool] = TTLCache(1_000, FRESH_SECONDS, timer=lambda: now().timestamp())
        self._all: TTLCache[str, Sequence[Person]] = TTLCache(
            1, FRESH_SECONDS, timer=lambda: now().timestamp()
        )
        self._public: frozenset[str] = frozenset()

    async def channel(self, name: str) -> str:
        """Return the id of a channel given as #name, name or id. Raise Declined when Baton can see none."""
        if re.fullmatch(r"[CDG][A-Z0-9]+", name):
            return await self.now(name)
        found = await self._channels.id_of(_plain(name))
        if found is None:
            raise Declined(
                f"There is no channel {name} that Baton can see. Create it, or invite Baton if it is private.",
                "channel_not_found",
                at=f"{SLACK}:{name}",
            )
        return await self.now(found)

    async def now(self, channel: str) -> str:
        """Return the id a channel has now; a change of the last 30 seconds may be missing."""
        moves = self._moves["all"] if "all" in self._moves else await self._fetch_moves()
        return moves.get(channel, channel)

    async def follow(self, channel: str) -> str:
        """Return the id a channel has now, asking the store."""
        return (await self._fetch_moves()).get(channel, channel)

    async def public_channels(self) -> frozenset[str]:
        """Return the public channels of the workspace, each by its id and by its #name. Raises NotSent or Declined."""
        await self._channels.fill()
        return self._public

    def forget_channels(self) -> None:
        """Read the list of channels again when it is next needed: one became private, or public."""
        self._channels.empty()

    async def whom(self, name: str) -> Element:
        """Return the rich text element that notifies a person or group; plain text when the name has neither."""
        if re.fullmatch(PERSON_ID, name):
            return person(name)
        if re.fullmatch(GROUP_ID, name):
            return group(name)
        if _plain(name) in BROADCASTS:
            return {"type": "broadcast", "range": _plain(name)}
        if found := await _if_allowed(self._groups, _plain(name)):
            return group(found)
        if found := await _if_allowed(self._people, _plain(name)):
            return person(found)
        return untrusted(f"{name} (not notified: no such Slack user or group)", 200)

    async def is_there(self, name: str) -> bool:
        """Return whether Slack has a group or full member of this name, or an active person or group of this id.

        `@here` and its like are there. Raise NotSent or Declined.
        """
        try:
            return await self._is_there(name)
        except Declined as refusal:
            if refusal.code in NOBODY:
                return False
            raise

    async def look_alikes(self, names: Iterable[str]) -> LookAlikes:
        """Return those of `names` that are no group and no full member, each with people of similar names."""
        unknown = [name for name in dict.fromkeys(names) if not await self.is_there(name)]
        return {name: look_alikes(name, await self._everyone()) for name in unknown}

    async def people_like(self, name: str) -> Sequence[Person]:
        """Return the people with names like this one. Raise NotSent or Declined."""
        return look_alikes(name, await self._everyone())

    async def members(self, usergroup: str) -> frozenset[str]:
        """Return the ids of the people in an enabled user group, given as @handle, handle or id.

        Raise Declined with a code of NOBODY when there is none. A display name or a person of that name never
        counts.
        """
        known = self._members.get(usergroup)
        if known is None:
            known = await self._fetch_members(usergroup)
            self._members[usergroup] = known
        return known

    async def zone(self, user: str) -> str | None:
        """Return the time zone a person chose in Slack (`Europe/Berlin`); None when Slack does not say."""
        try:
            return (await self._user(user)).get("tz")
        except (Declined, NotSent):
            return None

    async def label(self, wanted: str) -> str:
        """Return how Slack shows a person, channel or group, without @ or #; "" where it does not.

        Raise NotSent.
        """
        try:
            if re.fullmatch(PERSON_ID, wanted):
                return _called(await self._user(wanted))
            return await (self._groups if wanted[0] == "S" else self._channels).name_of(wanted) or ""
        except Declined:
            return ""

    async def people(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the ids of the people behind each name of a person or user group.

        While Slack does not answer, the last known ids count. A name that was never resolved is left out.
        """
        known = {name: await self._people_last_known(name) for name in names}
        return {name: people for name, people in known.items() if people is not None}

    async def _is_there(self, name: str) -> bool:
        if re.fullmatch(PERSON_ID, name):
            answer = await fetch(self._client.users_info(user=name))
            return person_of(answer["user"], await self._home()).role not in (Role.GONE, Role.APP)
        if re.fullmatch(GROUP_ID, name):
            return bool(await self.members(name))
        bare = _plain(name)
        # Groups last: on a plan without groups the call is refused, and people must still be found.
        return bare in BROADCASTS or bool(await self._people.id_of(bare) or await self._groups.id_of(bare))

    async def _user(self, user: str) -> dict[str, Any]:
        if user not in self._users:
            answer = await fetch(self._client.users_info(user=user))
            self._users[user] = answer["user"]
        return self._users[user]

    async def _people_last_known(self, name: str) -> frozenset[str] | None:
        known = self._last_known.get(name)
        if name in self._in_vain:
            return known
        try:
            known = self._last_known[name] = await self._people_of(name)
        except (Declined, NotSent) as trouble:
            self._in_vain[name] = True
            if isinstance(trouble, Declined) and trouble.code in NOBODY:
                # A deleted group is an answer, not an outage: its members lose the rights it gave.
                known = self._last_known[name] = frozenset()
        return known

    async def _people_of(self, name: str) -> frozenset[str]:
        if re.fullmatch(PERSON_ID, name):
            return frozenset({name})
        if re.fullmatch(GROUP_ID, name) or await _if_allowed(self._groups, _plain(name)):
            return await self.members(name)
        if found := await self._people.id_of(_plain(name)):
            return frozenset({found})
        # Raises where Slack hides the groups: then the name may be a group's, and is not unknown.
        await self._groups.id_of(_plain(name))
        return frozenset()

    async def _fetch_moves(self) -> Ids:
        self._moves["all"] = moves = await self._read_moves()
        return moves

    async def _fetch_members(self, usergroup: str) -> frozenset[str]:
        """Return the members of a user group. Raise Declined when there is none, or it is disabled."""
        is_id = re.fullmatch(GROUP_ID, usergroup)
        # The list omits disabled groups. Slack does not document if usergroups.users.list still lists their members.
        exists = await self._groups.has(usergroup) if is_id else True
        found = usergroup if is_id else await self._groups.id_of(_plain(usergroup))
        if found is None or not exists:
            raise Declined(f"There is no user group {usergroup}.", "no_such_subteam")
        answer = await fetch(self._client.usergroups_users_list(usergroup=found))
        return frozenset(answer["users"])

    async def _fetch_channels(self) -> Ids:
        read = partial(self._client.conversations_list, types="public_channel,private_channel", limit=PAGE)
        found = [each async for each in pages(read, "channels")]
        public = [each for each in found if not each.get("is_private", True)]
        self._public = frozenset(
            key for each in public for key in (each["id"], f"#{each['name'].casefold()}")
        )
        return {each["name"].casefold(): each["id"] for each in found}

    async def _fetch_groups(self) -> Ids:
        answer = await fetch(self._client.usergroups_list())
        return {each["handle"].casefold(): each["id"] for each in answer["usergroups"]}

    async def _fetch_people(self) -> Ids:
        named: dict[str, list[str]] = {}
        for each in await self._read_everyone():
            if each.role is Role.MEMBER:
                named.setdefault(each.name.casefold(), []).append(each.id)
        # On Enterprise Grid two workspaces may each have a user of that name. An ambiguous name gives no rights.
        return {name: found[0] for name, found in named.items() if len(found) == 1}

    async def _everyone(self) -> Sequence[Person]:
        """Return all people, read at most 30 seconds ago: the list is long in a large workspace."""
        return self._all.get("all") or await self._read_everyone()

    async def _read_everyone(self) -> Sequence[Person]:
        home = await self._home()
        read = partial(self._client.users_list, limit=PAGE)
        found = self._all["all"] = [person_of(user, home) async for user in pages(read, "members")]
        return found


class Directory:
    """All ids of one kind by name.

    An unknown name, and a list that Slack refused, are read again, but at most every `fresh` seconds.
    """

    def __init__(
        self,
        fetch: Callable[[], Awaitable[Ids]],
        now: Callable[[], datetime],
        kept: float = KEPT_SECONDS,
        fresh: float = FRESH_SECONDS,
    ) -> None:
        self._fetch = fetch
        self._known: TTLCache[str, Ids] = TTLCache(1, kept, timer=lambda: now().timestamp())
        self._fresh: TTLCache[str, Ids | Declined] = TTLCache(1, fresh, timer=lambda: now().timestamp())
        self._one_at_a_time = asyncio.Lock()

    async def id_of(self, name: str) -> str | None:
        async with self._one_at_a_time:
            known = self._known.get("all", {})
            return known[name] if name in known else (await self._recent()).get(name)

    async def name_of(self, wanted: str) -> str | None:
        async with self._one_at_a_time:
            return _name_in(self._known.get("all", {}), wanted) or _name_in(await self._recent(), wanted)

    async def has(self, wanted: str) -> bool:
        """Return whether one of them has this id."""
        async with self._one_at_a_time:
            known = self._known.get("all", {}).values()
            return wanted in known or wanted in (await self._recent()).values()

    async def fill(self) -> None:
        """Read the list, unless it is known."""
        async with self._one_at_a_time:
            if "all" not in self._known:
                await self._recent()

    def empty(self) -> None:
        """Forget the list."""
        self._known.clear()
        self._fresh.clear()

    async def _recent(self) -> Ids:
        """Return the list as read in the last `fresh` seconds. Raise Declined when Slack refused it."""
        if "all" not in self._fresh:
            try:
                self._known["all"] = self._fresh["all"] = await self._fetch()
            except Declined as refusal:
                if refusal.of_platform:  # not cached: it must end the moment Slack accepts the token again
                    raise
                self._fresh["all"] = refusal
        recent = self._fresh["all"]
        if isinstance(recent, Declined):
            raise Declined(recent.why, recent.code, at=recent.at)
        return recent


async def _if_allowed(directory: Directory, name: str) -> str | None:
    """Return the id; None where the workspace's plan or Baton's scopes hide the list, since a card must be posted
    anyway.

    Raise Declined when Slack as a whole refuses.
    """
    try:
        return await directory.id_of(name)
    except Declined as refusal:
        if refusal.of_platform:
            raise
        return None


def _name_in(ids: Ids, wanted: str) -> str | None:
    return next((name for name, each in ids.items() if each == wanted), None)


def _called(user: Mapping[str, Any]) -> str:
    """Return the name Slack shows for a person: the display name, else the full name, else the user name."""
    profile = user.get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or user.get("name") or "")


def _plain(name: str) -> str:
    return name.lstrip("#@").casefold()
