"""Channels of a Discord server, and the threads in them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from cachetools import TTLCache

from bot.delivery import Declined
from bot.networks.discord.api import DiscordApi
from bot.networks.discord.errors import JSON, MISSING_ACCESS, UNKNOWN_CHANNEL
from bot.networks.discord.ids import time_of
from bot.networks.times import read_time

# Discord docs: Channel types.
TEXTS = (0, 2, 5)  # text, the chat of a voice channel, announcements
FORUMS = (15, 16)  # forum, media
PRIVATE_THREAD = 12
THREADS = (10, 11, PRIVATE_THREAD)
ARCHIVE_PAGES = 10  # of a hundred threads
REMEMBERED = 600.0
UNSEEN_FOR = 3600.0


@dataclass(frozen=True, slots=True)
class ChannelInfo:
    """A channel or thread."""

    #: Discord's id.
    id: str
    #: The id of its server.
    guild: str
    #: The id of its last known message; 0 if there is none.
    newest: int = 0
    #: The id of a thread's channel; empty for a channel.
    parent: str = ""
    #: A thread's title.
    title: str = ""
    #: The user who opened the thread.
    owner: str = ""
    #: The thread is a forum post.
    in_forum: bool = False
    #: Only moderators may write in the thread.
    locked: bool = False
    #: Only invited members see the thread.
    private: bool = False

    @property
    def is_thread(self) -> bool:
        return bool(self.parent)


class Places:
    """The channels and threads of Discord; what hardly changes is cached."""

    def __init__(self, api: DiscordApi) -> None:
        self._api = api
        self._known: TTLCache[str, JSON] = TTLCache(10_000, REMEMBERED)
        self._closed: TTLCache[str, bool] = TTLCache(10_000, UNSEEN_FOR)

    async def channel(self, channel: str) -> JSON:
        """Return a channel or thread as Discord describes it. Raise Declined when there is none, or we may not see
        it."""
        if channel not in self._known:
            try:
                self._known[channel] = await self._api.channel(channel)
            except Declined as refusal:
                raise _unseen(channel, refusal) from None
        return self._known[channel]

    async def place(self, channel: str) -> ChannelInfo:
        """Return one channel by its id. Raise Declined when we may not read it."""
        shown = await self.channel(channel)
        in_forum = False
        if shown.get("type") in THREADS and (parent := shown.get("parent_id")):
            in_forum = (await self.channel(str(parent))).get("type") in FORUMS
        return _place(shown, in_forum)

    async def of_source(self, channel: str, since: int) -> list[ChannelInfo]:
        """Return the channels with posts after `since` of a configured source. Raise Declined when we may not read
        it."""
        shown = await self.channel(channel)
        if shown.get("type") not in FORUMS:
            return [_place(shown, in_forum=False)]
        guild = str(shown["guild_id"])
        threads = [one for one in await self._api.active_threads(guild) if one.get("parent_id") == channel]
        threads += await self._archived(channel, time_of(since))
        return [_place(one, in_forum=True) for one in threads]

    async def elsewhere(self, but: Collection[str]) -> list[ChannelInfo]:
        """Return every text channel and open thread we may read, without the channels and forums of `but`."""
        found = []
        for guild in [str(one["id"]) for one in await self._api.guilds()]:
            channels = {str(one["id"]): one for one in await self._api.channels(guild)}
            found += [_place(one, in_forum=False, guild=guild) for one in channels.values() if _is_text(one)]
            for one in await self._api.active_threads(guild):
                in_forum = channels.get(str(one.get("parent_id")), {}).get("type") in FORUMS
                if not (in_forum and one.get("parent_id") in but):
                    found.append(_place(one, in_forum, guild=guild))
        return [place for place in found if place.id not in but and place.id not in self._closed]

    def close(self, place: ChannelInfo) -> None:
        """Skip a channel we may not read for a while: Discord bans clients with too many forbidden requests."""
        self._closed[place.id] = True

    async def _archived(self, channel: str, since: datetime) -> list[JSON]:
        """Return threads archived after `since`; the others have no new messages."""
        found: list[JSON] = []
        before, more = None, True
        for _ in range(ARCHIVE_PAGES):
            page, more = await self._api.archived_threads(channel, before)
            late = [one for one in page if _archived_at(one) >= since]
            found += late
            if not more or len(late) < len(page) or not page:
                break
            before = page[-1]["thread_metadata"]["archive_timestamp"]
        return found


def _place(shown: JSON, in_forum: bool, guild: str = "") -> ChannelInfo:
    is_thread = shown.get("type") in THREADS
    state = shown.get("thread_metadata") or {}
    return ChannelInfo(
        id=str(shown["id"]),
        guild=str(shown.get("guild_id") or guild),
        # A new forum post's message has the id of its thread, but may not be its last_message_id yet.
        newest=max(int(shown.get("last_message_id") or 0), int(shown["id"]) if is_thread else 0),
        parent=str(shown.get("parent_id") or "") if is_thread else "",
        title=str(shown.get("name") or "") if is_thread else "",
        owner=str(shown.get("owner_id") or "") if is_thread else "",
        in_forum=in_forum,
        locked=bool(state.get("locked")),
        private=shown.get("type") == PRIVATE_THREAD,
    )


def _is_text(shown: JSON) -> bool:
    return shown.get("type") in TEXTS


def _archived_at(thread: JSON) -> datetime:
    return read_time(thread["thread_metadata"]["archive_timestamp"])


def _unseen(channel: str, refusal: Declined) -> Declined:
    if refusal.code == UNKNOWN_CHANNEL:
        return Declined(f"Discord has no channel {channel}. Correct DISCORD_CHANNELS.", refusal.code)
    if refusal.code == MISSING_ACCESS:
        fix = "Give our role View Channel and Read Message History."
        return Declined(f"Baton may not see the channel {channel} on Discord. {fix}", refusal.code)
    return refusal
