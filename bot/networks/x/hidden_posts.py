"""Posts that X leaves out of an answer: deleted, or hidden from us for now."""

from collections.abc import Iterator, Mapping

from bot.mention import Hidden, Mention
from bot.networks.x.api import JSON, XApi
from bot.networks.x.errors import NOT_FOUND

# X does not say what it shows to others, so the text is removed from the card in every case.
NOT_SHOWN = Hidden(
    "X does not show us the post: its author protects their posts, blocks our account, or is suspended."
)
AWAY = Hidden("X does not show the author's account: it is deactivated, suspended or deleted.")
NOT_AUTHORIZED = "not-authorized-for-resource"
# An account costs twice what a post does (X docs: Pricing).
READS_PER_USER = 2


async def gone_or_hidden(
    api: XApi, answer: JSON, held: Mapping[str, Mention]
) -> tuple[tuple[str, ...], dict[str, Hidden], int]:
    """Return which posts were deleted, why others are hidden, and how many reads X bills for finding out.

    X does not find a deleted post, nor any post of an account that is away: so it is asked about the accounts.
    """
    faults = {native_id: kind for native_id, kind in _faults(answer) if native_id in held}
    missing = [native_id for native_id, kind in faults.items() if kind in NOT_FOUND]
    authors = list(dict.fromkeys(held[native_id].author.native_id for native_id in missing))
    users = (await api.users(authors)).get("data") or [] if authors else []
    here = {str(user.get("id")) for user in users}
    gone = tuple(one for one in missing if held[one].author.native_id in here)
    hidden = {one: NOT_SHOWN for one, kind in faults.items() if kind == NOT_AUTHORIZED}
    hidden |= {one: AWAY for one in missing if one not in gone}
    return gone, hidden, READS_PER_USER * len(here)


def _faults(answer: JSON) -> Iterator[tuple[str, str]]:
    """Yield the id of each post that X names an error for, with the kind of error."""
    for error in answer.get("errors") or []:
        if isinstance(error, dict):
            yield (
                str(error.get("resource_id") or error.get("value")),
                str(error.get("type")).rpartition("/")[2],
            )
