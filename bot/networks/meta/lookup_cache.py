"""Cached lookups of what Meta does not deliver: a sender's name, a post's URL. Requested once, else omitted."""

import asyncio

from cachetools import TTLCache

from bot.delivery import Declined, NotSent
from bot.networks.http import JSON
from bot.networks.meta.graph import Graph

KEPT = 5_000
KEPT_SECONDS = 24 * 3600.0
PATIENCE = 3.0


class LookupCache:
    """Answers kept for a day. A delivery waits a few seconds for one that is new, since Meta waits for us."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: TTLCache[str, JSON] = TTLCache(KEPT, KEPT_SECONDS)

    async def of(self, native_id: str, fields: str) -> JSON:
        """Return these fields of a person or object; none when Meta does not answer, or not soon enough."""
        if native_id in self._known:
            return self._known[native_id]
        try:
            async with asyncio.timeout(PATIENCE):
                self._known[native_id] = await self._graph.get(native_id, fields=fields)
        except (Declined, NotSent, TimeoutError):
            return {}
        return self._known[native_id]
