"""Long bodies in small chunks, between which other requests get their turn."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator

# The slowest parser takes two milliseconds for this much, and several bodies arrive at once.
PIECE_BYTES = 4 * 1024


async def in_pieces(chunks: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """Yield the same bytes, at most PIECE_BYTES at a time.

    A body that arrived already is read without a pause, so the pauses are made here.
    """
    async for chunk in chunks:
        for place in range(0, len(chunk), PIECE_BYTES):
            yield chunk[place : place + PIECE_BYTES]
            await asyncio.sleep(0)
