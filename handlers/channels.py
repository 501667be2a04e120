"""A channel changes, or people join or leave it: check again who sees its cases, and whether Baton can post there."""

import re

from bot.roles import Level
from handlers.request import Answer, Request, Routes

CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,30}")


async def forget_members(door: Request) -> Answer:
    door.office.access.directory.forget_members(door.channel)
    return None


async def joined(door: Request) -> Answer:
    """Check every hold too if it was Baton who joined."""
    await forget_members(door)
    return await check_holds(door) if door.user == door.bot else None


async def check_holds(door: Request) -> Answer:
    """Check every hold. Each check costs one call, and jobs may know the channel by its old name."""
    await door.book.check_holds(door.office.now())
    return None


async def follow(door: Request) -> Answer:
    """Lead the threads of a channel's cases to its new id, before Slack gets its answer: a channel that is shared
    through Slack Connect gets one."""
    old, new = (str(door.message.get(f"{which}_channel_id", "")) for which in ("old", "new"))
    if old != new and CHANNEL_ID.fullmatch(old) and CHANNEL_ID.fullmatch(new):
        await door.book.follow_channel(old, new, door.office.now())
    return None


DOORS = Routes(
    events={
        "channel_id_changed": follow,
        "member_joined_channel": joined,
        "member_left_channel": forget_members,
        "channel_created": check_holds,
        "channel_rename": check_holds,
        "channel_unarchive": check_holds,
        "group_rename": check_holds,
        "group_unarchive": check_holds,
    },
    level=Level.NOTHING,
)
