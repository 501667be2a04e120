"""Ids and URLs of Discord: a message's id contains its time (Discord docs: Snowflakes)."""

import re
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
SHIFT = 22

_ADDRESS = re.compile(
    r"https?://(?:(?:www|ptb|canary)\.)?discord(?:app)?\.com/channels/(\d{15,20})/(\d{15,20})(?:/(\d{15,20}))?(?![\d])",
    re.A | re.I,
)


def first_id_at(moment: datetime) -> int:
    """Return the smallest id a message written at `moment` (aware) can have."""
    return int((moment - EPOCH) / timedelta(milliseconds=1)) << SHIFT


def time_of(snowflake: int) -> datetime:
    """Return the time of the message with this id, to the millisecond, UTC."""
    return EPOCH + timedelta(milliseconds=snowflake >> SHIFT)


def native_id(channel: str, message: str) -> str:
    """Return a post's native id: Discord finds a message only in its channel. A thread counts as a channel."""
    return f"{channel}-{message}"


def split(post: str) -> tuple[str, str]:
    """Return the channel and the message of a native id."""
    channel, _, message = post.partition("-")
    return channel, message


def post_id(url: str) -> str | None:
    """Return the native id in the URL of a message or forum post; None for any other URL."""
    found = _ADDRESS.match(url.strip())
    # A forum post's first message has the id of its thread (Discord docs: Threads).
    return native_id(found[2], found[3] or found[2]) if found else None


def post_url(guild: str, channel: str, message: str) -> str:
    """Return the URL of the message for members of the server."""
    return f"https://discord.com/channels/{guild}/{channel}/{message}"


def guild_in(url: str) -> str:
    """Return the server's id in a message's URL; "@me" (no server) when the URL is none."""
    found = _ADDRESS.match(url)
    return found[1] if found else "@me"
