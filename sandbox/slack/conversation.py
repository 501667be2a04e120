"""Actions on messages and channels, by people or the app: post, edit, delete, whisper, join, archive, rename."""

from dataclasses import dataclass
from typing import Any

from sandbox.slack import blocks as block_rules
from sandbox.slack import events, limits, pings, push
from sandbox.slack.errors import SlackError
from sandbox.slack.records import TEAM_ID, Channel, Json, Message, Ping
from sandbox.slack.workspace import Workspace

TOMBSTONE = "This message was deleted."
# What Slack has for the text of a message that an app posted as blocks alone.
NO_TEXT = "This content can't be displayed."


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to be posted."""

    user: str
    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    link_names: bool = False


def post(workspace: Workspace, channel: Channel, draft: Draft) -> Message:
    """Add a message, record whom it notifies, and send the app an event. Raise the refusals of chat.postMessage."""
    check_open(channel)
    _check_thread(channel, draft.thread_ts)
    message = compose(workspace, draft)
    channel.add(message)
    who = pings.whom(
        message.text, message.blocks, message.attachments, workspace.names(), link_names=draft.link_names
    )
    workspace.pings += [Ping(channel.id, message.ts, one) for one in who]
    _tell(workspace, channel, events.posted(channel, message))
    # In a direct message Slack sends no app_mention (https://docs.slack.dev/reference/events/app_mention).
    if workspace.bot_user in who and draft.user != workspace.bot_user and not channel.is_im:
        _tell(workspace, channel, events.mentioned(channel, message))
    _share_links(workspace, channel, message)
    _show(workspace, channel, message)
    push.notify(workspace, channel, message, who)
    return message


def whisper(workspace: Workspace, channel: Channel, reader: str, draft: Draft) -> Message:
    """Add a message that only ``reader`` sees; it is not part of the history and raises no event.

    In a thread without replies Slack accepts it and shows it to no one: "ephemeral messages in threads are only
    shown if there is already an active thread" (https://docs.slack.dev/reference/methods/chat.postEphemeral).
    """
    check_open(channel)
    message = compose(workspace, draft)
    message.only_for = reader
    if draft.thread_ts is None or channel.replies(draft.thread_ts):
        channel.whispers.append(message)
        _show(workspace, channel, message)
    return message


def edit(workspace: Workspace, channel: Channel, message: Message, editor: str, changes: Json) -> None:
    """Change a message's text, blocks, attachments or metadata. No one is notified again."""
    before = message.snapshot()
    for name, value in changes.items():
        setattr(message, name, value)
    message.blocks = with_ids(workspace, message.blocks)
    at = workspace.new_ts()
    message.edited = {"user": editor, "ts": at}
    if message.only_for is None:
        _tell(workspace, channel, events.changed(channel, message, before, at))
    _show(workspace, channel, message)


def unfurl(workspace: Workspace, channel: Channel, message: Message, previews: list[Json]) -> None:
    """Show an app's previews under a message, in place of earlier ones of the same links.

    The app gets the change as an event like any other; unlike an edit it names no editor.
    """
    before = message.snapshot()
    fresh = {each["app_unfurl_url"] for each in previews}
    kept = [each for each in message.attachments or [] if each.get("app_unfurl_url") not in fresh]
    whole = [*kept, *previews]
    message.attachments = [
        each | {"id": place, "blocks": with_ids(workspace, each.get("blocks"))}
        for place, each in enumerate(whole, 1)
    ]
    _tell(workspace, channel, events.changed(channel, message, before, workspace.new_ts()))
    _show(workspace, channel, message)


