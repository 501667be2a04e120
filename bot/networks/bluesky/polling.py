"""Polling of a Bluesky source: everything unseen since a cursor of our own, though Bluesky lists the newest first."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import structlog

from bot.networks.bluesky.posts import UNREADABLE, moment, sorted_at

JSON = dict[str, Any]
# A page, newest first, by Bluesky's own cursor (None: the newest), and the cursor of the page behind it.
Page = Callable[[str | None], Awaitable[tuple[list[JSON], str | None]]]

PAGES = 100  # of 100 posts: as far back as a search goes
POSTS_A_LOOK = 200  # with all that is asked about them, in well under a minute
# Posts are sorted by the time their authors give, so a new one can appear before posts already seen.
OVERLAP = timedelta(hours=3)
MARKS_KEPT = 200

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Cursor:
    """A cursor: posts before `floor` are done, and so are later ones whose marks are in `seen`."""

    floor: datetime
    seen: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return " ".join([self.floor.isoformat(timespec="milliseconds"), *sorted(self.seen)])


@dataclass(frozen=True, slots=True)
class NotificationPage:
    """Unseen posts, oldest first, the next cursor, and whether more are waiting."""

    posts: list[JSON]
    cursor: Cursor
    more: bool


def read_cursor(text: str, now: datetime) -> Cursor:
    """Return the cursor in this text; an unreadable one means now."""
    floor, *seen = text.split()
    try:
        return Cursor(moment(floor), frozenset(seen))
    except UNREADABLE:
        log.warning("bluesky_cursor_unreadable", cursor=text[:40])
        return Cursor(now)


async def poll(page: Page, since: Cursor, now: datetime) -> NotificationPage:
    """Return the oldest unseen posts, as many as one poll should ingest."""
    times: dict[str, datetime] = {}
    unseen: deque[tuple[datetime, str, JSON]] = deque(maxlen=POSTS_A_LOOK)
    async for time, mark, post in _walk(page, since.floor):
        if mark not in times and mark not in since.seen:
            unseen.appendleft((time, mark, post))  # where there are too many, the newest fall out
        times[mark] = time
    taken = sorted(unseen, key=lambda one: one[0])
    done = {mark: times[mark] for mark in since.seen & times.keys()} | {mark: time for time, mark, _ in taken}
    more = len(times) > len(done)
    return NotificationPage([post for _, _, post in taken], _after(since, done, None if more else now), more)


def mark_of(uri: str) -> str:
    """Return a short hash of a post's URI."""
    return sha256(uri.encode("utf-8", "replace")).hexdigest()[:12]


async def _walk(page: Page, floor: datetime) -> AsyncIterator[tuple[datetime, str, JSON]]:
    """Yield posts from the newest back to the floor, each with its time and its mark."""
    token: str | None = None
    for _ in range(PAGES):
        posts, token = await page(token)
        timed = [one for one in map(_timed, posts) if one is not None]
        within = [one for one in timed if one[0] >= floor]
        for one in within:
            yield one
        if not token or (timed and not within):
            return
    log.warning("bluesky_backlog_too_long", pages=PAGES)


def _timed(post: JSON) -> tuple[datetime, str, JSON] | None:
    try:
        return sorted_at(post), mark_of(post["uri"]), post
    except UNREADABLE as error:
        log.warning("bluesky_post_unreadable", post=str(post.get("uri")), why=type(error).__name__)
        return None


def _after(since: Cursor, done: dict[str, datetime], looked: datetime | None) -> Cursor:
    """Return the next cursor. `looked` is now if everything was read. The last hours before it are read again, or
    as far back as the newest marks reach."""
    newest = sorted(done.values(), reverse=True)
    reached = looked or newest[0]
    floor = max(since.floor, reached - OVERLAP, *newest[MARKS_KEPT - 1 : MARKS_KEPT])
    return Cursor(floor, frozenset(mark for mark, time in done.items() if time >= floor))
