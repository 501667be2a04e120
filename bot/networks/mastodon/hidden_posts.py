"""Posts that an instance does not show us though they were not deleted."""

from collections.abc import Iterable, Sequence

from bot.delivery import Declined
from bot.mention import Hidden, Mention
from bot.networks.mastodon.api import MastodonApi
from bot.networks.mastodon.errors import NoRoute
from bot.networks.mastodon.posts import JSON

# An instance does not say what it shows to others, so the text is removed from the card in every case.
BLOCKED_BY = Hidden("The author blocks our account, so Mastodon does not show us their posts.")
BLOCKING = Hidden(
    "Our account blocks the author or their server. Unblock them on Mastodon to see the post again."
)
SUSPENDED = Hidden("Mastodon has suspended the author's account.")
NOT_FOLLOWING = Hidden(
    "Only the author's followers can read the post, and our account is not one of them now."
)
UNKNOWN = Hidden("Mastodon does not show the post, nor whether its author deleted it or blocks us.")
GONE_CODES = ("404", "410")


async def hidden_from_us(api: MastodonApi, missing: Sequence[Mention]) -> dict[str, Hidden]:
    """Return which of these missing posts are hidden from us, and why; the others were deleted."""
    authors = list(dict.fromkeys(mention.author.native_id for mention in missing))
    relations = await relations_of(api, authors)
    if relations is None:
        return {mention.native_id: UNKNOWN for mention in missing}
    suspended = {author for author in authors if await _is_suspended(api, author)}
    found = ((one, _why(one, relations.get(one.author.native_id, {}), suspended)) for one in missing)
    return {mention.native_id: why for mention, why in found if why}


async def relations_of(api: MastodonApi, account_ids: Sequence[str]) -> dict[str, JSON] | None:
    """Return how these accounts and ours are to one another; None where our token or the server does not let us ask."""
    try:
        return {str(one.get("id")): one for one in await api.relationships(list(account_ids))}
    except NoRoute:
        return None
    except Declined as refusal:
        if refusal.code != "permissions":
            raise
        return None


def _why(mention: Mention, relation: JSON, suspended: Iterable[str]) -> Hidden | None:
    if mention.author.native_id in suspended:
        return SUSPENDED
    if relation.get("blocked_by"):
        return BLOCKED_BY
    if relation.get("blocking") or relation.get("domain_blocking"):
        return BLOCKING
    return NOT_FOLLOWING if mention.followers_only and not relation.get("following") else None


async def _is_suspended(api: MastodonApi, account_id: str) -> bool:
    """Return whether the account may come back; one that was deleted took its posts with it."""
    try:
        return bool((await api.account(account_id)).get("suspended"))
    except Declined as refusal:
        if refusal.code in GONE_CODES:
            return False
        raise
