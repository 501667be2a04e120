"""Push notifications: whose phone shows the text of a new message, with Slack's default settings.

Slack notifies of direct messages, of mentions, and of replies in threads a person takes part in, never of one's own
message (https://slack.com/help/articles/201355156). What it shows is the message's `text`, not its blocks.
"""

from collections.abc import Iterable, Iterator

from sandbox.slack.records import Channel, Message
from sandbox.slack.workspace import Workspace

SHOWN = 300


def notify(workspace: Workspace, channel: Channel, message: Message, named: Iterable[str]) -> None:
    """Send the notification of a new message that mentions `named` to the open pages, if it is for anyone."""
    users = readers(workspace, channel, message, named)
    if users:
        about = {"channel": channel.id, "ts": message.ts, "thread_ts": message.thread_ts}
        workspace.stream.publish("push", **about, users=users, by=message.user, text=message.text[:SHOWN])


def readers(workspace: Workspace, channel: Channel, message: Message, named: Iterable[str]) -> list[str]:
    """Return the ids of the people who are notified, each once."""
    found = [*_addressed(workspace, channel, named), *(channel.members if channel.is_im else ())]
    found += _in_thread(channel, message)
    unconcerned = {message.user, workspace.bot_user}
    return [one for one in dict.fromkeys(found) if one in channel.members and one not in unconcerned]


def _addressed(workspace: Workspace, channel: Channel, named: Iterable[str]) -> Iterator[str]:
    for one in named:
        if one in ("here", "channel", "everyone"):
            yield from channel.members
        elif one in workspace.groups:
            yield from workspace.groups[one].users
        else:
            yield one


def _in_thread(channel: Channel, message: Message) -> Iterator[str]:
    if message.is_reply and message.thread_ts in channel.messages:
        yield channel.messages[message.thread_ts].user
        yield from (reply.user for reply in channel.replies(message.thread_ts))
