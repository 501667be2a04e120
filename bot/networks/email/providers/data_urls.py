"""Images embedded in an e-mail's HTML as data: URLs, dropped while a request is read.

They are megabytes long and often precede the text: kept, they would use up all the space.
"""

from collections.abc import AsyncIterable, AsyncIterator

import re2

# Its form in a multipart form, in a URL-encoded form, and in JSON.
_PICTURE = re2.compile(
    rb"(data(?::|%3[Aa])[\w.+/%\\;=-]{0,60}base64(?:,|%2[Cc]))"
    rb"(?:[A-Za-z0-9+/=]|%2[BbFf]|%3[Dd]|\\/|\\u00(?:2[BbFf]|3[Dd]))+"
)
# The longest beginning of an image, and an escape that the end of a chunk may split.
_TAIL = 90


class WithoutPictures:
    """A filter of chunks of bytes that drops the content of embedded images and keeps the start of their URLs."""

    def __init__(self) -> None:
        self.rest = b""

    def feed(self, piece: bytes) -> bytes:
        """Return the part that is decided so far; `rest` waits for the next chunk."""
        text: bytes = _PICTURE.sub(rb"\1", self.rest + piece)
        ready, self.rest = text[:-_TAIL], text[-_TAIL:]
        return ready


async def without_pictures(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield the same bytes without the content of embedded images."""
    left = WithoutPictures()
    async for chunk in chunks:
        yield left.feed(chunk)
    yield left.rest
