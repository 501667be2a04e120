"""Real posts, played into the small X: every one is accounted for, once, and its card stands where the rules say."""

from collections import Counter

import pytest

from bench.replay import (
    AIRLINES,
    CONVERSATIONS,
    airline_posts,
    conversation_posts,
    faults,
    kept,
    opened,
    play,
)
from tests.journeys.stage import migrated

ROWS = 120

pytestmark = pytest.mark.skipif(
    not (AIRLINES.exists() and CONVERSATIONS.exists()),
    reason=f"the recorded posts are not here: {AIRLINES} and {CONVERSATIONS} are needed",
)


async def test_every_real_post_is_accounted_for_once(database_url: str) -> None:
    """pitfalls 18 to 21, 52"""
    airlines = airline_posts()
    rows = Counter(post.id for post in airlines)
    twice = [post for post in airlines if rows[post.id] > 1]
    posts = [*airlines[:ROWS], *twice, *conversation_posts()[:ROWS]]
    await migrated(database_url)
    async with opened(database_url) as (sandbox, baton):
        played = await play(sandbox, baton, posts)
        found = await kept(sandbox, baton)
    assert faults(baton, sandbox, played, found) == []
    assert len(found.mentions) == len(posts) - played.again - len(played.ours)
    assert played.again >= 4
    assert played.ours
    assert {"opened", "joined"} <= set(found.outcomes)
    assert len(found.cards) > 2
    bystanders = [m for c in found.cases.values() for m in c.mentions if not c.is_own(m)]
    assert bystanders
