"""Polling of a Mastodon source: the posts after a cursor, oldest first, a page at a time."""

from collections.abc import Iterable
from typing import Any

import structlog

from bot.mention import Mention
from bot.networks import Batch
from bot.networks.mastodon.api import PAGE_OF_NOTIFICATIONS, PAGE_OF_POSTS, MastodonApi
from bot.networks.mastodon.conversations import ConversationCache
from bot.networks.mastodon.ids import newest
from bot.networks.mastodon.posts import UNREADABLE, MastodonAccount, is_wanted, read_post

NOTIFICATIONS = "notifications"
BEGINNING = "0"
EDITED = "update"

log = structlog.get_logger(__name__)


async def now_at(api: MastodonApi, source: str) -> Batch:
    """Return no post, and a cursor for now."""
    latest = await (
        api.latest_notification() if source == NOTIFICATIONS else api.latest_tagged(tag_of(source))
    )
    return Batch(cursor=newest(_ids(latest), BEGINNING))


async def poll(
    api: MastodonApi, conversations: ConversationCache, us: MastodonAccount, source: str, since: str
) -> Batch:
    """Return the oldest page of posts after `since`; of notifications, also edits of posts that concern us."""
    if source != NOTIFICATIONS:
        page = await api.tagged(tag_of(source), since)
        posts = await _read(reversed(page), conversations, us)
        return Batch(posts, newest(_ids(page), since), more=len(page) >= PAGE_OF_POSTS)
    page = await api.notifications(since)
    told = [one for one in reversed(page) if isinstance(one, dict) and one.get("status")]
    new = await _read((one["status"] for one in told if one.get("type") != EDITED), conversations, us)
    edits = await _read((one["status"] for one in told if one.get("type") == EDITED), conversations, us)
    return Batch(new, newest(_ids(page), since), more=len(page) >= PAGE_OF_NOTIFICATIONS, edits=edits)


def tag_of(source: str) -> str:
    return source.removeprefix("#")


async def _read(
    posts: Iterable[Any], conversations: ConversationCache, us: MastodonAccount
) -> tuple[Mention, ...]:
    """Return the posts as mentions, without our own and boosts; an unreadable one is logged."""
    found: dict[str, Mention] = {}
    for post in posts:
        try:
            if is_wanted(post, us):
                mention = read_post(post, us, await conversations.of(post, us))
                found[mention.native_id] = mention
        except UNREADABLE as error:
            log.warning("mastodon_post_unreadable", post=_ids([post]), why=f"{type(error).__name__}: {error}")
    return tuple(found.values())


def _ids(things: Iterable[Any]) -> list[str]:
    return [str(thing["id"]) for thing in things if isinstance(thing, dict) and "id" in thing]
