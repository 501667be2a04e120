"""Posts that Bluesky leaves out of an answer: deleted, or hidden from us for now."""

from collections.abc import Sequence

from bot.delivery import Declined
from bot.mention import Hidden
from bot.networks.bluesky.api import JSON, BlueskyApi
from bot.networks.bluesky.ids import author_of

BLOCKED_BY = Hidden(
    "The author blocks our account, so Bluesky does not show us their posts.", shows_words=True
)
BLOCKING = Hidden(
    "Our account blocks the author. Unblock them on Bluesky to see the post again.", shows_words=True
)
AWAY = Hidden("Bluesky does not show the author's account: it is deactivated, suspended or deleted.")


async def gone_or_hidden(
    api: BlueskyApi, missing: Sequence[str]
) -> tuple[tuple[str, ...], dict[str, Hidden]]:
    """Return which of these posts were deleted, and why others are hidden. A post that is neither is there.

    Only an author whose account Bluesky shows can have deleted a post: of any other, it knows no record either.
    """
    profiles = await api.profiles(map(author_of, missing)) if missing else {}
    gone: list[str] = []
    hidden: dict[str, Hidden] = {}
    for native_id in missing:
        profile = profiles.get(author_of(native_id))
        if profile is None:
            hidden[native_id] = AWAY
        elif not await _has_record(api, native_id):
            gone.append(native_id)
        elif why := _why(profile):
            hidden[native_id] = why
    return tuple(gone), hidden


async def _has_record(api: BlueskyApi, native_id: str) -> bool:
    """Return whether the repository holds the post, or does not say."""
    try:
        return await api.record(native_id) is not None
    except Declined:
        return True


def _why(profile: JSON) -> Hidden | None:
    known = profile.get("viewer") or {}
    if known.get("blockedBy"):
        return BLOCKED_BY
    return BLOCKING if known.get("blocking") or known.get("blockingByList") else None
