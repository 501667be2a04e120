"""Lookups of posts: by their ids, or among those of our own account."""

from collections.abc import Sequence
from datetime import datetime

from bot.delivery import CannotTell, Declined
from bot.networks.mastodon.api import MastodonApi
from bot.networks.mastodon.errors import NoRoute
from bot.networks.mastodon.posts import JSON, written_since

POSTS_AT_ONCE = 20  # Mastodon refuses more ids in one call
PAGES_OF_OURS = 8


async def one_post(api: MastodonApi, native_id: str) -> JSON | None:
    """Return a post; None when there is none, or we are not shown it."""
    try:
        return await api.post(native_id)
    except Declined as refusal:
        if refusal.code == "404":
            return None
        raise


async def several_posts(api: MastodonApi, native_ids: Sequence[str]) -> dict[str, JSON | None]:
    """Return these posts by their ids. A post missing from the answer is requested on its own, so that a failure of
    the instance, or an old version, makes no post seem deleted."""
    found: dict[str, JSON | None] = {}
    for start in range(0, len(native_ids), POSTS_AT_ONCE):
        found |= await _together(api, list(native_ids[start : start + POSTS_AT_ONCE]))
    for native_id in native_ids:
        if native_id not in found:
            found[native_id] = await one_post(api, native_id)
    return found


async def answers_under(api: MastodonApi, native_id: str, account_id: str) -> list[JSON]:
    """Return our account's replies to a post, found under it: some servers list direct ones nowhere else."""
    try:
        under = await api.descendants(native_id)
    except NoRoute:
        return []
    except Declined as refusal:
        if refusal.code == "404":
            return []
        raise
    ours = (post for post in under if str((post.get("account") or {}).get("id")) == account_id)
    return [post for post in ours if str(post.get("in_reply_to_id")) == native_id]


async def our_posts(api: MastodonApi, account_id: str, since: datetime) -> list[JSON]:
    """Return our account's posts written at `since` or later. Raise CannotTell when there are too many."""
    found: list[JSON] = []
    before: str | None = None
    for _ in range(PAGES_OF_OURS):
        page = await api.posts_by(account_id, before)
        recent = [post for post in page if written_since(post, since)]
        found += recent
        if len(recent) < len(page) or not page:
            return found
        before = str(page[-1]["id"])
    raise CannotTell("Our account has too many posts on Mastodon since then to search.")


async def _together(api: MastodonApi, native_ids: list[str]) -> dict[str, JSON]:
    try:
        posts = await api.posts(native_ids)
    except NoRoute:
        return {}  # before Mastodon 4.3
    return {str(post["id"]): post for post in posts if isinstance(post, dict) and "id" in post}
