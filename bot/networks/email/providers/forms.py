"""Forms as providers post them: URL-encoded, or multipart with attachments as files (RFC 7578).

A form is read in a stream and only what an e-mail needs is kept, so that its size does not matter.
"""

import asyncio
from collections.abc import AsyncIterable, Mapping
from dataclasses import dataclass
from email.message import Message
from urllib.parse import unquote_to_bytes

from python_multipart.exceptions import ParseError
from python_multipart.multipart import MultipartParser, QuerystringParser

from bot.networks import HookCall
from bot.networks.email.charsets import decode
from bot.networks.email.message import Attachment
from bot.networks.email.providers.data_urls import WithoutPictures
from bot.networks.pieces import PIECE_BYTES, in_pieces

MOST_FIELDS = 1_000
LONGEST_NAME = 200
# What is kept of a field, in bytes, where its reader names no other limit.
LONGEST_FIELD = 64 * 1024
# The author's own text ends long before this limit; only quotes are cut off.
LONGEST_TEXT, LONGEST_HTML = 512 * 1024, 1024 * 1024


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form, each with its first value, and what is known of its files."""

    fields: dict[str, bytes]
    files: tuple[Attachment, ...] = ()

    def __getitem__(self, name: str) -> str:
        return self.fields[name].decode()

    def get(self, name: str, charset: str = "utf-8") -> str:
        """Return the text of a field, "" without one, by the charset of that label."""
        return decode(self.fields.get(name, b""), charset)


async def read_form(call: HookCall, longest: Mapping[str, int]) -> Form:
    """Return the form in a request: at most `longest` bytes of each field named there, and no other field.

    Raise ValueError when the body is not a form, or has more than MOST_FIELDS fields.
    """
    head = Message()
    head["Content-Type"] = call.headers.get("content-type", "")
    if head.get_content_type() == "multipart/form-data":
        boundary = head.get_boundary()
        if not boundary:
            raise ValueError("a multipart form without a boundary")
        return await _read(_Parts(boundary, longest), call.chunks())
    return await _read(_Pairs(longest), call.chunks())


class _Fields:
    """The fields kept so far. The parser calls `begin()`, `add()` and `end()` for each field or file."""

    def __init__(self, longest: Mapping[str, int]) -> None:
        self.kept: dict[str, bytes] = {}
        self.files: list[Attachment] = []
        self._longest = longest
        self._count = 0
        self._name = ""
        self._file: str | None = None
        self._size = 0
        self._value = bytearray()
        self._pictureless = WithoutPictures()

    def begin(self, name: str, file: str | None = None) -> None:
        """Begin a field. Raise ValueError when the form has too many."""
        self._count += 1
        if self._count > MOST_FIELDS:
            raise ValueError("the form has too many fields")
        self._name, self._file, self._size, self._value = name, file, 0, bytearray()
        self._pictureless = WithoutPictures()

    def add(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._file is None and self._name in self._longest and self._name not in self.kept:
            self._keep(self._pictureless.feed(piece))

    def end(self) -> None:
        self._keep(self._pictureless.rest)
        if self._file is not None:
            self.files.append(Attachment(self._file, self._size))
        elif self._name in self._longest:
            self.kept.setdefault(self._name, bytes(self._value))

    def _keep(self, piece: bytes) -> None:
        self._value += piece[: self._longest.get(self._name, 0) - len(self._value)]


class _Parts:
    """A multipart form, from python-multipart's callbacks."""

    def __init__(self, boundary: str, longest: Mapping[str, int]) -> None:
        self.fields = _Fields(longest)
        self._head = Message()
        self._line = [b"", b""]
        self.parser = MultipartParser(
            boundary.encode("ascii", "replace"),
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._extend(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._extend(1, data[start:end]),
                "on_header_end": self._header,
                "on_headers_finished": self._named,
                "on_part_data": lambda data, start, end: self.fields.add(data[start:end]),
                "on_part_end": self.fields.end,
            },
        )

    def write(self, piece: bytes) -> None:
        self.parser.write(piece)

    def _begin(self) -> None:
        self._head, self._line = Message(), [b"", b""]

    def _extend(self, which: int, piece: bytes) -> None:
        self._line[which] += piece

    def _header(self) -> None:
        # File names come as the bytes their sender's program wrote, mostly UTF-8.
        name, value = (decode(each, "") for each in self._line)
        self._head[name.strip()] = value.strip().replace("\r", " ").replace("\n", " ")
        self._line = [b"", b""]

    def _named(self) -> None:
        name = self._head.get_param("name", header="content-disposition")
        self.fields.begin(str(name) if isinstance(name, str) else "", self._head.get_filename())


class _Pairs:
    """A URL-encoded form, from python-multipart's callbacks."""

    def __init__(self, longest: Mapping[str, int]) -> None:
        # Each byte may be written as three.
        self.fields = _Fields({name: 3 * most for name, most in longest.items()})
        self._name = b""
        self._begun = False
        self.parser = QuerystringParser(
            {
                "on_field_start": self._start,
                "on_field_name": self._extend,
                "on_field_data": self._data,
                "on_field_end": self._end,
            }
        )

    def write(self, piece: bytes) -> None:
        """Parse the next chunk. Raise ValueError when the form has empty fields."""
        # The parser goes on sign by sign in Python where nothing stands between two of them, and counts no field.
        if b"&&" in piece:
            raise ValueError("the form has empty fields")
        self.parser.write(piece)

    def _start(self) -> None:
        self._name, self._begun = b"", False

    def _extend(self, data: bytes, start: int, end: int) -> None:
        self._name = (self._name + data[start:end])[:LONGEST_NAME]

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._begin()
        self.fields.add(data[start:end])

    def _end(self) -> None:
        self._begin()
        self.fields.end()

    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self.fields.begin(unquote_to_bytes(self._name.replace(b"+", b" ")).decode("utf-8", "replace"))


async def _read(form: _Parts | _Pairs, chunks: AsyncIterable[bytes]) -> Form:
    try:
        async for piece in in_pieces(chunks):
            form.write(piece)
        form.parser.finalize()
    except ParseError as error:
        raise ValueError("the body is not the form its content type says") from error
    kept = form.fields.kept
    if isinstance(form, _Pairs):
        kept = {name: await _decoded(value) for name, value in kept.items()}
    return Form(kept, tuple(form.fields.files))


async def _decoded(value: bytes) -> bytes:
    """Return the bytes of a URL-encoded value, chunk by chunk: the library creates an object per escape."""
    plain, decoded, place = value.replace(b"+", b" "), bytearray(), 0
    while place < len(plain):
        end = place + PIECE_BYTES
        escape = plain.find(b"%", end - 2, end)  # one that the end would cut goes to the next piece
        end = escape if escape > place else end
        decoded += unquote_to_bytes(plain[place:end])
        place = end
        await asyncio.sleep(0)
    return bytes(decoded)
