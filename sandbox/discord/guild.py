"""The guild: members, channels and messages of the simulated Discord, in memory."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Protocol

from sandbox.discord import wire
from sandbox.discord.clock import Clock, Snowflakes, utc_now
from sandbox.discord.limits import Limits
from sandbox.discord.people import PEOPLE
from sandbox.discord.records import (
    FORUM,
    JSON,
    POST,
    PUBLIC_THREAD,
    REPLY,
    TEXT,
    Channel,
    Interaction,
    Message,
    Role,
    User,
)

TOKEN = "sandbox-discord-token"
ALL_BUT_ADMINISTRATOR = ((1 << 46) - 1) & ~(1 << 3)
Listener = Callable[[str, JSON], None]


class Stream(Protocol):
    """The channel through which the guild notifies the page of news."""

    def publish(self, kind: str, **data: object) -> object: ...


class Unknown(LookupError):
    """No such message, channel or member exists."""


class Guild:
    """A company's Discord server. Tests set the switches `limits`, `revoked` and `message_content`.

    `message_content` is the switch of the developer portal: off, the bot sees no text of messages that do not
    mention it. `blocked` is a word that automatic moderation refuses; `mangled` has, by message, what is shown
    wrongly of it. `calls` counts the calls of each route, `sent` keeps what the bot asked to post.
    """

    def __init__(self, stream: Stream, *, clock: Clock = utc_now, brand: str = "larkspur_help") -> None:
        self.clock = clock
        self.limits = Limits()
        self.revoked: set[str] = set()
        self.message_content = True
        self.blocked = ""
        self.mangled: dict[str, JSON] = {}
        self.calls: Counter[str] = Counter()
        self.sent: list[JSON] = []
        self.commands: list[JSON] = []
        self.interactions: dict[str, Interaction] = {}
        self.listeners: list[Listener] = []
        self._stream = stream
        self._ids = Snowflakes(clock)
        self._messages: dict[str, Message] = {}
        self.id = self._ids.next()
        self.application_id = self._ids.next()
        self.roles = {name: Role(self._ids.next(), name) for name in ("larkspur", "trusted", "staff")}
        self.everyone = Role(self.id, "@everyone", ALL_BUT_ADMINISTRATOR)
        self.members: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.bot = self.member(brand, "Larkspur Help")
        self.bot.bot = True
        for handle, name in PEOPLE:
            self.member(handle, name)
        self.help = self.channel("help")
        self.lounge = self.channel("lounge")
        self.questions = self.channel("questions", FORUM)

    def member(self, handle: str, name: str | None = None, *, roles: Sequence[str] = ()) -> User:
        """Return the member with that handle, who joins if necessary; `roles` are names of roles to add."""
        user = self.members.get(handle)
        if user is None:
            user = self.members[handle] = User(self._ids.next(), handle, name or handle)
        user.name = name or user.name
        user.roles |= {self.roles[role].id for role in roles}
        return user

    def leave(self, handle: str) -> None:
        """Let the member leave; their messages stay."""
        self.members.pop(handle)

    def channel(self, name: str, kind: int = TEXT) -> Channel:
        """Create a text or forum channel."""
        channel = Channel(self._ids.next(), name, kind)
        self.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", self.channel_json(channel))
        return channel

    def thread(self, author: str, title: str, parent: Channel, kind: int = PUBLIC_THREAD) -> Channel:
        """Create an empty thread under a channel."""
        thread = Channel(self._ids.next(), title, kind, parent=parent, owner=self.member(author))
        self.channels[thread.id] = thread
        self._tell("THREAD_CREATE", self.channel_json(thread) | {"newly_created": True})
        return thread

    def post(
        self,
        author: str,
        text: str,
        channel: Channel | None = None,
        *,
        in_reply_to: str | None = None,
        media: Sequence[str] = (),
        by_webhook: bool = False,
        nonce: str | None = None,
        kind: int = POST,
        message_id: str | None = None,
    ) -> Message:
        """Write in a channel or thread (#help by default). @handle and @role mention members and roles. Raise
        Unknown."""
        where = channel or self.help
        answers = self.live(in_reply_to) if in_reply_to else None
        message = Message(
            message_id or self._ids.next(),
            where,
            self.member(author),
            self.typed(text),
            self.clock(),
            REPLY if answers else kind,
            answers,
            nonce,
            tuple(media),
            by_webhook,
        )
        return self._enter(message)

    def forum_post(self, author: str, title: str, text: str, forum: Channel | None = None) -> Message:
        """Create a post in a forum (#questions by default): a thread whose first message has the same id."""
        thread = self.thread(author, title, forum or self.questions)
        return self.post(author, text, thread, message_id=thread.id)

    def answer(self, author: str, thread_id: str, text: str) -> Message:
        """Write under a forum post. Raise Unknown when it does not exist."""
        return self.post(author, text, self.open_channel(thread_id))

    def edit(self, message_id: str, text: str) -> Message:
        """Edit a message. Raise Unknown when it does not exist."""
        message = self.live(message_id)
        message.text, message.edited_at = self.typed(text), self.clock()
        self._tell_message("MESSAGE_UPDATE", message)
        return message

    def preview(self, message_id: str) -> None:
        """Add a link preview as Discord does, which is an update but no edit. Raise Unknown."""
        self._tell_message("MESSAGE_UPDATE", self.live(message_id))

    def purge(self, message_ids: Sequence[str]) -> None:
        """Delete several messages of one channel at once, as a moderator. Raise Unknown."""
        messages = [self.live(message_id) for message_id in message_ids]
        for message in messages:
            message.deleted = True
        self._tell("MESSAGE_DELETE_BULK", {"ids": list(message_ids), **self._place(messages[0].channel)})

    def delete(self, message_id: str) -> None:
        """Delete a message. Raise Unknown when it does not exist."""
        message = self.live(message_id)
        message.deleted = True
        self._tell("MESSAGE_DELETE", {"id": message.id, **self._place(message.channel)})

    def delete_thread(self, thread_id: str) -> None:
        """Delete a thread with all its messages. Raise Unknown."""
        thread = self.open_channel(thread_id)
        thread.deleted = True
        for message in thread.messages:
            message.deleted = True
        gone = {"id": thread.id, "guild_id": self.id, "type": thread.kind}
        self._tell("THREAD_DELETE", gone | {"parent_id": thread.parent.id if thread.parent else None})

    def archive(self, thread_id: str, *, locked: bool = False) -> None:
        """Archive a thread, as time or a moderator does, who may lock it too. Raise Unknown."""
        thread = self.open_channel(thread_id)
        thread.archived, thread.locked, thread.archived_at = True, locked, self.clock()
        self._tell("THREAD_UPDATE", self.channel_json(thread))

    def command(
        self,
        author: str,
        name: str,
        channel: Channel | None = None,
        *,
        target: str | None = None,
        **options: str,
    ) -> Interaction:
        """Use a command of the bot as a member: with `target` the message command of that name. Raise Unknown."""
        known = next((one for one in self.commands if one["name"] == name), None)
        if known is None:
            raise Unknown(name)
        interaction = Interaction(self._ids.next(), f"interaction-{self._ids.next()}", self.member(author))
        self.interactions[interaction.token] = interaction
        message = self.live(target) if target else None
        where = message.channel if message else channel or self.help
        shown = wire.interaction(self, interaction, known, where, message, options)
        self._tell("INTERACTION_CREATE", shown)
        return interaction

    def live(self, message_id: str) -> Message:
        """Return the message with that id. Raise Unknown when it does not exist or was deleted."""
        message = self._messages.get(message_id)
        if message is None or message.deleted:
            raise Unknown(message_id)
        return message

    def open_channel(self, channel_id: str) -> Channel:
        """Return the channel or thread with that id. Raise Unknown when it does not exist or was deleted."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted:
            raise Unknown(channel_id)
        return channel

    def threads(self, *, archived: bool) -> Iterator[Channel]:
        """Return the existing threads, archived or not."""
        for channel in self.channels.values():
            if channel.is_thread and not channel.deleted and channel.archived is archived:
                yield channel

    def replies_to(self, message_id: str) -> list[Message]:
        """Return the bot's replies to a message, oldest first."""
        return [
            one
            for one in self._messages.values()
            if one.author is self.bot and one.answers and one.answers.id == message_id and not one.deleted
        ]

    def sent_with(self, nonce: str, since: datetime) -> Message | None:
        """Return the bot's message of that nonce, as long as Discord remembers it."""
        return next((one for one in self._messages.values() if one.nonce == nonce and one.at >= since), None)

    def new_id(self) -> str:
        return self._ids.next()

    def user_by_id(self, user_id: str) -> User | None:
        return next((user for user in self.members.values() if user.id == user_id), None)

    def typed(self, text: str) -> str:
        """Return a text as Discord's own app sends it: @names become ids."""
        ids = {role.name: f"<@&{role.id}>" for role in self.roles.values()}
        ids |= {user.handle: f"<@{user.id}>" for user in self.members.values()}
        return re.sub(r"(?<![\w<@])@(\w+)", lambda found: ids.get(found[1], found[0]), text)

    def channel_json(self, channel: Channel) -> JSON:
        return wire.channel(self, channel)

    def _enter(self, message: Message) -> Message:
        thread = message.channel
        if thread.archived and not thread.locked:
            thread.archived = False  # Discord docs: Threads: a message opens it again
            self._tell("THREAD_UPDATE", self.channel_json(thread))
        self._messages[message.id] = message
        thread.messages.append(message)
        thread.last_message_id = message.id
        self._tell_message("MESSAGE_CREATE", message)
        return message

    def _tell_message(self, event: str, message: Message) -> None:
        shown = wire.message(self, message) | {"guild_id": self.id}
        if not message.by_webhook:
            shown["member"] = wire.member(message.author)
        self._tell(event, shown | ({"nonce": message.nonce} if message.nonce else {}))

    def _tell(self, event: str, data: JSON) -> None:
        for listener in list(self.listeners):
            listener(event, data)
        self._stream.publish("discord", event=event, id=data.get("id"))

    def _place(self, channel: Channel) -> JSON:
        return {"channel_id": channel.id, "guild_id": self.id}
