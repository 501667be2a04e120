"""A TCP proxy for a real Postgres that loses the answer to a COMMIT, or delivers the COMMIT too late."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from urllib.parse import parse_qs, quote, urlsplit

from psycopg.conninfo import conninfo_to_dict

SYNC, SIMPLE, PARSE, BIND, READY = b"S", b"Q", b"P", b"B", b"Z"
# What a client sends of a statement before it asks for an answer (flush, sync).
HELD = (PARSE, BIND, b"D", b"E", b"C")


class Fate(Enum):
    """The fate of the next transaction that the proxy waits for."""

    ANSWER_LOST = auto()  # the server commits; the client's connection ends without the answer
    REQUEST_LOST = auto()  # the client's connection ends before the server gets the COMMIT
    REQUEST_LATE = auto()  # the same, but `deliver()` brings the COMMIT to the server after all


@dataclass
class Proxy:
    """Passes everything on. `lose` names a piece of SQL: the transaction that holds it meets its fate, once."""

    url: str = ""
    words: str = ""
    fate: Fate = Fate.ANSWER_LOST
    times: int = 0
    lost: int = 0
    late: list[tuple[asyncio.StreamWriter, bytes]] = field(default_factory=list)

    def lose(self, words: str, fate: Fate = Fate.ANSWER_LOST, times: int = 1) -> None:
        self.words, self.fate, self.times = words, fate, times

    def deliver(self) -> None:
        """Bring what was held back to the server, whose client is long gone."""
        for server, held in self.late:
            server.write(held)
        self.late.clear()

    def takes(self, texts: list[str]) -> bool:
        """Whether the transaction of these statements is one to lose."""
        wanted = self.times > 0 and any(self.words in text for text in texts)
        self.times -= wanted
        self.lost += wanted
        return wanted


@asynccontextmanager
async def postgres_proxy(url: str) -> AsyncIterator[Proxy]:
    """A proxy before the Postgres at `url`; `Proxy.url` leads through it."""
    proxy = Proxy()
    tasks: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server = await _connected(url)
        for task in _Connection(proxy, reader, writer, *server).tasks():
            tasks.add(task)
            task.add_done_callback(tasks.discard)

    listening = await asyncio.start_server(accept, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    user, name = conninfo_to_dict(url).get("user", "postgres"), urlsplit(url).path
    password = urlsplit(url).password
    login = f"{user}:{quote(password)}" if password else user
    proxy.url = f"postgres://{login}@127.0.0.1:{port}{name}?sslmode=disable&gssencmode=disable"
    try:
        yield proxy
    finally:
        listening.close()
        for task in tasks:
            task.cancel()


async def _connected(url: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    parts = urlsplit(url)
    if folder := parse_qs(parts.query).get("host"):
        return await asyncio.open_unix_connection(f"{folder[0]}/.s.PGSQL.{parts.port or 5432}")
    return await asyncio.open_connection(parts.hostname, parts.port or 5432)


class _Connection:
    """One client's connection and ours to the server: https://www.postgresql.org/docs/current/protocol.html"""

    def __init__(
        self,
        proxy: Proxy,
        client: asyncio.StreamReader,
        to_client: asyncio.StreamWriter,
        server: asyncio.StreamReader,
        to_server: asyncio.StreamWriter,
    ) -> None:
        self.proxy = proxy
        self.client, self.to_client = client, to_client
        self.server, self.to_server = server, to_server
        self.statements: dict[bytes, str] = {}
        self.batch: list[str] = []
        self.held = b""
        self.losing = False

    def tasks(self) -> list[asyncio.Task[None]]:
        return [asyncio.create_task(self._ended_with(each)) for each in (self._requests(), self._answers())]

    async def _ended_with(self, flow: "asyncio.Future[None] | object") -> None:
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await flow  # type: ignore[misc]
        self._hang_up()
        if not any(self.to_server is server for server, _ in self.proxy.late):
            self.to_server.close()

    async def _requests(self) -> None:
        size = await self.client.readexactly(4)
        self.to_server.write(size + await self.client.readexactly(int.from_bytes(size) - 4))
        while True:
            kind, body = await _message(self.client)
            self._note(kind, body[4:])
            # What belongs to one transaction goes on together with what ends it, so that it can be lost as a whole.
            self.held += kind + body
            if kind in HELD:
                continue
            if kind not in (SYNC, SIMPLE):
                self._pass_on()
                continue
            texts, self.batch = self.batch, []
            if not self.proxy.takes(texts):
                self._pass_on()
            elif self.proxy.fate is Fate.ANSWER_LOST:
                self.losing = True
                self._pass_on()
            else:
                if self.proxy.fate is Fate.REQUEST_LATE:
                    self.proxy.late.append((self.to_server, self.held))
                return

    def _note(self, kind: bytes, body: bytes) -> None:
        first, _, rest = body.partition(b"\0")
        second = rest.partition(b"\0")[0]
        if kind == PARSE:
            self.statements[first] = second.decode()
        elif kind == BIND:
            self.batch.append(self.statements.get(second, ""))
        elif kind == SIMPLE:
            self.batch.append(first.decode())

    def _pass_on(self) -> None:
        self.to_server.write(self.held)
        self.held = b""

    async def _answers(self) -> None:
        while True:
            kind, body = await _message(self.server)
            if not self.losing:
                self.to_client.write(kind + body)
            elif kind == READY:
                return

    def _hang_up(self) -> None:
        """As a network does that breaks: at once, with nothing left to read."""
        if taken := self.to_client.get_extra_info("socket"):
            with suppress(OSError):
                taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.to_client.close()


async def _message(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """One message: its type, and the rest with its length."""
    kind = await reader.readexactly(1)
    size = await reader.readexactly(4)
    return kind, size + await reader.readexactly(int.from_bytes(size) - 4)
