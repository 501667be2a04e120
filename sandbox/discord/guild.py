"""The guild: everybody on the small Discord, its channels and everything said there, in memory."""

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
    """Where the guild tells the page that something is new."""

    def publish(self, kind: str, **data: object) -> object: ...


class Unknown(LookupError):
    """There is no such message, channel or member."""


class Guild:
    """A company's Discord server. `limits`, `revoked` and `message_content` are the switches a test turns.

    `message_content` is the switch of the developer portal: off, the bot is shown the text of no message that does
    not name it. `blocked` is a word automatic moderation lets nobody write; `mangled` holds, by message, what is shown
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
        """The member of that handle, who joins at need; `roles` are names of roles they are given."""
        user = self.members.get(handle)
        if user is None:
            user = self.members[handle] = User(self._ids.next(), handle, name or handle)
        user.name = name or user.name
        user.roles |= {self.roles[role].id for role in roles}
        return user

    def leave(self, handle: str) -> None:
        """The member leaves; what they wrote stays."""
        self.members.pop(handle)

    def channel(self, name: str, kind: int = TEXT) -> Channel:
        """A new text or forum channel."""
        channel = Channel(self._ids.next(), name, kind)
        self.channels[channel.id] = channel
        self._tell("CHANNEL_CREATE", self.channel_json(channel))
        return channel

    def thread(self, author: str, title: str, parent: Channel, kind: int = PUBLIC_THREAD) -> Channel:
        """A new thread under a channel, still empty."""
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
        """Write in a channel or thread (#help by default). @handle and @role name whom they name. Raises Unknown."""
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
        """A post in a forum (#questions by default): a thread with a first message of the same id."""
        thread = self.thread(author, title, forum or self.questions)
        return self.post(author, text, thread, message_id=thread.id)

    def answer(self, author: str, thread_id: str, text: str) -> Message:
        """Write under a forum post. Raises Unknown."""
        return self.post(author, text, self.open_channel(thread_id))

    def edit(self, message_id: str, text: str) -> Message:
        """Raises Unknown."""
        message = self.live(message_id)
        message.text, message.edited_at = self.typed(text), self.clock()
        self._tell_message("MESSAGE_UPDATE", message)
        return message

    def preview(self, message_id: str) -> None:
        """Discord adds the preview of a link, which is an update but no edit. Raises Unknown."""
        self._tell_message("MESSAGE_UPDATE", self.live(message_id))

    def purge(self, message_ids: Sequence[str]) -> None:
        """A moderator deletes several messages of one channel at once. Raises Unknown."""
        messages = [self.live(message_id) for message_id in message_ids]
        for message in messages:
            message.deleted = True
        self._tell("MESSAGE_DELETE_BULK", {"ids": list(message_ids), **self._place(messages[0].channel)})

    def delete(self, message_id: str) -> None:
        """Raises Unknown."""
        message = self.live(message_id)
        message.deleted = True
        self._tell("MESSAGE_DELETE", {"id": message.id, **self._place(message.channel)})

    def delete_thread(self, thread_id: str) -> None:
        """A thread with everything in it. Raises Unknown."""
        thread = self.open_channel(thread_id)
        thread.deleted = True
        for message in thread.messages:
            message.deleted = True
        gone = {"id": thread.id, "guild_id": self.id, "type": thread.kind}
        self._tell("THREAD_DELETE", gone | {"parent_id": thread.parent.id if thread.parent else None})

    def archive(self, thread_id: str, *, locked: bool = False) -> None:
        """Put a thread away as time does, or a moderator, who may lock it too. Raises Unknown."""
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
        """A member uses a command of the bot: with `target` the message command of that name. Raises Unknown."""
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
        """The message of that id, unless it was deleted; raises Unknown."""
        message = self._messages.get(message_id)
        if message is None or message.deleted:
            raise Unknown(message_id)
        return message

    def open_channel(self, channel_id: str) -> Channel:
        """The channel or thread of that id; raises Unknown."""
        channel = self.channels.get(channel_id)
        if channel is None or channel.deleted:
            raise Unknown(channel_id)
        return channel

    def threads(self, *, archived: bool) -> Iterator[Channel]:
        """The threads that are there, put away or not."""
        for channel in self.channels.values():
            if channel.is_thread and not channel.deleted and channel.archived is archived:
                yield channel

    def replies_to(self, message_id: str) -> list[Message]:
        """The bot's answers to a message, oldest first."""
        return [
            one
            for one in self._messages.values()
            if one.author is self.bot and one.answers and one.answers.id == message_id and not one.deleted
        ]

    def sent_with(self, nonce: str, since: datetime) -> Message | None:
        """The bot's message of that nonce, as long as Discord remembers it."""
        return next((one for one in self._messages.values() if one.nonce == nonce and one.at >= since), None)

    def new_id(self) -> str:
        return self._ids.next()

    def user_by_id(self, user_id: str) -> User | None:
        return next((user for user in self.members.values() if user.id == user_id), None)

    def typed(self, text: str) -> str:
        """What Discord's own app makes of a text as it is sent: @names become ids."""
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
