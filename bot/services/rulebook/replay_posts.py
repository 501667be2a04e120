"""The posts of recent days, read a page at a time, so that any number of them fits into memory."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime
from functools import partial

from bot.nlp import SentimentClassifier
from bot.routing import Route, Rules, choose
from bot.routing.replay import PastPost, Replayed, RouteChooser, replay
from bot.services.rulebook.replay_facts import PastFacts
from bot.store.replay import Spot
from bot.store.store import Store
from bot.store.tx import Tx

PAGE = 500


async def replay_past(
    into: Replayed, store: Store, since: datetime, then: RouteChooser, now: RouteChooser
) -> AsyncGenerator[int, None]:
    """Count into `into` where `now` and `then` route the posts since `since`; yield the number of posts so far."""
    async for posts in _past(store, since):
        await asyncio.to_thread(replay, into, posts, then, now)
        yield into.posts


def original_route(past: PastPost) -> Route:
    """Return the route a post got when it came."""
    return past.went


def by(rules: Rules, classifier: SentimentClassifier) -> RouteChooser:
    """Return a function that routes a post with these rules, using the facts still known about it."""
    return lambda past: choose(rules, past.mention, PastFacts(past.at, rules.languages, classifier))


async def _past(store: Store, since: datetime) -> AsyncIterator[list[PastPost]]:
    for read in (Tx.opened_after, Tx.ignored_after):
        spot: Spot | None = Spot(since)
        while spot is not None:
            posts, spot = await store.transact(partial(read, spot=spot, limit=PAGE))
            yield posts
