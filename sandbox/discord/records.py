"""Members, channels, messages and interactions of the simulated Discord, as plain records."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

JSON = dict[str, Any]

TEXT, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 0, 11, 12, 15  # Discord docs: Channel types
POST, REPLY = 0, 19  # Discord docs: Message types
# Discord docs: Permissions.
VIEW, SEND, HISTORY, SEND_IN_THREADS = 1 << 10, 1 << 11, 1 << 16, 1 << 38


@dataclass(slots=True, eq=False)
class User:
    """A member of the server; `roles` are the ids of theirs."""

    id: str
    handle: str
    name: str
    bot: bool = False
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True, eq=False)
class Role:
    id: str
    name: str
    permissions: int = 0


@dataclass(slots=True, eq=False)
class Channel:
    """A channel or a thread."""

    #: Discord's id.
    id: str
    #: The name; a thread's title.
    name: str
    #: Discord's channel type.
    kind: int
    #: The channel of a thread.
    parent: "Channel | None" = None
    #: The user who opened a thread.
    owner: User | None = None
    #: Permissions denied to everyone there, including the bot.
    denied: int = 0
    #: The thread is archived.
    archived: bool = False
    #: Only moderators may write in the thread.
    locked: bool = False
    #: When the thread was archived or restored last.
    archived_at: datetime | None = None
    #: The channel no longer exists.
    deleted: bool = False
    #: The id of the last message, even if that was deleted.
    last_message_id: str | None = None
    #: Messages, oldest first.
    messages: "list[Message]" = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)

    def denies(self, permission: int) -> bool:
        """Return whether @everyone lacks the permission here; a thread has those of its parent."""
        return bool((self.parent or self).denied & permission)


@dataclass(slots=True, eq=False)
class Message:
    """One message."""

    #: Discord's id.
    id: str
    #: The channel or thread it is in.
    channel: Channel
    #: The user who wrote it.
    author: User
    #: The text, with ids in place of @names.
    text: str
    #: When it was written.
    at: datetime
    #: Discord's message type.
    kind: int = POST
    #: The message it is a reply to.
    answers: "Message | None" = None
    #: The client's key, by which Discord recognizes a repeated call.
    nonce: str | None = None
    #: URLs of images.
    media: tuple[str, ...] = ()
    #: A webhook wrote it.
    by_webhook: bool = False
    #: When it was edited last.
    edited_at: datetime | None = None
    #: It was deleted.
    deleted: bool = False


@dataclass(slots=True, eq=False)
class Interaction:
    """A command a member used, and the answer to it."""

    id: str
    token: str
    by: User
    deferred: JSON | None = None
    said: list[str] = field(default_factory=list)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    def say(self, text: str) -> None:
        self.said.append(text)
        self._answered.set()

    async def answer(self, seconds: float = 10.0) -> str:
        """Wait for the answer to the member and return it. Raise TimeoutError."""
        await asyncio.wait_for(self._answered.wait(), seconds)
        return self.said[-1]
