"""Discord's API: the calls Baton makes, each answered with Discord's JSON or one of our errors."""

import asyncio
import hashlib
from typing import Any

from discord.http import Route

from bot.delivery import CannotTell, NotSent
from bot.networks.discord.errors import JSON, UNREADABLE
from bot.networks.discord.http import Wire

PAGE_SIZE = 100  # Discord docs: Get Channel Messages
THREADS_PAGE = 100
NONCE_LENGTH = 25  # Discord docs: Create Message
# Discord docs: Application flags GATEWAY_MESSAGE_CONTENT and GATEWAY_MESSAGE_CONTENT_LIMITED.
MESSAGE_CONTENT = 1 << 18 | 1 << 19
EPHEMERAL = 1 << 6
LATER = 5  # Discord docs: Interaction callback type DEFERRED_CHANNEL_MESSAGE_WITH_SOURCE


class DiscordApi:
    """The calls. Reads raise NotSent or Declined, writes CannotTell too. The first call signs in."""

    def __init__(self, token: str, api_url: str, timeout: float) -> None:
        self._token = token
        self._api_url = api_url
        self._timeout = timeout
        self._wire: Wire | None = None
        self._me: JSON = {}
        self._signing_in = asyncio.Lock()

    async def close(self) -> None:
        if self._wire is not None:
            await self._wire.close()

    async def me(self) -> JSON:
        """Return the bot's own user, as of the last request."""
        await self._open()
        return self._me

    async def ask_who(self) -> None:
        """Request our user again: its name may have changed since sign-in. Raise NotSent for an unusable answer."""
        was_signed_in = self._wire is not None
        await self._open()
        if was_signed_in:
            try:
                self._me = _with_id(await self._one("/users/@me"))
            except (KeyError, TypeError, ValueError):
                raise NotSent(UNREADABLE) from None

    async def application(self) -> JSON:
        return await self._one("/oauth2/applications/@me")

    async def guilds(self) -> list[JSON]:
        return await self._several("/users/@me/guilds")

    async def channels(self, guild: str) -> list[JSON]:
        """Return the channels of a server, including those we may not read, without threads."""
        return await self._several("/guilds/{guild_id}/channels", guild_id=guild)

    async def roles(self, guild: str) -> list[JSON]:
        return await self._several("/guilds/{guild_id}/roles", guild_id=guild)

    async def member(self, guild: str, user: str) -> JSON:
        return await self._one("/guilds/{guild_id}/members/{user_id}", guild_id=guild, user_id=user)

    async def active_threads(self, guild: str) -> list[JSON]:
        """Return the open threads of a server that we may see."""
        answer = await self._one("/guilds/{guild_id}/threads/active", guild_id=guild)
        return _dicts(answer.get("threads"))

    async def archived_threads(self, channel: str, before: str | None) -> tuple[list[JSON], bool]:
        """Return a page of a channel's archived public threads, last archived first, and whether there are more."""
        bounds = {"before": before} if before else {}
        path = "/channels/{channel_id}/threads/archived/public"
        answer = await self._one(path, channel_id=channel, params={"limit": THREADS_PAGE, **bounds})
        return _dicts(answer.get("threads")), bool(answer.get("has_more"))

    async def channel(self, channel: str) -> JSON:
        return await self._one("/channels/{channel_id}", channel_id=channel)

    async def message(self, channel: str, message: str) -> JSON:
        path = "/channels/{channel_id}/messages/{message_id}"
        return await self._one(path, channel_id=channel, message_id=message)

    async def page(self, channel: str, after: int) -> list[JSON]:
        """Return the first hundred messages after an id, oldest first."""
        bounds = {"limit": PAGE_SIZE, "after": after}
        newest_first = await self._several(
            "/channels/{channel_id}/messages", channel_id=channel, params=bounds
        )
        return newest_first[::-1]

    async def send(self, channel: str, answered: str, text: str, key: str) -> str:
        """Reply to a message and return the new message's id. Within minutes the same `key` returns the same
        message."""
        body = {
            "content": text,
            "nonce": nonce(key),
            "enforce_nonce": True,
            "message_reference": {"message_id": answered, "fail_if_not_exists": True},
            **NOBODY_TOLD,
        }
        return _id(await self._call("POST", "/channels/{channel_id}/messages", body, channel_id=channel))

    async def edit(self, channel: str, message: str, text: str) -> str:
        path = "/channels/{channel_id}/messages/{message_id}"
        body = {"content": text, **NOBODY_TOLD}
        return _id(await self._call("PATCH", path, body, channel_id=channel, message_id=message))

    async def delete(self, channel: str, message: str) -> None:
        path = "/channels/{channel_id}/messages/{message_id}"
        await self._call("DELETE", path, channel_id=channel, message_id=message)

    async def commands(self, application: str, guild: str) -> list[JSON]:
        return await self._several(COMMANDS, application_id=application, guild_id=guild)

    async def set_commands(self, application: str, guild: str, commands: list[JSON]) -> None:
        """Register exactly these commands in the server."""
        await self._call("PUT", COMMANDS, commands, application_id=application, guild_id=guild)

    async def answer_later(self, interaction: str, token: str) -> None:
        """Acknowledge a command; only its user will see the answer."""
        path = "/interactions/{interaction_id}/{token}/callback"
        body = {"type": LATER, "data": {"flags": EPHEMERAL}}
        await self._call("POST", path, body, interaction_id=interaction, token=token)

    async def answer(self, application: str, token: str, text: str) -> None:
        """Answer the user of a command, within 15 minutes of it."""
        path = "/webhooks/{application_id}/{token}/messages/@original"
        body = {"content": text, **NOBODY_TOLD}
        await self._call("PATCH", path, body, application_id=application, token=token)

    async def _one(self, path: str, **more: Any) -> JSON:
        answer = await self._call("GET", path, **more)
        if not isinstance(answer, dict):
            raise NotSent(UNREADABLE)
        return answer

    async def _several(self, path: str, **more: Any) -> list[JSON]:
        answer = await self._call("GET", path, **more)
        if not isinstance(answer, list):
            raise NotSent(UNREADABLE)
        return _dicts(answer)

    async def _call(
        self, method: str, path: str, body: Any = None, *, params: JSON | None = None, **ids: str
    ) -> Any:
        wire = await self._open()
        more = ({"json": body} if body is not None else {}) | ({"params": params} if params else {})
        return await wire.request(Route(method, path, **ids), **more)

    async def _open(self) -> Wire:
        async with self._signing_in:
            if self._wire is None:
                self._wire = await self._signed_in()
            return self._wire

    async def _signed_in(self) -> Wire:
        wire = Wire(self._api_url, self._timeout)
        try:
            self._me = _with_id(dict(await wire.static_login(self._token)))
        except (KeyError, TypeError, ValueError):
            await wire.close()
            raise NotSent(UNREADABLE) from None
        except BaseException:
            await wire.close()
            raise
        return wire


COMMANDS = "/applications/{application_id}/guilds/{guild_id}/commands"
# Our messages ping no one, whatever their text (Discord docs: Allowed mentions).
NOBODY_TOLD = {"allowed_mentions": {"parse": [], "replied_user": False}}


def nonce(key: str) -> str:
    """Return the key of an action, shortened to the length that Discord accepts."""
    return hashlib.sha256(key.encode()).hexdigest()[:NONCE_LENGTH]


def _with_id(me: JSON) -> JSON:
    """Return an object with an id. Raise one of KeyError, TypeError, ValueError when it has none."""
    return me | {"id": str(int(me["id"]))}


def _id(answer: Any) -> str:
    try:
        return str(int(answer["id"]))
    except (KeyError, TypeError, ValueError):
        raise CannotTell(UNREADABLE) from None


def _dicts(answers: Any) -> list[JSON]:
    return [one for one in answers if isinstance(one, dict)] if isinstance(answers, list) else []
