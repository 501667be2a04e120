"""Channels, user groups and people of the workspace by the names the rules use; looked up whole, kept for a while."""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from cachetools import LRUCache, TTLCache
from slack_sdk.web.async_client import AsyncWebClient

from bot.desk.blocks import Element, group, outside, person
from bot.desk.wire import look
from bot.job import Declined, NotSent
from bot.routing.rules import BROADCASTS

KEPT_SECONDS = 600
FRESH_SECONDS = 30
MEMBERS_SECONDS = 300
PAGE = 1_000
# So many ids of one message are looked up: somebody waits for the answer.
LABELS = 20
PERSON_ID = r"[UW][A-Z0-9]+"
GROUP_ID = r"S[A-Z0-9]+"
NOBODY = ("user_not_found", "no_such_subteam")

Ids = dict[str, str]


class Names:
    """Who and what stands behind a name. Every method raises NotSent or Declined."""

    def __init__(self, client: AsyncWebClient, now: Callable[[], datetime]) -> None:
        self._client = client
        self._channels = Directory(self._fetch_channels, now)
        self._groups = Directory(self._fetch_groups, now)
        self._people = Directory(self._fetch_people, now)
        self._members: TTLCache[str, frozenset[str]] = TTLCache(
            100, MEMBERS_SECONDS, timer=lambda: now().timestamp()
        )
        self._users: TTLCache[str, dict[str, Any]] = TTLCache(
            1_000, KEPT_SECONDS, timer=lambda: now().timestamp()
        )
        self._last_known: LRUCache[str, frozenset[str]] = LRUCache(1_000)
        # Names Slack did not answer for a moment ago: asking at every card would only be refused again.
        self._in_vain: TTLCache[str, bool] = TTLCache(1_000, FRESH_SECONDS, timer=lambda: now().timestamp())

    async def channel(self, name: str) -> str:
        """The id of a channel given as #name, name or id."""
        if re.fullmatch(r"[CDG][A-Z0-9]+", name):
            return name
        found = await self._channels.id_of(_bare(name))
        if found is None:
            raise Declined(
                f"There is no channel {name} that Baton can see. Create it, or invite Baton if it is private.",
                "channel_not_found",
            )
        return found

    async def whom(self, name: str) -> Element:
        """The rich text element that tells a person or group; plain words when nobody bears the name."""
        if re.fullmatch(PERSON_ID, name):
            return person(name)
        if re.fullmatch(GROUP_ID, name):
            return group(name)
        if _bare(name) in BROADCASTS:
            return {"type": "broadcast", "range": _bare(name)}
        if found := await _if_allowed(self._groups, _bare(name)):
            return group(found)
        if found := await _if_allowed(self._people, _bare(name)):
            return person(found)
        return outside(f"{name} (nobody was told: Slack has no such group or person)", 200)

    async def is_there(self, name: str) -> bool:
        """Whether Slack has a group, or a person who has not left, of this name or id; `@here` and its like it has."""
        try:
            return await self._is_there(name)
        except Declined as refusal:
            if refusal.code in NOBODY:
                return False
            raise

    async def members(self, usergroup: str) -> frozenset[str]:
        """The ids of the people in a user group given as @handle, handle or id."""
        known = self._members.get(usergroup)
        if known is None:
            known = await self._fetch_members(usergroup)
            self._members[usergroup] = known
        return known

    async def zone(self, user: str) -> str | None:
        """The time zone a person chose in Slack (`Europe/Berlin`); None when Slack does not tell."""
        try:
            return (await self._user(user)).get("tz")
        except (Declined, NotSent):
            return None

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """What people read in Slack in place of these ids of people, channels and groups, without its @ or #.

        An id Slack does not explain is left out; so is what exceeds LABELS.
        """
        asked = list(ids)[:LABELS]
        found = await asyncio.gather(*map(self._label, asked))
        return {each: label for each, label in zip(asked, found, strict=True) if label}

    async def people(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """The ids of the people behind each name: a person's, a user group's. While Slack does not say who they are,
        those it said last; a name of which it never did is left out."""
        known = {name: await self._people_last_known(name) for name in names}
        return {name: people for name, people in known.items() if people is not None}

    async def _is_there(self, name: str) -> bool:
        if re.fullmatch(PERSON_ID, name):
            answer = await look(self._client.users_info(user=name))
            return not answer["user"].get("deleted")
        if re.fullmatch(GROUP_ID, name):
            return bool(await self.members(name))
        bare = _bare(name)
        # Groups last: a workspace whose plan has none still has its people.
        return bare in BROADCASTS or bool(await self._people.id_of(bare) or await self._groups.id_of(bare))

    async def _label(self, wanted: str) -> str:
        if wanted in self._in_vain:
            return ""
        try:
            if re.fullmatch(PERSON_ID, wanted):
                return _called(await self._user(wanted))
            return await (self._groups if wanted[0] == "S" else self._channels).name_of(wanted) or ""
        except (Declined, NotSent):
            self._in_vain[wanted] = True
            return ""

    async def _user(self, user: str) -> dict[str, Any]:
        if user not in self._users:
            answer = await look(self._client.users_info(user=user))
            self._users[user] = answer["user"]
        return self._users[user]

    async def _people_last_known(self, name: str) -> frozenset[str] | None:
        known = self._last_known.get(name)
        if name in self._in_vain:
            return known
        try:
            known = self._last_known[name] = await self._people_of(name)
        except (Declined, NotSent):
            self._in_vain[name] = True
        return known

    async def _people_of(self, name: str) -> frozenset[str]:
        if re.fullmatch(PERSON_ID, name):
            return frozenset({name})
        if re.fullmatch(GROUP_ID, name) or await _if_allowed(self._groups, _bare(name)):
            return await self.members(name)
        if found := await self._people.id_of(_bare(name)):
            return frozenset({found})
        # Only where Slack lets us look at the groups, it is nobody's name.
        await self._groups.id_of(_bare(name))
        return frozenset()

    async def _fetch_members(self, usergroup: str) -> frozenset[str]:
        is_id = re.fullmatch(GROUP_ID, usergroup)
        found = usergroup if is_id else await self._groups.id_of(_bare(usergroup))
        if found is None:
            raise Declined(f"There is no user group {usergroup}. Check AGENTS_GROUP.", "no_such_subteam")
        answer = await look(self._client.usergroups_users_list(usergroup=found))
        return frozenset(answer["users"])

    async def _fetch_channels(self) -> Ids:
        read = partial(self._client.conversations_list, types="public_channel,private_channel", limit=PAGE)
        return {each["name"].casefold(): each["id"] async for each in pages(read, "channels")}

    async def _fetch_groups(self) -> Ids:
        answer = await look(self._client.usergroups_list())
        return {each["handle"].casefold(): each["id"] for each in answer["usergroups"]}

    async def _fetch_people(self) -> Ids:
        read = partial(self._client.users_list, limit=PAGE)
        everyone = [each async for each in pages(read, "members") if not each.get("deleted")]
        shown = {each.get("profile", {}).get("display_name", "").casefold(): each["id"] for each in everyone}
        return {name: user for name, user in shown.items() if name} | {
            each["name"].casefold(): each["id"] for each in everyone
        }


class Directory:
    """All ids of one kind by name. An unknown name is looked for again, and so is a list that Slack refused us, yet
    not more often than FRESH_SECONDS."""

    def __init__(self, fetch: Callable[[], Awaitable[Ids]], now: Callable[[], datetime]) -> None:
        self._fetch = fetch
        self._known: TTLCache[str, Ids] = TTLCache(1, KEPT_SECONDS, timer=lambda: now().timestamp())
        self._fresh: TTLCache[str, Ids | Declined] = TTLCache(
            1, FRESH_SECONDS, timer=lambda: now().timestamp()
        )
        self._one_at_a_time = asyncio.Lock()

    async def id_of(self, name: str) -> str | None:
        async with self._one_at_a_time:
            known = self._known.get("all", {})
            return known[name] if name in known else (await self._recent()).get(name)

    async def name_of(self, wanted: str) -> str | None:
        async with self._one_at_a_time:
            return _name_in(self._known.get("all", {}), wanted) or _name_in(await self._recent(), wanted)

    async def _recent(self) -> Ids:
        if "all" not in self._fresh:
            try:
                self._known["all"] = self._fresh["all"] = await self._fetch()
            except Declined as refusal:
                self._fresh["all"] = refusal
        recent = self._fresh["all"]
        if isinstance(recent, Declined):
            raise Declined(recent.why, recent.code)
        return recent


async def pages(read: Callable[..., Awaitable[Any]], what: str) -> AsyncIterator[dict[str, Any]]:
    """Every item of a method that answers page by page."""
    cursor = ""
    while True:
        answer = await look(read(cursor=cursor) if cursor else read())
        for item in answer[what]:
            yield item
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
        if not cursor:
            return


async def _if_allowed(directory: Directory, name: str) -> str | None:
    """The id, or None where the workspace's plan or Baton's scopes do not let us look: the card must stand."""
    try:
        return await directory.id_of(name)
    except Declined:
        return None


def _name_in(ids: Ids, wanted: str) -> str | None:
    return next((name for name, each in ids.items() if each == wanted), None)


def _called(user: Mapping[str, Any]) -> str:
    """How Slack shows somebody: by the name they chose, else by their own."""
    profile = user.get("profile") or {}
    return str(profile.get("display_name") or profile.get("real_name") or user.get("name") or "")


def _bare(name: str) -> str:
    return name.lstrip("#@").casefold()
