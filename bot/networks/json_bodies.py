"""JSON from outside: parsed only if the result is small, and without long strings that are not needed."""

import json
import re
from collections.abc import AsyncIterable
from typing import Any

from bot.networks.pieces import in_pieces

# A list or an object takes 56 bytes and more of memory for one or two in the text, a comma stands for one value.
MOST_VALUES = 150_000
_STRUCTURE = (b"[", b"{", b",")
# What a string holds up to its end or the end of the chunk; an escape is never parted (RFC 8259, 7).
_INSIDE = re.compile(rb'[^"\\]*(?:\\(?:[^u]|u[0-9a-fA-F]{4})[^"\\]*)*', re.DOTALL)
_LONGEST_ESCAPE = 6


class TooMuch(ValueError):
    """JSON that is larger than Baton accepts."""


def read_json(body: bytes) -> Any:
    """Return the parsed JSON. Raise ValueError when it is invalid, too deep, or has too many values."""
    if sum(body.count(sign) for sign in _STRUCTURE) > MOST_VALUES:
        raise TooMuch("the JSON has too many values")
    try:
        return json.loads(body)
    except RecursionError:
        raise TooMuch("the JSON is too deep") from None


class Shortened:
    """A stream of JSON in which each string is cut to `longest` bytes, and values of the keys in `dropped` to
    nothing.

    `feed()` raises TooMuch once more than `most` bytes must be kept, ValueError for invalid JSON.
    """

    def __init__(self, longest: int, most: int, dropped: frozenset[bytes] = frozenset()) -> None:
        self._longest = longest
        self._left = most
        self._dropped = dropped
        self._kept: list[bytes] = []
        self._rest = b""
        self._in_string = False
        self._string = b""  # the string so far, or the last one: it may be a key
        self._room = 0  # bytes that the present string may still take

    def feed(self, chunk: bytes) -> None:
        text, place = self._rest + chunk, 0
        self._rest = b""
        while place < len(text):
            place = self._in(text, place) if self._in_string else self._between(text, place)

    def text(self) -> bytes:
        """Return the JSON that was kept."""
        return b"".join(self._kept) + self._rest

    def _between(self, text: bytes, place: int) -> int:
        """Keep everything up to the next string, and its quote. Returns where to go on."""
        quote = text.find(b'"', place)
        end = quote + 1 if quote >= 0 else len(text)
        self._keep(text[place:end])
        if quote >= 0:
            is_value = b":" in text[place:end]
            self._room = 0 if is_value and self._string in self._dropped else self._longest
            self._in_string, self._string = True, b""
        return end

    def _in(self, text: bytes, place: int) -> int:
        """Keep what there is of the string, to its limit. Returns where to go on."""
        match = _INSIDE.match(text, place)
        assert match is not None
        end = match.end()
        self._keep_inside(text[place:end])
        if text[end : end + 1] == b'"':
            self._in_string = False
            self._keep(b'"')
            return end + 1
        self._rest = text[end:]
        if len(self._rest) > _LONGEST_ESCAPE:
            raise ValueError("a string of the JSON has an invalid escape")
        return len(text)

    def _keep_inside(self, piece: bytes) -> None:
        """Keep the piece or nothing: within it an escape could be cut. What follows one that was left out is too."""
        if len(piece) > self._room:
            self._room = 0
            return
        self._room -= len(piece)
        self._string = (self._string + piece)[:100]
        self._keep(piece)

    def _keep(self, piece: bytes) -> None:
        self._left -= len(piece)
        if self._left < 0:
            raise TooMuch("the JSON is too large")
        self._kept.append(piece)


async def read_shortened(
    chunks: AsyncIterable[bytes], longest: int, most: int, dropped: frozenset[bytes]
) -> Any:
    """Return the JSON in these chunks, cut as Shortened does. Raise ValueError for invalid or oversized JSON."""
    shortened = Shortened(longest, most, dropped)
    async for piece in in_pieces(chunks):
        shortened.feed(piece)
    return read_json(shortened.text())
