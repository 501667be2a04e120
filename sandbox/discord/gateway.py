"""The gateway of the simulated Discord: the websocket that pushes events to a bot (Discord docs: Gateway)."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from sandbox.discord import wire
from sandbox.discord.guild import TOKEN, Guild
from sandbox.discord.records import JSON

PATH = "/discord/gateway"
HEARTBEAT_MS = 41_250
# A real gateway answers after a round trip. discord.py notes the time of sending in another thread, so an answer
# without one looks as late as the last heartbeat, and is logged as "Can't keep up".
ACK_AFTER = 0.2
# Discord docs: Gateway opcodes.
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, HEARTBEAT_ACK = (
    0,
    1,
    2,
    6,
    7,
    9,
    10,
    11,
)
# Discord docs: Gateway close event codes.
AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4004, 4014
# Discord docs: Gateway intents.
GUILDS, MESSAGES, CONTENT = 1 << 0, 1 << 9, 1 << 15
INTENT_OF = {"CHANNEL": GUILDS, "THREAD": GUILDS, "GUILD": GUILDS, "MESSAGE": MESSAGES}


@dataclass(slots=True, eq=False)
class Session:
    """A bot's session: the events it requested, and every event it was sent, for a resume."""

    id: str
    intents: int
    told: list[JSON] = field(default_factory=list)
    socket: web.WebSocketResponse | None = None
    waiting: asyncio.Queue[JSON] = field(default_factory=asyncio.Queue)

    def tell(self, event: str, data: JSON) -> None:
        needs = INTENT_OF.get(event.partition("_")[0], 0)
        if needs and not self.intents & needs:
            return
        frame = {"op": DISPATCH, "t": event, "s": len(self.told) + 1, "d": data}
        self.told.append(frame)
        self.waiting.put_nowait(frame)


class Gateway:
    """The sessions of the bot. With `refuse_with` set, a client that identifies itself is closed with that code.
    With `resumable` off no session survives its connection."""

    def __init__(self, guild: Guild) -> None:
        self.guild = guild
        self.sessions: dict[str, Session] = {}
        self.identified: list[JSON] = []
        self.resumed = 0
        self.resumable = True
        self.refuse_with = 0
        self._arrived = asyncio.Event()
        guild.listeners.append(self._tell)

    async def connected(self, seconds: float = 10.0) -> None:
        """Wait until the bot has identified itself or resumed. Raise TimeoutError."""
        await asyncio.wait_for(self._arrived.wait(), seconds)

    async def drop(self, code: int = 4000) -> None:
        """Close every connection; with `resumable` off the bot must begin a new session."""
        self._arrived.clear()
        for socket in [session.socket for session in self.sessions.values() if session.socket]:
            await socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Ask every client to reconnect, as Discord does every few hours."""
        self._arrived.clear()
        for socket in [session.socket for session in self.sessions.values() if session.socket]:
            await socket.send_json({"op": RECONNECT, "d": None})

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve the websocket."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"op": HELLO, "d": {"heartbeat_interval": HEARTBEAT_MS}})
        session: Session | None = None
        sender: asyncio.Task[None] | None = None
        acks: list[asyncio.Task[None]] = []
        try:
            async for message in socket:
                if message.type is not WSMsgType.TEXT:
                    continue
                frame = json.loads(message.data)
                if frame["op"] == HEARTBEAT:
                    acks.append(asyncio.create_task(_acknowledge(socket)))
                    acks = [ack for ack in acks if not ack.done()]
                elif session is None and (session := await self._begin(socket, frame, request)):
                    sender = asyncio.create_task(_send(session, socket))
                    self._arrived.set()
        finally:
            for task in (*acks, *([sender] if sender else [])):
                task.cancel()
            if session and session.socket is socket:
                session.socket = None
        return socket

    async def _begin(
        self, socket: web.WebSocketResponse, frame: JSON, request: web.Request
    ) -> Session | None:
        asked = frame["d"]
        if asked["token"] != TOKEN or TOKEN in self.guild.revoked:
            await socket.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
            return None
        if frame["op"] == RESUME:
            return await self._resume(socket, asked)
        self.identified.append(asked)
        disallowed = asked["intents"] & CONTENT and not self.guild.message_content
        if code := self.refuse_with or (DISALLOWED_INTENTS if disallowed else 0):
            await socket.close(code=code, message=b"Disallowed intent(s).")
            return None
        session = Session(self.guild.new_id(), asked["intents"], socket=socket)
        self.sessions = {session.id: session}
        session.tell("READY", self._ready(session, request))
        session.tell("GUILD_CREATE", wire.guild_json(self.guild))
        return session

    async def _resume(self, socket: web.WebSocketResponse, asked: JSON) -> Session | None:
        session = self.sessions.get(asked["session_id"])
        if session is None or not self.resumable:
            await socket.send_json({"op": INVALID_SESSION, "d": False})
            return None
        self.resumed += 1
        session.socket = socket
        session.waiting = asyncio.Queue()
        for frame in session.told[asked["seq"] :]:
            session.waiting.put_nowait(frame)
        session.tell("RESUMED", {})
        return session

    def _ready(self, session: Session, request: web.Request) -> JSON:
        here: Any = request.url.with_path(PATH).with_scheme("ws").with_query(None)
        return {
            "v": 10,
            "user": wire.user(self.guild.bot),
            "guilds": [{"id": self.guild.id, "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": str(here),
            "application": {"id": self.guild.application_id, "flags": wire.application(self.guild)["flags"]},
        }

    def _tell(self, event: str, data: JSON) -> None:
        for session in self.sessions.values():
            session.tell(event, data)


async def _acknowledge(socket: web.WebSocketResponse) -> None:
    await asyncio.sleep(ACK_AFTER)
    if not socket.closed:
        await socket.send_json({"op": HEARTBEAT_ACK})


async def _send(session: Session, socket: web.WebSocketResponse) -> None:
    waiting = session.waiting
    while True:
        await socket.send_json(await waiting.get())
