"""conversations.*: the channels an app can see, and their messages.

Source: https://docs.slack.dev/reference/methods/conversations.history and its neighbours.
"""

from collections.abc import Iterable

from sandbox.slack import conversation
from sandbox.slack.api.arguments import Arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.api.pages import page_of
from sandbox.slack.errors import SlackError
from sandbox.slack.records import Channel, Json, Message


def list_channels(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.list: public channels, and other channels that the bot is in."""
    kinds = (arguments.text("types") or "public_channel").split(",")
    found = [
        channel
        for channel in room.workspace.channels.values()
        if _kind(channel) in kinds
        and _visible(room, channel)
        and not (channel.is_archived and arguments.flag("exclude_archived"))
    ]
    page, cursor = page_of(found, arguments)
    shown = [channel.as_json(room.workspace.bot_user) for channel in page]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def info(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.info."""
    return {"channel": _seen(room, arguments).as_json(room.workspace.bot_user)}


def history(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.history: newest first, without the replies in threads."""
    channel = _entered(room, arguments)
    found = [message for message in channel.messages.values() if message.at_top_level]
    return _messages(channel, list(_between(reversed(found), arguments)), arguments, default=100)


def replies(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.replies: the parent, then the replies, oldest first. Raise ``thread_not_found``."""
    channel = _entered(room, arguments)
    parent = channel.messages.get(arguments.need("ts"))
    if parent is None:
        raise SlackError("thread_not_found")
    found = [parent, *_between(channel.replies(parent.ts), arguments)]
    return _messages(channel, found, arguments, default=1_000)


def join(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.join: public channels only. Raise ``method_not_supported_for_channel_type``."""
    channel = _seen(room, arguments)
    if channel.is_private or channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    conversation.check_open(channel)
    conversation.join(room.workspace, channel, room.workspace.bot_user)
    return {"channel": channel.as_json(room.workspace.bot_user)}


def open_direct(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.open: the direct message with one user.

    Raise ``method_not_supported_for_channel_type``, ``user_not_found``, ``user_disabled``, ``cannot_dm_bot``.
    """
    users = arguments.need("users").split(",")
    if len(users) != 1:
        raise SlackError("method_not_supported_for_channel_type")
    person = room.workspace.user(users[0])
    if person.has_left:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    channel = room.workspace.direct_message(users[0])
    return {"channel": {"id": channel.id, "is_im": True, "user": users[0]}}


def members(room: Room, arguments: Arguments) -> Json:
    """Serve conversations.members."""
    page, cursor = page_of(_seen(room, arguments).members, arguments)
    return {"members": list(page), "response_metadata": {"next_cursor": cursor}}


METHODS = {
    "conversations.list": Method(list_channels, "channels:read"),
    "conversations.info": Method(info, "channels:read"),
    "conversations.history": Method(history, "channels:history"),
    "conversations.replies": Method(replies, "channels:history"),
    "conversations.join": Method(join, "channels:join"),
    "conversations.open": Method(open_direct, "im:write"),
    "conversations.members": Method(members, "channels:read"),
}


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def _visible(room: Room, channel: Channel) -> bool:
    return room.workspace.bot_user in channel.members or _kind(channel) == "public_channel"


def _seen(room: Room, arguments: Arguments) -> Channel:
    channel = room.workspace.channels.get(arguments.need("channel"))
    if channel is None or not _visible(room, channel):
        raise SlackError("channel_not_found")
    return channel


def _entered(room: Room, arguments: Arguments) -> Channel:
    channel = _seen(room, arguments)
    _check_history_scope(room, channel)
    if room.workspace.bot_user not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _check_history_scope(room: Room, channel: Channel) -> None:
    """Raise ``missing_scope``: private channels and direct messages have scopes of their own."""
    needed = {"im": "im:history", "group": "groups:history"}.get(channel.kind)
    if needed and needed not in room.workspace.scopes:
        raise SlackError("missing_scope", needed=needed, provided=",".join(sorted(room.workspace.scopes)))


def _between(messages: Iterable[Message], arguments: Arguments) -> Iterable[Message]:
    oldest = _time(arguments.text("oldest") or "0")
    latest = _time(arguments.text("latest") or "99999999999")
    inclusive = arguments.flag("inclusive")
    for message in messages:
        at = _time(message.ts)
        if oldest < at < latest or (inclusive and at in (oldest, latest)):
            yield message


def _time(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    try:
        return int(seconds), int(micros.ljust(6, "0")[:6])
    except ValueError:
        raise SlackError("invalid_ts_oldest") from None


def _messages(channel: Channel, found: list[Message], arguments: Arguments, *, default: int) -> Json:
    page, cursor = page_of(found, arguments, default=default)
    every = arguments.flag("include_all_metadata")
    shown = [channel.message_json(message, all_metadata=every) for message in page]
    answer: Json = {"messages": shown, "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
