"""A line between Baton and a network that keeps every byte Baton sends."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import unquote_to_bytes, urlsplit


class Wiretap:
    """`sent` is all that went out, a piece for every connection, as it stood on the wire."""

    def __init__(self) -> None:
        self.sent: list[bytearray] = []
        self._to: tuple[str, int] = ("", 0)

    @asynccontextmanager
    async def to(self, url: str) -> AsyncIterator[str]:
        """A line to the server at `url`; the address to call instead."""
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or 80)
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()[:2]
        yield f"http://{host}:{port}{parts.path}"
        server.close()

    def heard(self, words: str) -> bool:
        """Whether these words went out, plainly, escaped as in JSON, or as in a form or an address."""
        forms = (words.encode(), json.dumps(words)[1:-1].encode())
        return any(form in read for sent in self.sent for read in _readings(bytes(sent)) for form in forms)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection(*self._to)
        self.sent.append(sent := bytearray())
        await asyncio.gather(_pump(reader, far_writer, sent), _pump(far_reader, writer, bytearray()))


def _readings(sent: bytes) -> tuple[bytes, bytes]:
    return sent, unquote_to_bytes(sent.replace(b"+", b" "))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, kept: bytearray) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65_536):
            kept += data
            writer.write(data)
            await writer.drain()
    writer.close()
