"""Records of the simulated Slack: users, groups, channels, messages, calls, notifications."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

Json = dict[str, Any]
TEAM_ID = "T0LARKSPUR"


class Ping(NamedTuple):
    """One notification: ``who`` is a user id, a user group id, or "channel", "here", "everyone"."""

    channel: str
    ts: str
    who: str


@dataclass(frozen=True, slots=True)
class Call:
    """One Web API call as it was received and answered; the token is left out."""

    method: str
    arguments: Json
    answer: Json
    at: datetime


@dataclass(slots=True)
class User:
    """A person, or the bot user of the installed app."""

    #: Slack's id.
    id: str
    #: The user name.
    name: str
    #: The full name.
    real_name: str
    #: The job title.
    title: str = ""
    #: The user is an app's bot.
    is_bot: bool = False
    #: The account is deactivated.
    has_left: bool = False
    #: The display name; the user name where it is empty.
    display_name: str = ""
    #: The user is a guest.
    is_restricted: bool = False
    #: The user is a guest of a single channel.
    is_ultra_restricted: bool = False
    #: Slack Connect shows only the user's name.
    is_stranger: bool = False
    #: The user's own workspace.
    team_id: str = TEAM_ID
    #: The organization of that workspace (Enterprise Grid).
    enterprise_id: str = ""

    @property
    def is_visitor(self) -> bool:
        """Return whether they only see channels they were invited to: guests, people of connected workspaces."""
        return self.is_restricted or self.is_ultra_restricted or self.team_id != TEAM_ID

    def as_json(self) -> Json:
        """Return Slack's user object (https://docs.slack.dev/reference/objects/user-object).

        It does not say of a deactivated account whether it was a guest's.
        """
        shown = self.display_name or self.name
        profile = {"real_name": self.real_name, "display_name": shown, "title": self.title}
        about: Json = {"id": self.id, "team_id": self.team_id, "name": self.name, "real_name": self.real_name}
        about |= {"is_bot": self.is_bot, "deleted": self.has_left, "profile": profile}
        if self.has_left:
            return about
        about |= {"tz": "Europe/London", "tz_offset": 0, "is_restricted": self.is_restricted}
        about |= {"is_ultra_restricted": self.is_ultra_restricted}
        about |= {"is_stranger": True} if self.is_stranger else {}
        return about | ({"enterprise_user": self._enterprise_user()} if self.enterprise_id else {})

    def _enterprise_user(self) -> Json:
        return {"id": self.id, "enterprise_id": self.enterprise_id, "teams": [self.team_id]}


@dataclass(slots=True)
class UserGroup:
    """A group that can be mentioned as one. Guests and people of other workspaces cannot be in it."""

    id: str
    handle: str
    name: str
    users: list[str]
    is_disabled: bool = False

    def as_json(self, *, include_users: bool) -> Json:
        """Return Slack's user group object."""
        about: Json = {"id": self.id, "handle": self.handle, "name": self.name, "is_usergroup": True}
        about |= {"date_delete": int(self.is_disabled), "user_count": len(self.users)}
        return about | ({"users": list(self.users)} if include_users else {})


@dataclass(slots=True)
class Message:
    """One message."""

    #: Slack's timestamp, which is its id.
    ts: str
    #: The author's id.
    user: str
    #: The text.
    text: str
    #: Block Kit blocks.
    blocks: list[Json] | None = None
    #: Attachments.
    attachments: list[Json] | None = None
    #: The app's metadata.
    metadata: Json | None = None
    #: The bot that posted it.
    bot_id: str | None = None
    #: The app that posted it.
    app_id: str | None = None
    #: The thread's parent.
    thread_ts: str | None = None
    #: Slack's subtype.
    subtype: str | None = None
    #: Who edited it last, and when.
    edited: Json | None = None
    #: User ids by emoji.
    reactions: dict[str, list[str]] = field(default_factory=dict)
    #: The one reader of an ephemeral message.
    only_for: str | None = None
    #: The author's workspace.
    team: str = TEAM_ID

    @property
    def is_reply(self) -> bool:
        """Return whether it is in a thread, under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def at_top_level(self) -> bool:
        """Return whether it appears in the channel itself: not a reply, or a reply also sent to the channel."""
        return not self.is_reply or self.subtype == "thread_broadcast"

    def snapshot(self) -> "Message":
        """Return a copy that later edits do not change."""
        return replace(self)

    def as_json(self, *, all_metadata: bool = True) -> Json:
        """Return the message object; without ``all_metadata`` only the metadata's event type, as history shows it."""
        about: Json = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": self.team,
        }
        names = ("blocks", "attachments", "bot_id", "app_id", "thread_ts", "subtype", "edited")
        about |= {name: value for name in names if (value := getattr(self, name)) is not None}
        if self.metadata is not None:
            kept = self.metadata if all_metadata else {"event_type": self.metadata["event_type"]}
            about["metadata"] = kept
        if self.reactions:
            about["reactions"] = [_reaction(name, users) for name, users in self.reactions.items()]
        return about


@dataclass(slots=True)
class Channel:
    """A channel, private channel or direct message, with its messages in the order of their ts."""

    #: Slack's id.
    id: str
    #: The name without #.
    name: str
    #: The channel is private.
    is_private: bool = False
    #: The channel is archived.
    is_archived: bool = False
    #: The channel is a direct message.
    is_im: bool = False
    #: Ids of its members.
    members: list[str] = field(default_factory=list)
    #: The other workspaces it is shared with by Slack Connect.
    connected: list[str] = field(default_factory=list)
    #: Messages by ts.
    messages: dict[str, Message] = field(default_factory=dict)
    #: Ephemeral messages.
    whispers: list[Message] = field(default_factory=list)
    #: Replies by their parent's ts.
    threads: dict[str, list[Message]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Return the ``channel_type`` of its events."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    def add(self, message: Message) -> None:
        """Put a new message at the end, and into its thread."""
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None:
            self.threads.setdefault(message.thread_ts, []).append(message)

    def remove(self, message: Message) -> None:
        """Remove a message from the channel and its thread."""
        del self.messages[message.ts]
        if message.is_reply and message.thread_ts is not None:
            self.threads[message.thread_ts].remove(message)

    def replies(self, ts: str) -> list[Message]:
        """Return the replies in a thread, oldest first, without its parent."""
        return self.threads.get(ts, [])

    def message_json(self, message: Message, *, all_metadata: bool = True) -> Json:
        """Return a message as history shows it: a thread's parent also counts its replies."""
        about = message.as_json(all_metadata=all_metadata)
        replies = [] if message.is_reply else self.replies(message.ts)
        if not replies:
            return about
        users = list(dict.fromkeys(reply.user for reply in replies))
        counts = {"reply_count": len(replies), "reply_users": users, "reply_users_count": len(users)}
        return about | {"thread_ts": message.ts, **counts, "latest_reply": replies[-1].ts}

    def as_json(self, reader: str) -> Json:
        """Return Slack's conversation object for ``reader``."""
        about: Json = {"id": self.id, "name": self.name, "name_normalized": self.name, "is_im": self.is_im}
        about |= {"is_channel": not self.is_private and not self.is_im, "is_group": self.is_private}
        about |= {"is_private": self.is_private or self.is_im, "is_archived": self.is_archived}
        about |= {"is_shared": bool(self.connected), "is_ext_shared": bool(self.connected)}
        about |= {"is_org_shared": False, "connected_team_ids": list(self.connected)}
        return about | {"is_member": reader in self.members, "num_members": len(self.members)}


def _reaction(name: str, users: list[str]) -> Json:
    return {"name": name, "users": list(users), "count": len(users)}
