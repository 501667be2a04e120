"""The conversation of a post: Mastodon names only the post that it answers."""

from collections.abc import Sequence

from cachetools import LRUCache

from bot.delivery import Declined
from bot.networks.mastodon.api import MastodonApi
from bot.networks.mastodon.posts import JSON, MastodonAccount

KEPT = 2_000


class ConversationCache:
    """The conversations of recent posts, so that only the first reply in a thread costs a call."""

    def __init__(self, api: MastodonApi) -> None:
        self._api = api
        self._known: LRUCache[str, str] = LRUCache(KEPT)

    async def of(self, post: JSON, us: MastodonAccount) -> str:
        """Return the id of the thread's first post; under a post of ours each customer has a separate conversation."""
        native_id, parent = str(post["id"]), post.get("in_reply_to_id")
        found = native_id
        if parent:
            found = self._known.get(str(parent)) or await self._traced(post, us)
        self.note(native_id, found)
        return found

    def note(self, native_id: str, conversation: str) -> None:
        """Remember the conversation of a post."""
        self._known[native_id] = conversation

    async def _traced(self, post: JSON, us: MastodonAccount) -> str:
        try:
            ancestors = await self._api.ancestors(str(post["id"]))
        except Declined as refusal:
            if refusal.code != "404":
                raise
            ancestors = []
        return _named(ancestors, post, us) if ancestors else str(post["in_reply_to_id"])


def _named(ancestors: Sequence[JSON], post: JSON, us: MastodonAccount) -> str:
    first, second = (*ancestors, post)[:2]
    if str(first["account"]["id"]) != us.id:
        return str(first["id"])
    return f"{first['id']}/{second['account']['id']}"
