"""chat.unfurl: previews of links that people posted.

Source: https://docs.slack.dev/reference/methods/chat.unfurl
"""

from html import unescape
from typing import Any

from sandbox.slack import conversation
from sandbox.slack.api.arguments import Arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.conversation import check_blocks
from sandbox.slack.errors import SlackError
from sandbox.slack.records import Channel, Json, Message

SOURCES = ("composer", "conversations_history")


def unfurl(room: Room, arguments: Arguments) -> Json:
    """Serve chat.unfurl: later previews of a link replace earlier ones.

    Raise ``cannot_unfurl_message`` for a link that is not in the message, and ``cannot_unfurl_url`` for one whose
    event the app has not acknowledged.
    """
    channel, message = _message(room, arguments)
    previews = []
    for url, preview in _unfurls(arguments).items():
        if url not in unescape(message.text):
            raise SlackError("cannot_unfurl_message")
        if not room.workspace.links.allows(channel.id, message.ts, url):
            raise SlackError("cannot_unfurl_url")
        check_blocks(preview.get("blocks"))
        about = {"from_url": url, "app_unfurl_url": url, "is_app_unfurl": True}
        previews.append(preview | about | {"bot_id": room.workspace.bot_id, "app_id": room.workspace.app_id})
    conversation.unfurl(room.workspace, channel, message, previews)
    return {}


METHODS = {"chat.unfurl": Method(unfurl, "links:write")}


def _unfurls(arguments: Arguments) -> dict[str, Json]:
    unfurls: Any = arguments.data("unfurls", "invalid_unfurls_format")
    if not unfurls:
        raise SlackError("missing_unfurls")
    if not isinstance(unfurls, dict) or not all(isinstance(each, dict) for each in unfurls.values()):
        raise SlackError("invalid_unfurls_format")
    return unfurls


def _message(room: Room, arguments: Arguments) -> tuple[Channel, Message]:
    """Return the message that is named by ``unfurl_id`` and ``source``, or by ``channel`` and ``ts``.

    The first way works everywhere; the second only where the app is a member.
    """
    unfurl_id, source = arguments.text("unfurl_id"), arguments.text("source")
    if unfurl_id or source:
        return _by_id(room, unfurl_id, source)
    channel, ts = arguments.text("channel"), arguments.text("ts")
    if channel is None or ts is None:
        raise SlackError("missing_ts" if channel else "missing_channel")
    found = room.workspace.channels.get(channel)
    if found is None or room.workspace.bot_user not in found.members:
        raise SlackError("cannot_find_channel")
    return found, _there(found, ts)


def _by_id(room: Room, unfurl_id: str | None, source: str | None) -> tuple[Channel, Message]:
    if unfurl_id is None or source is None:
        raise SlackError("missing_source" if unfurl_id else "missing_unfurl_id")
    if source not in SOURCES:
        raise SlackError("invalid_source")
    shared = room.workspace.links.sent.get(unfurl_id)
    channel = room.workspace.channels.get(shared.channel) if shared else None
    if shared is None or channel is None:
        raise SlackError("invalid_unfurl_id")
    return channel, _there(channel, shared.ts)


def _there(channel: Channel, ts: str) -> Message:
    if ts not in channel.messages:
        raise SlackError("cannot_find_message")
    return channel.messages[ts]
