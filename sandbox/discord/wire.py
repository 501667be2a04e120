"""JSON of Discord's API v10 for the simulated server (Discord docs: Message, Channel, Guild, Interaction)."""

import re
from collections.abc import Iterable, Mapping
from typing import Protocol

from sandbox.discord.records import JSON, Channel, Interaction, Message, Role, User

CHAT_COMMAND, MESSAGE_COMMAND = 1, 3
ADDRESS = "https://cdn.discordapp.example"
# Discord docs: Application flags; what the portal's switch sets for an app in fewer than 100 servers.
CONTENT_LIMITED = 1 << 19


class Guild(Protocol):
    """The parts of the guild that this module reads; a Protocol, since the guild imports this module."""

    id: str
    application_id: str
    message_content: bool
    bot: User
    everyone: Role
    members: dict[str, User]
    roles: dict[str, Role]
    channels: dict[str, Channel]
    mangled: dict[str, JSON]

    def threads(self, *, archived: bool) -> Iterable[Channel]: ...


def user(one: User) -> JSON:
    return {
        "id": one.id,
        "username": one.handle,
        "global_name": one.name,
        "discriminator": "0",
        "avatar": None,
        **({"bot": True} if one.bot else {}),
    }


def member(one: User) -> JSON:
    return {
        "roles": sorted(one.roles),
        "nick": None,
        "avatar": None,
        "joined_at": "2024-05-01T09:00:00.000000+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


def role(one: Role) -> JSON:
    return {
        "id": one.id,
        "name": one.name,
        "permissions": str(one.permissions),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": True,
        "flags": 0,
    }


def channel(guild: Guild, one: Channel) -> JSON:
    shown: JSON = {
        "id": one.id,
        "type": one.kind,
        "guild_id": guild.id,
        "name": one.name,
        "parent_id": one.parent.id if one.parent else None,
        "last_message_id": one.last_message_id,
        "flags": 0,
        "rate_limit_per_user": 0,
    }
    if one.is_thread:
        return shown | _of_a_thread(one)
    denied = {"id": guild.id, "type": 0, "allow": "0", "deny": str(one.denied)}
    return shown | {
        "position": 0,
        "topic": None,
        "nsfw": False,
        "permission_overwrites": [denied] if one.denied else [],
        "available_tags": [],
    }


def message(guild: Guild, one: Message, *, whole: bool = True) -> JSON:
    """Return a message as the bot sees it; `whole` adds the message it answers, which has none of its own."""
    named = _named(guild, one)
    shown_to_bot = guild.message_content or one.author is guild.bot or guild.bot in named
    shown: JSON = {
        "id": one.id,
        "type": one.kind,
        "channel_id": one.channel.id,
        "author": user(one.author),
        "content": one.text if shown_to_bot else "",
        "timestamp": one.at.isoformat(),
        "edited_timestamp": one.edited_at.isoformat() if one.edited_at else None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [user(each) for each in named],
        "mention_roles": re.findall(r"<@&(\d+)>", one.text),
        "attachments": [_attachment(one, url) for url in one.media] if shown_to_bot else [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }
    if one.by_webhook:
        shown["webhook_id"] = guild.application_id
    shown |= _answered(guild, one, one.answers, whole) if one.answers else {}
    return shown | guild.mangled.get(one.id, {})


def guild_json(guild: Guild) -> JSON:
    """Return the guild in a GUILD_CREATE event."""
    channels = [one for one in guild.channels.values() if not one.is_thread and not one.deleted]
    return {
        "id": guild.id,
        "name": "Larkspur",
        "owner_id": guild.id,
        "unavailable": False,
        "joined_at": "2024-05-01T09:00:00.000000+00:00",
        "large": False,
        "member_count": len(guild.members),
        "members": [member(guild.bot) | {"user": user(guild.bot)}],
        "channels": [channel(guild, one) for one in channels],
        "threads": [channel(guild, one) for one in guild.threads(archived=False)],
        "roles": [role(one) for one in (guild.everyone, *guild.roles.values())],
        "emojis": [],
        "stickers": [],
        "features": ["COMMUNITY"],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "premium_tier": 0,
        "preferred_locale": "en-GB",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "system_channel_flags": 0,
        "premium_progress_bar_enabled": False,
    }


def application(guild: Guild) -> JSON:
    return {
        "id": guild.application_id,
        "name": "Larkspur Help",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": CONTENT_LIMITED if guild.message_content else 0,
        "owner": user(guild.bot),
        "team": None,
    }


def interaction(
    guild: Guild,
    one: Interaction,
    command: JSON,
    where: Channel,
    target: Message | None,
    options: Mapping[str, str],
) -> JSON:
    data: JSON = {"id": command["id"], "name": command["name"], "type": command.get("type", CHAT_COMMAND)}
    if target:
        data |= {"target_id": target.id, "resolved": {"messages": {target.id: message(guild, target)}}}
    else:
        data["options"] = [{"name": name, "type": 3, "value": value} for name, value in options.items()]
    return {
        "id": one.id,
        "application_id": guild.application_id,
        "type": 2,
        "token": one.token,
        "version": 1,
        "guild_id": guild.id,
        "channel_id": where.id,
        "channel": channel(guild, where),
        "member": member(one.by) | {"user": user(one.by), "permissions": "0"},
        "data": data,
        "locale": "en-GB",
        "entitlements": [],
        "authorizing_integration_owners": {},
        "app_permissions": "0",
        "attachment_size_limit": 0,
    }


def _of_a_thread(one: Channel) -> JSON:
    archived_at = one.archived_at.isoformat() if one.archived_at else "2024-05-01T09:00:00.000000+00:00"
    return {
        "owner_id": one.owner.id if one.owner else None,
        "message_count": max(0, len(one.messages) - 1),
        "member_count": 1,
        "thread_metadata": {
            "archived": one.archived,
            "locked": one.locked,
            "auto_archive_duration": 4320,
            "archive_timestamp": archived_at,
        },
    }


def _answered(guild: Guild, one: Message, answers: Message, whole: bool) -> JSON:
    reference = {
        "type": 0,
        "message_id": answers.id,
        "channel_id": answers.channel.id,
        "guild_id": guild.id,
    }
    shown = {"message_reference": reference}
    if not whole:
        return shown
    return shown | {"referenced_message": None if answers.deleted else message(guild, answers, whole=False)}


def _named(guild: Guild, one: Message) -> list[User]:
    known = {each.id: each for each in guild.members.values()}
    ids = dict.fromkeys(re.findall(r"<@!?(\d+)>", one.text))
    return [known[each] for each in ids if each in known]


def _attachment(one: Message, url: str) -> JSON:
    name = url.rpartition("/")[2] or "picture.png"
    return {"id": one.id, "filename": name, "size": 1, "url": url, "proxy_url": f"{ADDRESS}/{one.id}/{name}"}
