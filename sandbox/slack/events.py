"""Events that an app gets about messages and channels, in Slack's shapes.

Sources: https://docs.slack.dev/reference/events/message and its subtypes, app_mention, app_home_opened.
"""

from sandbox.slack.records import TEAM_ID, Channel, Json, Message, User

HIDDEN = {"type": "message", "hidden": True}


def posted(channel: Channel, message: Message) -> Json:
    """Return the event of a new message; a reply that was also sent to the channel includes its parent."""
    event = message.as_json() | _where(channel, message.ts)
    root = channel.messages.get(message.thread_ts or "")
    if message.subtype == "thread_broadcast" and root is not None:
        event["root"] = channel.message_json(root)
    if message.is_reply and root is not None:
        event["parent_user_id"] = root.user
    return event


def mentioned(channel: Channel, message: Message) -> Json:
    """Return the second event about a message that mentions the app."""
    words = message.as_json() | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts}
    words.pop("subtype", None)
    return words if message.team == TEAM_ID else words | _from_elsewhere(message.team)


def changed(channel: Channel, message: Message, before: Message, at: str) -> Json:
    """Return the event of an edited message, or of a deleted one that still has replies."""
    both = {"message": message.as_json(), "previous_message": before.as_json()}
    return HIDDEN | {"subtype": "message_changed", "ts": at} | both | _where(channel, at)


def deleted(channel: Channel, message: Message, at: str) -> Json:
    """Return the event of a deleted message."""
    gone = {"deleted_ts": message.ts, "previous_message": message.as_json()}
    return HIDDEN | {"subtype": "message_deleted", "ts": at} | gone | _where(channel, at)


def joined(channel: Channel, user: User, at: str) -> Json:
    """Return the event of a person, perhaps the bot, who joined a channel."""
    kind = "G" if channel.is_private else "C"
    event = {"type": "member_joined_channel", "user": user.id, "channel": channel.id, "channel_type": kind}
    return event | {"team": user.team_id, "event_ts": at}


def left(channel: Channel, user: User, at: str) -> Json:
    """Return the event of a person who left a channel."""
    return joined(channel, user, at) | {"type": "member_left_channel"}


def archived(channel: Channel, user: str, at: str) -> Json:
    """Return the event of a channel that was archived or restored."""
    kind = "channel_archive" if channel.is_archived else "channel_unarchive"
    return {
        "type": kind.replace("channel", channel.kind),
        "channel": channel.id,
        "user": user,
        "event_ts": at,
    }


def created(channel: Channel, user: str, at: str) -> Json:
    """Return the event of a new public channel."""
    about = {"id": channel.id, "name": channel.name, "created": 0, "creator": user}
    return {"type": "channel_created", "channel": about, "event_ts": at}


def renamed(channel: Channel, at: str) -> Json:
    """Return the event of a renamed channel."""
    about = {"id": channel.id, "name": channel.name, "created": 0}
    return {"type": f"{channel.kind}_rename", "channel": about, "event_ts": at}


def id_changed(old: str, new: str, at: str) -> Json:
    """Return the event of a private channel that gets a new id, as it is shared with another workspace.

    Source: https://docs.slack.dev/reference/events/channel_id_changed
    """
    return {"type": "channel_id_changed", "old_channel_id": old, "new_channel_id": new, "event_ts": at}


def home_opened(user: str, channel: Channel, view: Json | None, at: str, tab: str = "home") -> Json:
    """Return the event of a person who opens a tab of the app: ``home`` or ``messages``."""
    event = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab, "event_ts": at}
    return event | ({"view": view} if view else {})


def _from_elsewhere(team: str) -> Json:
    """Return the fields of an `app_mention` whose author is of another workspace: its `team` is then ours
    (https://github.com/slackapi/bolt-python/pull/854)."""
    return {"team": TEAM_ID, "user_team": team, "source_team": team, "user_profile": {"team": team}}


def _where(channel: Channel, at: str) -> Json:
    return {"channel": channel.id, "channel_type": channel.kind, "event_ts": at}
