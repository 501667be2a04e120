"""Conversion of a message as Discord sends it into a Mention."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.mention import EARLIEST, Author, MayReply, Mention, media_with_alts
from bot.networks.discord.channels import ChannelInfo
from bot.networks.discord.errors import JSON
from bot.networks.discord.ids import native_id, post_url, time_of
from bot.networks.discord.markup import readable
from bot.networks.times import read_time

UNREADABLE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
MESSAGE, REPLY = 0, 19  # Discord docs: Message types; the others are the server's own notices
FORWARD = 1  # Discord docs: Message reference types
LOCKED = "This thread is locked on Discord. A moderator must unlock it, or reply there."


@dataclass(frozen=True, slots=True)
class DiscordAccount:
    """The bot, and the role that represents the brand ("" if unset)."""

    id: str
    handle: str
    brand_role: str = ""


def is_post(message: JSON) -> bool:
    """Return whether a person wrote it, not a bot, a webhook or the server."""
    return message.get("type", MESSAGE) in (MESSAGE, REPLY) and not is_by_machine(message)


def is_by_machine(message: JSON) -> bool:
    return bool(message.get("webhook_id") or (message.get("author") or {}).get("bot"))


def names_us(message: JSON, us: DiscordAccount) -> bool:
    """Return whether a message mentions our bot or the brand's role, or answers a message of ours."""
    answered = message.get("referenced_message") or {}
    named = [user.get("id") for user in (*_users(message), answered.get("author") or {})]
    return us.id in named or us.brand_role in (message.get("mention_roles") or [])


def read_post(message: JSON, place: ChannelInfo, conversation: str, *, community: bool = False) -> Mention:
    """Return a message as a mention. Raise one of UNREADABLE."""
    message_id = str(int(message["id"]))
    media, alts = media_with_alts(_media(message))
    return Mention(
        network="discord",
        native_id=native_id(place.id, message_id),
        conversation=conversation,
        author=_author(message["author"]),
        text=whole_text(message),
        url=post_url(place.guild, place.id, message_id),
        posted_at=written_at(message),
        may_reply=MayReply("no", LOCKED) if place.locked else MayReply("yes"),
        in_reply_to=answered(message),
        media=media,
        alts=alts,
        title=place.title,
        private=place.private,
        community=community,
        edited_at=read_time(edited) if (edited := message.get("edited_timestamp")) else None,
    )


def whole_text(message: JSON) -> str:
    """Return the text as members read it; of a forwarded message the text that was forwarded."""
    names = {str(user["id"]): str(user.get("username")) for user in _users(message)}
    forwarded = [snapshot.get("message") or {} for snapshot in message.get("message_snapshots") or []]
    written = [str(one.get("content") or "") for one in (message, *forwarded)]
    return readable("\n".join(filter(None, written)), names)


def answered(message: JSON) -> str | None:
    """Return the native id of the message this one answers."""
    reference = message.get("message_reference") or {}
    if reference.get("type") == FORWARD or not reference.get("message_id"):
        return None
    return native_id(
        str(reference.get("channel_id") or message.get("channel_id")), str(reference["message_id"])
    )


def written_at(message: JSON) -> datetime:
    """Return the time of a message, from its id if Discord does not say."""
    said = read_time(message.get("timestamp"))
    return time_of(int(message["id"])) if said < EARLIEST else said


def _author(user: JSON) -> Author:
    handle = str(user.get("username") or user["id"])
    return Author(handle, str(user.get("global_name") or handle), None, str(user["id"]))


def _users(message: JSON) -> list[JSON]:
    return [user for user in message.get("mentions") or [] if isinstance(user, dict)]


def _media(message: JSON) -> Iterator[tuple[str, str]]:
    for one in message.get("attachments") or []:
        if address := one.get("url"):
            yield str(address), str(one.get("description") or "")