def delete(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Delete a message; one with replies stays as an empty parent, which the app gets as a change."""
    at = workspace.new_ts()
    if channel.replies(message.ts):
        before = message.snapshot()
        message.text, message.subtype, message.user = TOMBSTONE, "tombstone", "USLACKBOT"
        message.blocks = message.attachments = message.metadata = None
        _tell(workspace, channel, events.changed(channel, message, before, at))
    else:
        channel.remove(message)
        _tell(workspace, channel, events.deleted(channel, message, at))
    _show(workspace, channel, message)


def unwhisper(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Delete an ephemeral message."""
    channel.whispers.remove(message)
    _show(workspace, channel, message)


def compose(workspace: Workspace, draft: Draft) -> Message:
    """Return the message that a draft becomes, with the ids Slack gives to blocks that have none."""
    by_bot = draft.user == workspace.bot_user
    return Message(
        ts=workspace.new_ts(),
        user=draft.user,
        text=draft.text[: limits.POSTED_TEXT] or (NO_TEXT if draft.blocks else ""),
        blocks=with_ids(workspace, draft.blocks),
        attachments=draft.attachments,
        metadata=draft.metadata,
        bot_id=workspace.bot_id if by_bot else None,
        app_id=workspace.app_id if by_bot else None,
        thread_ts=draft.thread_ts,
        subtype="thread_broadcast" if draft.broadcast and draft.thread_ts else None,
        team=workspace.users[draft.user].team_id if draft.user in workspace.users else TEAM_ID,
    )


def with_ids(workspace: Workspace, blocks: list[Json] | None) -> list[Json] | None:
    """Return the same blocks, each with a ``block_id``, each interactive element with an ``action_id``."""
    if blocks is None:
        return None
    return [{"block_id": workspace.new_id("b"), **_with_action_ids(workspace, block)} for block in blocks]


def check_blocks(blocks: Any) -> list[Json] | None:
    """Return blocks as Slack accepts them, None when there are none. Raise ``invalid_blocks`` and similar refusals."""
    if not blocks:
        return None
    block_rules.check_message(blocks)
    return list(blocks)


def check_open(channel: Channel) -> None:
    """Raise ``is_archived`` for a channel that takes no more messages."""
    if channel.is_archived:
        raise SlackError("is_archived")


def join(workspace: Workspace, channel: Channel, user: str) -> None:
    """Add a person to a channel; nothing happens when they are in it."""
    if user not in channel.members:
        channel.members.append(user)
        _tell(workspace, channel, events.joined(channel, workspace.user(user), workspace.new_ts()))
        workspace.stream.publish("channels")


def leave(workspace: Workspace, channel: Channel, user: str) -> None:
    """Remove a person from a channel; the bot also gets an event about itself."""
    _tell(workspace, channel, events.left(channel, workspace.user(user), workspace.new_ts()))
    channel.members.remove(user)
    workspace.stream.publish("channels")


def archive(workspace: Workspace, channel: Channel, user: str, *, archived: bool = True) -> None:
    """Archive a channel, or restore it with ``archived=False``."""
    channel.is_archived = archived
    _tell(workspace, channel, events.archived(channel, user, workspace.new_ts()))
    workspace.stream.publish("channels")


def convert_to_private(workspace: Workspace, channel: Channel, user: str) -> None:
    """Make a public channel private; its members stay, and the app gets a message event."""
    channel.is_private = True
    message = compose(workspace, Draft(user, "made this channel private"))
    message.subtype = "channel_convert_to_private"
    channel.add(message)
    _tell(workspace, channel, events.posted(channel, message))
    workspace.stream.publish("channels")


def create(workspace: Workspace, name: str, user: str, *, is_private: bool = False) -> Channel:
    """Create a channel with its creator as the only member, and notify the app if it is public."""
    channel = Channel(workspace.new_id("C0NEW"), name, is_private=is_private, members=[user])
    workspace.channels[channel.id] = channel
    if not is_private:
        workspace.emit(events.created(channel, user, workspace.new_ts()))
    workspace.stream.publish("channels")
    return channel


def rename(workspace: Workspace, channel: Channel, name: str) -> None:
    """Give a channel another name."""
    channel.name = name
    _tell(workspace, channel, events.renamed(channel, workspace.new_ts()))
    workspace.stream.publish("channels")


def share(workspace: Workspace, channel: Channel, new_id: str) -> None:
    """Share a channel with another workspace: it keeps its name and messages, and its old id becomes invalid."""
    old = channel.id
    workspace.channels[new_id] = workspace.channels.pop(old)
    channel.id = new_id
    _tell(workspace, channel, events.id_changed(old, new_id, workspace.new_ts()))
    workspace.stream.publish("channels")


def _check_thread(channel: Channel, thread_ts: str | None) -> None:
    if thread_ts is None:
        return
    parent = channel.messages.get(thread_ts)
    if parent is None:
        raise SlackError("thread_not_found")
    if parent.is_reply:
        raise SlackError("cannot_reply_to_message")


def _tell(workspace: Workspace, channel: Channel, event: Json) -> None:
    if workspace.bot_user in channel.members:
        workspace.emit(event)


def _share_links(workspace: Workspace, channel: Channel, message: Message) -> None:
    """Send the app the links of a person's message, whether or not it is in the channel."""
    if message.user == workspace.bot_user or "links:read" not in workspace.scopes:
        return
    if event := workspace.links.share(channel, message, workspace.bot_user):
        workspace.emit(event)


def _show(workspace: Workspace, channel: Channel, message: Message) -> None:
    kind = "thread" if message.is_reply else "message"
    workspace.stream.publish(kind, channel=channel.id, ts=message.ts, thread_ts=message.thread_ts)


def _with_action_ids(workspace: Workspace, block: Json) -> Json:
    elements = block.get("elements")
    if block.get("type") in ("actions", "context_actions") and isinstance(elements, list):
        return block | {"elements": [{"action_id": workspace.new_id("a"), **element} for element in elements]}
    for name in ("accessory", "element"):
        part = block.get(name)
        if isinstance(part, dict) and part.get("type") != "image":
            return block | {name: {"action_id": workspace.new_id("a"), **part}}
    return block
