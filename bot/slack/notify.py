"""Elements that notify people and groups, without a long wait for Slack's lists."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

from cachetools import LRUCache, TTLCache

from bot.delivery import NotSent
from bot.slack import NOTIFIES, Reached
from bot.slack.cache import SOON
from bot.slack.directory import FRESH_SECONDS, Names
from bot.slack.views.blocks import Element, untrusted

# At most this many ids of a message are looked up, since a person waits for the answer.
LABELS = 20
T = TypeVar("T")


class Notifications:
    """Lookups in `names` that wait at most `soon` seconds.

    A name without an answer is not asked for again for a while, since every card would wait in vain. Its last known
    element counts meanwhile.
    """

    def __init__(self, names: Names, now: Callable[[], datetime], soon: float = SOON) -> None:
        self._names = names
        self._soon = soon
        self._last: LRUCache[str, Element] = LRUCache(1_000)
        self._people: LRUCache[str, frozenset[str]] = LRUCache(1_000)
        self._labels: LRUCache[str, str] = LRUCache(1_000)
        self._in_vain: TTLCache[str, bool] = TTLCache(1_000, FRESH_SECONDS, timer=lambda: now().timestamp())

    async def whom(self, names: Sequence[str]) -> Reached:
        """Return the elements that notify these names. Raise Declined when Slack as a whole refuses."""
        found = await asyncio.gather(*map(self._element, names))
        missed = tuple(name for name, each in zip(names, found, strict=True) if each is None)
        shown = (each or _not_yet(name) for name, each in zip(names, found, strict=True))
        return Reached(tuple(shown), missed)

    async def labels(self, ids: Collection[str]) -> dict[str, str]:
        """Return what people read in Slack in place of these ids, as far as Slack says, and as far as LABELS."""
        asked = list(ids)[:LABELS]
        found = await asyncio.gather(*map(self._label, asked))
        return {each: label for each, label in zip(asked, found, strict=True) if label}

    async def people(self, names: Iterable[str]) -> dict[str, frozenset[str]]:
        """Return the ids of the people behind each name; a name of which Slack never said them is left out."""
        wanted = list(names)
        found = await asyncio.gather(*map(self._people_of, wanted))
        return {name: people for name, people in zip(wanted, found, strict=True) if people is not None}

    async def _element(self, name: str) -> Element | None:
        element = await self._wait(name, self._names.whom)
        if element and element["type"] in NOTIFIES:
            self._last[name] = element
        return element or self._last.get(name)

    async def _label(self, wanted: str) -> str | None:
        label = await self._wait(wanted, self._names.label)
        if label:
            self._labels[wanted] = label
        return label or self._labels.get(wanted)

    async def _people_of(self, name: str) -> frozenset[str] | None:
        found = await self._wait(name, self._one)
        if found is not None:
            self._people[name] = found
        return self._people.get(name)

    async def _one(self, name: str) -> frozenset[str] | None:
        return (await self._names.people([name])).get(name)

    async def _wait(self, name: str, ask: Callable[[str], Awaitable[T]]) -> T | None:
        """Return Slack's answer within `soon` seconds, else None.

        A later answer still fills the cache of `names`.
        """
        if name in self._in_vain:
            return None
        asking = asyncio.ensure_future(ask(name))
        asking.add_done_callback(_take_exception)
        await asyncio.wait([asking], timeout=self._soon)
        try:
            if asking.done():
                return asking.result()
        except NotSent:
            pass
        self._in_vain[name] = True
        return None


def _take_exception(asking: "asyncio.Future[Any]") -> None:
    """Take the exception of a call that nobody waits for any more, so that asyncio does not warn."""
    if not asking.cancelled():
        asking.exception()


def _not_yet(name: str) -> Element:
    return untrusted(f"{name} (not notified yet)", 200)
