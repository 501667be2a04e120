"""Discord: posts on a company's own server come in, from text channels, forums and wherever Baton is mentioned."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import structlog

from bot.delivery import CannotTell, Declined, NotSent, Receipt
from bot.mention import Mention
from bot.networks import NO_HOOK, Batch, EventSink, Limits, Review, of_others
from bot.networks.discord.api import PAGE_SIZE, DiscordApi, nonce
from bot.networks.discord.channels import ChannelInfo, Places
from bot.networks.discord.checks import Checks, shows_content
from bot.networks.discord.commands import Commands
from bot.networks.discord.conversations import ReplyChains
from bot.networks.discord.errors import GONE_CODES, JSON, MISSING_ACCESS
from bot.networks.discord.events import MENTIONS, GatewayEvents
from bot.networks.discord.gateway import NO_CONTENT, Gateway, GatewayClient
from bot.networks.discord.http import Wire
from bot.networks.discord.ids import first_id_at, guild_in, native_id, post_id, post_url, split, time_of
from bot.networks.discord.members import MemberRoles
from bot.networks.discord.parse import Reader
from bot.networks.discord.polling import HistoryPage, id_of, poll
from bot.networks.discord.posts import UNREADABLE, DiscordAccount, answered, names_us
from bot.settings.discord import DiscordSettings

log = structlog.get_logger(__name__)

API_URL = "https://discord.com/api/v10"
LONGEST = 2000  # Discord docs: Create Message
REPLY_GAP = 1.0  # Discord allows bursts; beyond them a 429 says how long to wait
# Discord's Developer Policy requires stored messages to follow edits and deletions; the gateway pushes most.
REVIEW_SECONDS = 12 * 3600.0
# While one channel is read, messages may arrive in another. Newer messages than this are therefore read again.
OVERLAP = timedelta(seconds=10)
# Channels that are not configured are searched for mentions only this far back.
REACH = timedelta(days=3)
SEARCHED = 10  # pages of a channel in which our own answer is looked for


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Discord:
    """The Discord network: each configured channel is a source, and `mentions` covers all other channels."""

    name = "discord"
    title = "Discord"
    hook = None
    hook_limits = NO_HOOK

    def __init__(
        self,
        token: str,
        *,
        channels: Sequence[str] = (),
        brand_role: str = "",
        trusted_role: str = "",
        staff_role: str = "",
        api_url: str = API_URL,
        poll_seconds: float = 60.0,
        timeout: float = 15.0,
        now: Callable[[], datetime] = _utc_now,
    ) -> None:
        self.account = ""
        self.limits = Limits(
            LONGEST,
            len,
            poll_seconds,
            REPLY_GAP,
            review_seconds=REVIEW_SECONDS,
            edits_replies=True,
            deletes_replies=True,
            finds_for_certain=True,  # in the channel's history; within minutes a second one of its nonce is the first
        )
        self.sources = (*channels, MENTIONS)
        self._channels = tuple(channels)
        self._roles = {
            "DISCORD_BRAND_ROLE": brand_role,
            "DISCORD_TRUSTED_ROLE": trusted_role,
            "DISCORD_STAFF_ROLE": staff_role,
        }
        self._trusted = [role for role in (trusted_role, staff_role) if role]
        self._brand_role = brand_role
        self._now = now
        self._token, self._api_url, self._timeout = token, api_url, timeout
        self._sink: EventSink | None = None
        self.gateway: Gateway | None = None
        self._api = DiscordApi(token, api_url, timeout)
        self._places = Places(self._api)
        self._people = MemberRoles(self._api, [staff_role] if staff_role else [])
        self._reader = Reader(self._people, ReplyChains(self._api, self._people))

    def subscribe(self, sink: EventSink) -> None:
        self._sink = sink

    async def start(self, *, listen: bool = False) -> None:
        """Learn our user on Discord; with `listen`, connect to the gateway. Raise Declined when the token is
        refused."""
        await self._api.ask_who()
        us = await self._us()
        self.account = f"@{us.handle}"
        if not listen or self._sink is None or self.gateway:
            return
        if not shows_content(await self._api.application()):
            raise Declined(NO_CONTENT)
        hearing = self._hearing(self._sink, us)
        await self._make_commands_known(hearing.commands)
        gateway = Gateway(
            self._token, lambda began: GatewayClient(hearing, Wire(self._api_url, self._timeout), began)
        )
        await gateway.start()
        self.gateway = gateway

    async def troubles(self) -> Sequence[str]:
        checks = Checks(self._api, self._places, self._channels, self._roles)
        return [trouble async for trouble in checks.troubles()]

    async def stop(self) -> None:
        if self.gateway:
            await self.gateway.stop()
            self.gateway = None
        await self._api.close()

    async def mentions(self, source: str, since: str | None) -> Batch:
        """Return the posts after `since`; with None no post and a cursor for now."""
        if since is None:
            return Batch((), str(first_id_at(self._now()) - 1))
        us = await self._us()
        seen = await (
            self._everywhere(int(since)) if source == MENTIONS else self._channel(source, int(since))
        )
        ours = [pair for pair in seen.messages if source != MENTIONS or names_us(pair[1], us)]
        return Batch(tuple(await self._reader.mentions(ours)), str(seen.cursor), seen.more)

    async def reply(self, mention: Mention, text: str, *, key: str) -> Receipt:
        """Reply to `mention` in its channel, without pinging anyone. Within minutes the same `key` posts nothing
        new."""
        channel, message = split(mention.native_id)
        return self._receipt(mention, await self._api.send(channel, message, text, key))

    async def find_reply(self, mention: Mention, text: str, *, key: str, since: datetime) -> Receipt | None:
        """Return our reply to `mention` with this key or text, in its channel since then.

        Raise CannotTell when too many messages were posted since then to search them all.
        """
        us = await self._us()
        channel, _ = split(mention.native_id)
        after = first_id_at(since) - 1
        for _ in range(SEARCHED):
            page = await self._api.page(channel, after)
            found = next((one for one in page if _is_reply(one, us, mention, text, key)), None)
            if found:
                return self._receipt(mention, str(found["id"]))
            if len(page) < PAGE_SIZE:
                return None
            after = id_of(page[-1])
        raise CannotTell("The Discord channel has too many messages since then to search.")

    async def edit_reply(self, mention: Mention, native_id: str, text: str) -> Receipt:
        return self._receipt(mention, await self._api.edit(*split(native_id), text))

    async def delete_reply(self, mention: Mention, native_id: str) -> None:
        try:
            await self._api.delete(*split(native_id))
        except Declined as refusal:
            if refusal.code not in GONE_CODES:
                raise

    async def review(self, mentions: Sequence[Mention]) -> Review:
        """Read the history around these posts again, channel by channel. A missing post is requested on its own:
        Discord then says explicitly that a deleted message is unknown."""
        held: dict[str, dict[str, Mention]] = defaultdict(dict)
        for mention in mentions:
            held[split(mention.native_id)[0]][mention.native_id] = mention
        seen: dict[str, Mention] = {}
        gone: list[str] = []
        for channel, posts in held.items():
            there = await self._there(channel, posts)
            seen |= there or {}
            absent = [post for post in posts if there is not None and post not in there]
            gone += [post for post in absent if await self._is_unknown(post)]
        words = {mention.native_id: mention.text for mention in mentions}
        edits = tuple(one for one in seen.values() if one.text != words[one.native_id])
        return Review(frozenset(seen), edits, tuple(gone))

    def post_id(self, url: str) -> str | None:
        return post_id(url)

    async def fetch(self, native_id: str) -> Mention | None:
        """Return one post; None when Discord has no such post. Raise Declined when Discord does not show it to us."""
        channel, message = split(native_id)
        try:
            place = await self._places.place(channel)
            post = await self._reader.read(await self._api.message(channel, message), place)
            return of_others(post, (await self._us()).id)
        except Declined as refusal:
            if refusal.code in GONE_CODES:
                return None
            raise
        except UNREADABLE:
            raise NotSent("Discord's answer could not be read.") from None

    async def _us(self) -> DiscordAccount:
        me = await self._api.me()
        return DiscordAccount(str(me["id"]), str(me.get("username")), self._brand_role or "none")

    async def _channel(self, channel: str, since: int) -> HistoryPage:
        """Return the news of a configured channel: one channel, or a forum's threads."""
        listed = first_id_at(self._now() - OVERLAP)
        places = await self._places.of_source(channel, since)
        if [place.id for place in places] == [channel]:
            return await poll(self._page, places, since)
        until = max([listed, *(place.newest for place in places)])
        return await poll(self._page, [place for place in places if place.newest > since], since, until)

    async def _everywhere(self, since: int) -> HistoryPage:
        """Return the news of all other channels; one we may not read is skipped."""
        until = first_id_at(self._now() - OVERLAP)
        since = max(since, first_id_at(self._now() - REACH))
        places = await self._places.elsewhere(self._channels)
        return await poll(self._page_if_shown, [one for one in places if one.newest > since], since, until)

    async def _page(self, place: ChannelInfo, after: int) -> list[JSON]:
        return await self._api.page(place.id, after)

    async def _page_if_shown(self, place: ChannelInfo, after: int) -> list[JSON]:
        try:
            return await self._api.page(place.id, after)
        except Declined as refusal:
            if refusal.code not in (*GONE_CODES, MISSING_ACCESS):
                raise
            self._places.close(place)
            return []

    async def _there(self, channel: str, posts: dict[str, Mention]) -> dict[str, Mention] | None:
        """Return those of `posts` that are in this channel, as they read now; None when we may not read it."""
        found: dict[str, Mention] = {}
        wanted = sorted(int(split(post)[1]) for post in posts)
        try:
            place = await self._places.place(channel)
            while wanted:
                page = await self._api.page(channel, wanted[0] - 1)
                here = [(place, one) for one in page if native_id(channel, str(one.get("id"))) in posts]
                found |= {one.native_id: one for one in await self._reader.mentions(here)}
                reached = id_of(page[-1]) if len(page) == PAGE_SIZE else wanted[-1]
                wanted = [one for one in wanted if one > reached]
        except Declined as refusal:
            return {} if refusal.code in GONE_CODES else None
        return found

    async def _is_unknown(self, post: str) -> bool:
        try:
            await self._api.message(*split(post))
        except Declined as refusal:
            return refusal.code in GONE_CODES
        return False

    async def _make_commands_known(self, commands: Commands) -> None:
        try:
            homes = [str((await self._places.channel(one))["guild_id"]) for one in self._channels]
            guilds = homes or [str(one["id"]) for one in await self._api.guilds()]
            await commands.sync(dict.fromkeys(guilds))
        except (NotSent, Declined, CannotTell) as trouble:
            log.warning("discord_commands_not_known", why=trouble.why)

    def _hearing(self, sink: EventSink, us: DiscordAccount) -> GatewayEvents:
        commands = Commands(self._api, self._places, self._people, self._reader, sink, self._trusted)
        return GatewayEvents(sink, us, self._channels, self._places, self._reader, commands)

    def _receipt(self, mention: Mention, message: str) -> Receipt:
        channel, _ = split(mention.native_id)
        url = post_url(guild_in(mention.url), channel, message)
        return Receipt(native_id(channel, message), url, time_of(int(message)))


def open_discord(settings: DiscordSettings) -> Discord:
    """Return the Discord network for these settings."""
    return Discord(
        settings.bot_token.get_secret_value(),
        channels=settings.channel_ids,
        brand_role=settings.brand_role or "",
        trusted_role=settings.trusted_role or "",
        staff_role=settings.staff_role or "",
        api_url=settings.api_url,
        poll_seconds=settings.poll_seconds,
    )


def _is_reply(message: JSON, us: DiscordAccount, mention: Mention, text: str, key: str) -> bool:
    try:
        if str(message["author"]["id"]) != us.id or answered(message) != mention.native_id:
            return False
        return message.get("nonce") == nonce(key) or _bare(str(message.get("content"))) == _bare(text)
    except UNREADABLE:
        return False


def _bare(text: str) -> str:
    return " ".join(text.split())
