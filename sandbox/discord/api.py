"""REST endpoints of the simulated Discord, as discord.py calls them."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web

from sandbox.discord import problems, wire
from sandbox.discord.guild import TOKEN, Guild, Unknown
from sandbox.discord.problems import Problem
from sandbox.discord.records import FORUM, HISTORY, JSON, SEND, SEND_IN_THREADS, VIEW, Channel, Message

ROOT = "/discord/api/v10"
LONGEST = 2000
NONCE_REMEMBERED = timedelta(minutes=5)
MAJOR = ("channel", "guild", "webhook")


@dataclass(frozen=True, slots=True)
class Call:
    """One request that passed authentication and rate limits."""

    guild: Guild
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Any

    def channel(self) -> Channel:
        """Return the channel of the path. Raise `Problem` when it does not exist, or the bot may not see it."""
        try:
            channel = self.guild.open_channel(self.path["channel"])
        except Unknown:
            raise problems.unknown("Channel", 10003) from None
        if channel.denies(VIEW):
            raise problems.missing_access()
        return channel

    def message(self) -> Message:
        """Return the message of the path. Raise `Problem` when the channel has no such message, or the bot may not
        read it."""
        channel = self.channel()
        message = _message(self.guild, self.path["message"])
        if message is None or message.channel is not channel or channel.denies(HISTORY):
            raise problems.no_such_message()
        return message


Endpoint = Callable[[Call], Any]


def add_api(app: web.Application, guild: Guild, base_url: Callable[[], str]) -> None:
    """Serve the API of this guild under ROOT; `base_url` is the address of the whole server."""

    def gateway(_: Call) -> JSON:
        start = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        url = f"{base_url().replace('http', 'ws', 1)}/discord/gateway"
        return {"url": url, "shards": 1, "session_start_limit": start}

    for name, endpoint in {**ENDPOINTS, "GET /gateway/bot": gateway}.items():
        method, path = name.split(" ")
        app.router.add_route(method, ROOT + path, _served(guild, name, endpoint))


def me(call: Call) -> JSON:
    return wire.user(call.guild.bot)


def my_guilds(call: Call) -> list[JSON]:
    return [{"id": call.guild.id, "name": "Larkspur", "owner": False, "permissions": "0", "features": []}]


def application(call: Call) -> JSON:
    return wire.application(call.guild)


def channels(call: Call) -> list[JSON]:
    """Return all channels, including those the bot may not read, without threads (Discord docs: Get Guild
    Channels)."""
    _check_guild(call)
    return [wire.channel(call.guild, one) for one in call.guild.channels.values() if not one.is_thread]


def roles(call: Call) -> list[JSON]:
    _check_guild(call)
    return [wire.role(one) for one in (call.guild.everyone, *call.guild.roles.values())]


def member(call: Call) -> JSON:
    """Return a member. Raise `Problem` when the server has none with that id."""
    _check_guild(call)
    found = call.guild.user_by_id(call.path["user"])
    if found is None:
        raise problems.unknown("Member", 10007)
    return wire.member(found) | {"user": wire.user(found)}


def active_threads(call: Call) -> JSON:
    _check_guild(call)
    seen = [one for one in call.guild.threads(archived=False) if not one.denies(VIEW)]
    return {"threads": [wire.channel(call.guild, one) for one in seen], "members": []}


def archived_threads(call: Call) -> JSON:
    """Return archived threads, last archived first, optionally before a time."""
    parent = call.channel()
    before = call.query.get("before")
    until = datetime.fromisoformat(before) if before else None
    of_parent = [one for one in call.guild.threads(archived=True) if one.parent is parent]
    found = [(one.archived_at, one) for one in of_parent if one.archived_at]
    newest = sorted(
        [pair for pair in found if until is None or pair[0] < until], key=lambda pair: pair[0], reverse=True
    )
    limit = int(call.query.get("limit", 50))
    shown = [wire.channel(call.guild, one) for _, one in newest[:limit]]
    return {"threads": shown, "members": [], "has_more": len(newest) > limit}


def channel(call: Call) -> JSON:
    return wire.channel(call.guild, call.channel())


def messages(call: Call) -> list[JSON]:
    """Return a page, newest first: the last messages, or those just after or before an id.

    Raise `Problem` when the limit is above Discord's.
    """
    found = call.channel()
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise problems.invalid("limit", "NUMBER_TYPE_MAX", "int value should be less than or equal to 100.")
    if found.denies(HISTORY):
        return []
    there = [one for one in found.messages if not one.deleted]
    if after := call.query.get("after"):
        page = [one for one in there if int(one.id) > int(after)][:limit]
    else:
        before = int(call.query.get("before", 1 << 63))
        page = [one for one in there if int(one.id) < before][-limit:]
    return [wire.message(call.guild, one) for one in reversed(page)]


def message(call: Call) -> JSON:
    return wire.message(call.guild, call.message())


def create_message(call: Call) -> JSON:
    """Post a message for the bot. Raise `Problem` without permission, in a locked thread, or in a channel without
    text."""
    where, guild = call.channel(), call.guild
    guild.sent.append(call.body)
    text = _checked_text(call)
    nonce = call.body.get("nonce")
    since = guild.clock() - NONCE_REMEMBERED
    if nonce and call.body.get("enforce_nonce") and (sent := guild.sent_with(nonce, since)):
        return wire.message(guild, sent) | {"nonce": nonce}
    if where.kind == FORUM:
        raise problems.not_text()
    if where.locked:
        raise problems.thread_locked()
    if where.denies(SEND_IN_THREADS if where.is_thread else SEND):
        raise problems.missing_permissions()
    answers = _answered(call, where)
    sent = guild.post(guild.bot.handle, text, where, in_reply_to=answers.id if answers else None, nonce=nonce)
    return wire.message(guild, sent) | {"nonce": nonce}


def edit_message(call: Call) -> JSON:
    """Edit a message. Raise `Problem` when it is not the bot's own."""
    edited = call.message()
    if edited.author is not call.guild.bot:
        raise problems.not_the_author()
    return wire.message(call.guild, call.guild.edit(edited.id, _checked_text(call)))


