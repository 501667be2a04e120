"""Members, channels, messages and interactions of the small Discord, as plain records."""

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
    """A channel or a thread. `denied` are the permissions taken from everybody there, the bot included."""

    id: str
    name: str
    kind: int
    parent: "Channel | None" = None
    owner: User | None = None
    denied: int = 0
    archived: bool = False
    locked: bool = False
    archived_at: datetime | None = None
    deleted: bool = False
    last_message_id: str | None = None
    messages: "list[Message]" = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        return self.kind in (PUBLIC_THREAD, PRIVATE_THREAD)

    def denies(self, permission: int) -> bool:
        """Whether everybody lacks the permission here; a thread has those of its parent."""
        return bool((self.parent or self).denied & permission)


@dataclass(slots=True, eq=False)
class Message:
    """One message; `answers` is the message it is a reply to."""

    id: str
    channel: Channel
    author: User
    text: str
    at: datetime
    kind: int = POST
    answers: "Message | None" = None
    nonce: str | None = None
    media: tuple[str, ...] = ()
    by_webhook: bool = False
    edited_at: datetime | None = None
    deleted: bool = False


@dataclass(slots=True, eq=False)
class Interaction:
    """A command a member used, and what they were told."""

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
        """Wait for what the member is told. Raises TimeoutError."""
        await asyncio.wait_for(self._answered.wait(), seconds)
        return self.said[-1]
