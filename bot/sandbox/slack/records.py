"""Who and what there is in the small Slack: users, groups, channels, messages, calls, pings."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple

Json = dict[str, Any]


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

    id: str
    name: str
    real_name: str
    title: str = ""
    is_bot: bool = False
    has_left: bool = False

    def as_json(self) -> Json:
        """The fields of Slack's user object that apps read."""
        profile = {"real_name": self.real_name, "display_name": self.name, "title": self.title}
        about = {"id": self.id, "name": self.name, "real_name": self.real_name, "is_bot": self.is_bot}
        return {**about, "deleted": self.has_left, "tz": "Europe/London", "tz_offset": 0, "profile": profile}


@dataclass(slots=True)
class UserGroup:
    """A group that can be mentioned as one."""

    id: str
    handle: str
    name: str
    users: list[str]

    def as_json(self, *, include_users: bool) -> Json:
        """Slack's user group object."""
        about: Json = {"id": self.id, "handle": self.handle, "name": self.name, "is_usergroup": True}
        about |= {"date_delete": 0, "user_count": len(self.users)}
        return about | ({"users": list(self.users)} if include_users else {})


@dataclass(slots=True)
class Message:
    """One message; ``only_for`` names the one reader of an ephemeral message."""

    ts: str
    user: str
    text: str
    blocks: list[Json] | None = None
    attachments: list[Json] | None = None
    metadata: Json | None = None
    bot_id: str | None = None
    app_id: str | None = None
    thread_ts: str | None = None
    subtype: str | None = None
    edited: Json | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    only_for: str | None = None

    @property
    def is_reply(self) -> bool:
        """Whether it stands inside a thread, under another message."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    @property
    def at_top_level(self) -> bool:
        """Whether it shows in the channel itself: not a reply, or a reply also sent to the channel."""
        return not self.is_reply or self.subtype == "thread_broadcast"

    def snapshot(self) -> "Message":
        """A copy that later edits leave alone."""
        return replace(self)

    def as_json(self, *, all_metadata: bool = True) -> Json:
        """The message object; without ``all_metadata`` only the metadata's event type, as history shows it."""
        about: Json = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": TEAM_ID,
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

    id: str
    name: str
    is_private: bool = False
    is_archived: bool = False
    is_im: bool = False
    members: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    whispers: list[Message] = field(default_factory=list)
    threads: dict[str, list[Message]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """``channel_type`` of its events."""
        if self.is_im:
            return "im"
        return "group" if self.is_private else "channel"

    def add(self, message: Message) -> None:
        """Put a new message at the end, and into its thread."""
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts is not None:
            self.threads.setdefault(message.thread_ts, []).append(message)

    def remove(self, message: Message) -> None:
        """Take a message out, and out of its thread."""
        del self.messages[message.ts]
        if message.is_reply and message.thread_ts is not None:
            self.threads[message.thread_ts].remove(message)

    def replies(self, ts: str) -> list[Message]:
        """The replies in a thread, oldest first, without its parent."""
        return self.threads.get(ts, [])

    def message_json(self, message: Message, *, all_metadata: bool = True) -> Json:
        """A message as history shows it: a thread's parent also counts its replies."""
        about = message.as_json(all_metadata=all_metadata)
        replies = [] if message.is_reply else self.replies(message.ts)
        if not replies:
            return about
        users = list(dict.fromkeys(reply.user for reply in replies))
        counts = {"reply_count": len(replies), "reply_users": users, "reply_users_count": len(users)}
        return about | {"thread_ts": message.ts, **counts, "latest_reply": replies[-1].ts}

    def as_json(self, reader: str) -> Json:
        """Slack's conversation object as ``reader`` sees it."""
        about: Json = {"id": self.id, "name": self.name, "name_normalized": self.name, "is_im": self.is_im}
        about |= {"is_channel": not self.is_private and not self.is_im, "is_group": self.is_private}
        about |= {"is_private": self.is_private or self.is_im, "is_archived": self.is_archived}
        return about | {"is_member": reader in self.members, "num_members": len(self.members)}


TEAM_ID = "T0LARKSPUR"


def _reaction(name: str, users: list[str]) -> Json:
    return {"name": name, "users": list(users), "count": len(users)}