def delete_message(call: Call) -> None:
    """Delete a message. Raise `Problem` when it is not the bot's own."""
    deleted = call.message()
    if deleted.author is not call.guild.bot:
        raise problems.missing_permissions()
    call.guild.delete(deleted.id)


def commands(call: Call) -> list[JSON]:
    return call.guild.commands


def put_commands(call: Call) -> list[JSON]:
    """Replace all commands (Discord docs: Bulk Overwrite Guild Application Commands)."""
    guild = call.guild
    known: JSON = {"application_id": guild.application_id, "guild_id": guild.id, "version": guild.new_id()}
    extra = {"default_member_permissions": None, "nsfw": False, "dm_permission": True}
    guild.commands = [{"type": 1, **extra, **one, **known, "id": guild.new_id()} for one in call.body]
    return guild.commands


def interaction_callback(call: Call) -> None:
    """Acknowledge an interaction. Raise `Problem` when there is none with this token."""
    interaction = call.guild.interactions.get(call.path["token"])
    if interaction is None or interaction.deferred is not None:
        raise problems.unknown("interaction", 10062)
    interaction.deferred = call.body


def interaction_answer(call: Call) -> JSON:
    """Answer an interaction. Raise `Problem` when there is none with this token."""
    interaction = call.guild.interactions.get(call.path["token"])
    if interaction is None or interaction.deferred is None:
        raise problems.unknown("Webhook", 10015)
    interaction.say(str(call.body["content"]))
    return {"id": call.guild.new_id(), "content": call.body["content"]}


ENDPOINTS: dict[str, Endpoint] = {
    "GET /users/@me": me,
    "GET /users/@me/guilds": my_guilds,
    "GET /oauth2/applications/@me": application,
    "GET /guilds/{guild}/channels": channels,
    "GET /guilds/{guild}/roles": roles,
    "GET /guilds/{guild}/members/{user}": member,
    "GET /guilds/{guild}/threads/active": active_threads,
    "GET /channels/{channel}": channel,
    "GET /channels/{channel}/threads/archived/public": archived_threads,
    "GET /channels/{channel}/messages": messages,
    "GET /channels/{channel}/messages/{message}": message,
    "POST /channels/{channel}/messages": create_message,
    "PATCH /channels/{channel}/messages/{message}": edit_message,
    "DELETE /channels/{channel}/messages/{message}": delete_message,
    "GET /applications/{application}/guilds/{guild}/commands": commands,
    "PUT /applications/{application}/guilds/{guild}/commands": put_commands,
    "POST /interactions/{interaction}/{token}/callback": interaction_callback,
    "PATCH /webhooks/{webhook}/{token}/messages/@original": interaction_answer,
}


def _served(guild: Guild, name: str, endpoint: Endpoint) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def serve(request: web.Request) -> web.Response:
        """Serve a call, if it passes. Raise `Problem` when the token is wrong."""
        guild.calls[name] += 1
        headers: dict[str, str] = {}
        try:
            if request.headers.get("Authorization") != f"Bot {TOKEN}" or TOKEN in guild.revoked:
                raise problems.unauthorized()
            path = dict(request.match_info)
            major = next((path[one] for one in MAJOR if one in path), "")
            headers = guild.limits.spend(name, major, guild.clock())
            body = await request.json() if request.can_read_body else {}
            answer = endpoint(Call(guild, path, dict(request.query), body))
        except Problem as problem:
            return as_json(problem.body, problem.status, {**headers, **problem.headers})
        return web.Response(status=204, headers=headers) if answer is None else as_json(answer, 200, headers)

    return serve


def as_json(answer: Any, status: int, headers: Mapping[str, str]) -> web.Response:
    """Return a JSON response without a charset: Discord's libraries parse as JSON only what is marked exactly so."""
    body = json.dumps(answer).encode()
    return web.Response(body=body, status=status, headers=headers, content_type="application/json")


def _check_guild(call: Call) -> None:
    if call.path["guild"] != call.guild.id:
        raise problems.unknown("Guild", 10004)


def _checked_text(call: Call) -> str:
    text = str(call.body.get("content") or "")
    if not text.strip():
        raise problems.empty_message()
    if len(text) > LONGEST:
        raise problems.invalid("content", "BASE_TYPE_MAX_LENGTH", f"Must be {LONGEST} or fewer in length.")
    if call.guild.blocked and re.search(re.escape(call.guild.blocked), text, re.I):
        raise problems.blocked_by_rule()
    return text


def _answered(call: Call, where: Channel) -> Message | None:
    reference = call.body.get("message_reference")
    if not reference:
        return None
    found = _message(call.guild, str(reference.get("message_id")))
    if found is not None and found.channel is where:
        return found
    if reference.get("fail_if_not_exists", True):
        raise problems.invalid("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    return None


def _message(guild: Guild, message_id: str) -> Message | None:
    try:
        return guild.live(message_id)
    except Unknown:
        return None
