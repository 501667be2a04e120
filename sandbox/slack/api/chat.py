"""chat.* and reactions.*: messages that an app posts, edits and deletes.

Source: https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours.
"""

import json
from typing import Any

from sandbox.slack import conversation, limits
from sandbox.slack.api.arguments import Arguments
from sandbox.slack.api.method import Method, Room
from sandbox.slack.blocks import check_message, check_view
from sandbox.slack.conversation import Draft, check_blocks
from sandbox.slack.errors import SlackError
from sandbox.slack.records import Channel, Json, Message
from sandbox.slack.workspace import MessagesTab


def post_message(room: Room, arguments: Arguments) -> Json:
    """Serve chat.postMessage."""
    channel = _channel_to_post(room, arguments.need("channel"))
    message = conversation.post(room.workspace, channel, _draft(room, arguments))
    return {"channel": channel.id, "ts": message.ts, "message": message.as_json()}


def post_ephemeral(room: Room, arguments: Arguments) -> Json:
    """Serve chat.postEphemeral. Raise ``user_not_in_channel``."""
    channel = _channel_to_post(room, arguments.need("channel"))
    reader = arguments.need("user")
    if reader not in channel.members:
        raise SlackError("user_not_in_channel")
    message = conversation.whisper(room.workspace, channel, reader, _draft(room, arguments))
    return {"message_ts": message.ts}


def update(room: Room, arguments: Arguments) -> Json:
    """Serve chat.update: only the app's own messages; arguments that are not given keep their values.

    Raise ``block_mismatch`` or ``channel_not_found``.
    """
    channel = room.workspace.channel(arguments.need("channel"))
    if channel.is_private and room.workspace.bot_user not in channel.members:
        raise SlackError("channel_not_found")
    message = _own_message(room, channel, arguments.need("ts"), "cant_update_message")
    conversation.check_open(channel)
    changes = _changes(arguments)
    if _has_rich_text(message.blocks) and "blocks" in changes and not _has_rich_text(changes["blocks"]):
        raise SlackError("block_mismatch")
    conversation.edit(room.workspace, channel, message, room.workspace.bot_user, changes)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": message.as_json()}


def delete(room: Room, arguments: Arguments) -> Json:
    """Serve chat.delete: only the app's own messages."""
    channel = room.workspace.channel(arguments.need("channel"))
    message = _own_message(room, channel, arguments.need("ts"), "cant_delete_message")
    conversation.delete(room.workspace, channel, message)
    return {"channel": channel.id, "ts": message.ts}


def get_permalink(room: Room, arguments: Arguments) -> Json:
    """Serve chat.getPermalink."""
    channel = room.workspace.channel(arguments.need("channel"))
    message = _message(channel, arguments.need("message_ts"))
    return {
        "channel": channel.id,
        "permalink": room.workspace.permalink(channel, message.ts, message.thread_ts),
    }


def validate_blocks(room: Room, arguments: Arguments) -> Json:
    """Serve blocks.validate: exactly one of ``blocks``, ``message`` and ``view``, checked as if it were sent.

    Raise ``invalid_blocks``, ``invalid_message`` or ``invalid_view`` with the errors, or ``invalid_arguments``.
    https://docs.slack.dev/reference/methods/blocks.validate
    """
    given = [name for name in ("blocks", "message", "view") if arguments.get(name) is not None]
    if len(given) != 1:
        raise SlackError("invalid_arguments")
    (name,) = given
    try:
        _validate(name, arguments.data(name, "invalid_arguments"))
    except SlackError as refusal:
        faults = refusal.details.get("errors", [refusal.code])
        raise SlackError(f"invalid_{name}", errors=list(map(_error, faults))) from refusal
    return {}


def add_reaction(room: Room, arguments: Arguments) -> Json:
    """Serve reactions.add. Raise ``already_reacted``."""
    users = _reactions(room, arguments)
    if room.workspace.bot_user in users:
        raise SlackError("already_reacted")
    users.append(room.workspace.bot_user)
    return {}


def remove_reaction(room: Room, arguments: Arguments) -> Json:
    """Serve reactions.remove. Raise ``no_reaction``."""
    users = _reactions(room, arguments)
    if room.workspace.bot_user not in users:
        raise SlackError("no_reaction")
    users.remove(room.workspace.bot_user)
    return {}


