"""Ids of Bluesky: a post by its author's DID and its record key, the addresses that hold both, the keys of replies."""

import re
from datetime import datetime
from hashlib import sha256

COLLECTION = "app.bsky.feed.post"

_AT_URI = re.compile(rf"at://(did:[a-z]+:[\w.:%-]+)/{re.escape(COLLECTION)}/([\w.:~-]+)", re.A)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:www\.)?bsky\.app/profile/(did:[a-z]+:[\w.:%-]+|(?:[\w-]+\.)+[\w-]+)/post/([\w:~-]{1,64})"
    r"(?:[/?#]\S*)?",
    re.A | re.I,
)
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_TID_LENGTH = 13
_TIME_BITS = 53
_CLOCK_BITS = 10
_HOUR = 3_600_000_000  # microseconds


def post_id(url: str) -> str | None:
    """Return `<DID>/<record key>` of the post at this URL, or `<handle>/<record key>` if the URL has a handle."""
    found = _ADDRESS.fullmatch(url.strip())
    return f"{found[1]}/{found[2]}" if found else None


def post_url(native_id: str) -> str:
    """Return the public URL of the post; with the DID it survives a changed handle."""
    return f"https://bsky.app/profile/{author_of(native_id)}/post/{key_of(native_id)}"


def uri_of(native_id: str) -> str:
    return f"at://{author_of(native_id)}/{COLLECTION}/{key_of(native_id)}"


def id_of(uri: str) -> str:
    """Return the native id in the at:// address of a post. Raise ValueError when it is not one."""
    found = _AT_URI.fullmatch(uri)
    if found is None:
        raise ValueError(f"not the address of a post: {uri[:100]}")
    return f"{found[1]}/{found[2]}"


def author_of(native_id: str) -> str:
    return native_id.partition("/")[0]


def key_of(native_id: str) -> str:
    return native_id.partition("/")[2]


def record_key(native_id: str, posted_at: datetime, key: str) -> str:
    """Return the record key of our reply to this post under this job's key.

    It is the same at every attempt, and Bluesky keeps one post under it, so a retry cannot post twice. It has the
    form posts must have (AT Protocol: Record Keys, TID): 53 bits of microseconds and 10 bits of a clock id, in base
    32. The time is that of the answered post, shifted by up to an hour derived from the key.
    """
    drawn = int.from_bytes(sha256(f"{native_id} {key}".encode()).digest()[:8])
    moment = max(0, int(posted_at.timestamp())) * 1_000_000 + (drawn >> _CLOCK_BITS) % _HOUR
    number = (moment % (1 << _TIME_BITS)) << _CLOCK_BITS | drawn % (1 << _CLOCK_BITS)
    places = range(5 * (_TID_LENGTH - 1), -1, -5)
    return "".join(_SORTABLE[number >> place & 31] for place in places)
