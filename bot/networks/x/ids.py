"""Ids of X, which contain a post's time, and the URLs with them."""

import re
from datetime import UTC, datetime, timedelta

# X docs: X IDs. Milliseconds since this moment stand above the lowest 22 bits.
EPOCH = datetime(2010, 11, 4, 1, 42, 54, 657000, UTC)
SHIFT = 22

_ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com/(?:i/web|i|\w{1,20})/status(?:es)?/(\d{1,19})(?!\d)",
    re.A | re.I,
)


def first_id_at(moment: datetime) -> int:
    """Return the smallest id a post written at `moment` (aware) can have."""
    return int((moment - EPOCH) / timedelta(milliseconds=1)) << SHIFT


def time_of(post_id: int) -> datetime:
    """Return the time of the post with this id, to the millisecond, UTC."""
    return EPOCH + timedelta(milliseconds=post_id >> SHIFT)


def post_id(url: str) -> str | None:
    """Return the id in the address of a post on x.com or twitter.com; None when it is the address of anything else."""
    found = _ADDRESS.match(url.strip())
    return found[1] if found else None


def post_url(handle: str | None, native_id: str) -> str:
    """Return the public URL of the post; X accepts the form without a handle too."""
    return f"https://x.com/{handle or 'i'}/status/{native_id}"