METHODS = {
    "chat.postMessage": Method(post_message, "chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, "chat:write"),
    "chat.update": Method(update, "chat:write"),
    "chat.delete": Method(delete, "chat:write"),
    "chat.getPermalink": Method(get_permalink),
    "blocks.validate": Method(validate_blocks),
    "reactions.add": Method(add_reaction, "reactions:write"),
    "reactions.remove": Method(remove_reaction, "reactions:write"),
}


def _validate(name: str, given: Any) -> None:
    if name == "view":
        check_view(given)
        return
    blocks = given.get("blocks") if name == "message" and isinstance(given, dict) else given
    check_message(blocks)


def _error(fault: str) -> Json:
    """Return an error as this method writes it: a pointer, a code, a message."""
    message, _, place = fault.removesuffix("]").partition(" [json-pointer:")
    return {"pointer": place, "code": "failed_constraint", "message": message}


def _channel_to_post(room: Room, wanted: str) -> Channel:
    workspace = room.workspace
    channel = workspace.direct_message(wanted) if wanted in workspace.users else workspace.channel(wanted)
    member = workspace.bot_user in channel.members
    if channel.is_private and not member:
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im and workspace.messages_tab is MessagesTab.OFF:
        raise SlackError("messages_tab_disabled")
    if not member and "chat:write.public" not in workspace.scopes:
        raise SlackError("not_in_channel")
    return channel


def _draft(room: Room, arguments: Arguments) -> Draft:
    blocks, attachments = _blocks(arguments), _attachments(arguments)
    text = arguments.text("text") or ""
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    return Draft(
        user=room.workspace.bot_user,
        text=text,
        blocks=blocks,
        attachments=attachments,
        metadata=_metadata(arguments),
        thread_ts=arguments.text("thread_ts"),
        broadcast=arguments.flag("reply_broadcast"),
        link_names=arguments.flag("link_names") or arguments.get("parse") == "full",
    )


def _changes(arguments: Arguments) -> Json:
    text, blocks = arguments.text("text"), _blocks(arguments)
    if len(text or "") > limits.UPDATED_TEXT:
        raise SlackError("msg_too_long")
    if text is None and arguments.get("blocks") is None and arguments.get("attachments") is None:
        raise SlackError("no_text")
    changes: Json = {} if text is None else {"text": text}
    # A new text without blocks replaces the old blocks: they would hide it.
    if blocks is not None or text is not None or arguments.get("blocks") is not None:
        changes["blocks"] = blocks
    if arguments.get("attachments") is not None:
        changes["attachments"] = _attachments(arguments)
    if arguments.get("metadata"):
        changes["metadata"] = _metadata(arguments)
    return changes


def _blocks(arguments: Arguments) -> list[Json] | None:
    markdown = arguments.text("markdown_text")
    if markdown is None:
        return check_blocks(arguments.data("blocks", "invalid_blocks_format"))
    if arguments.get("text") or arguments.get("blocks"):
        raise SlackError("markdown_text_conflict")
    if len(markdown) > limits.MARKDOWN_TEXT:
        raise SlackError("msg_too_long")
    return [{"type": "markdown", "text": markdown}]


def _attachments(arguments: Arguments) -> list[Json] | None:
    attachments = arguments.data("attachments", "invalid_attachments")
    if not attachments:
        return None
    if not isinstance(attachments, list):
        raise SlackError("invalid_attachments")
    if len(attachments) > limits.ATTACHMENTS:
        raise SlackError("too_many_attachments")
    for attachment in attachments:
        check_blocks(attachment.get("blocks"))
    return attachments


def _metadata(arguments: Arguments) -> Json | None:
    metadata = arguments.data("metadata", "invalid_metadata_format")
    if not metadata:
        return None
    if not isinstance(metadata, dict) or not metadata.get("event_type"):
        raise SlackError("invalid_metadata_format")
    payload = metadata.get("event_payload")
    if not isinstance(payload, dict) or not all(_is_flat(value) for value in payload.values()):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata).encode()) > limits.METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def _is_flat(value: Any) -> bool:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return not any(isinstance(child, dict | list) for child in children)


def _own_message(room: Room, channel: Channel, ts: str, complaint: str) -> Message:
    message = _message(channel, ts)
    if message.user != room.workspace.bot_user:
        raise SlackError(complaint)
    return message


def _message(channel: Channel, ts: str) -> Message:
    if ts not in channel.messages:
        raise SlackError("message_not_found")
    return channel.messages[ts]


def _has_rich_text(blocks: list[Json] | None) -> bool:
    return any(block["type"] == "rich_text" for block in blocks or [])


def _reactions(room: Room, arguments: Arguments) -> list[str]:
    name = arguments.need("name").strip(":")
    if not name.replace("_", "").replace("-", "").replace("+", "").isalnum():
        raise SlackError("invalid_name")
    channel = room.workspace.channel(arguments.need("channel"))
    message = _message(channel, arguments.need("timestamp"))
    room.workspace.stream.publish("message", channel=channel.id, ts=message.ts, thread_ts=message.thread_ts)
    return message.reactions.setdefault(name, [])
