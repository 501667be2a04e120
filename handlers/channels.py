"""A channel changes, or people join or leave it: check again who sees its cases, and whether Baton can post there."""

from bot.roles import Level
from handlers.doors import Answer, Door, Doors


async def forget_members(door: Door) -> Answer:
    door.office.access.directory.forget_members(door.channel)
    return None


async def joined(door: Door) -> Answer:
    """Check every hold too if it was Baton who joined."""
    await forget_members(door)
    return await check_holds(door) if door.user == door.bot else None


async def check_holds(door: Door) -> Answer:
    """Check every hold. Each check costs one call, and jobs may know the channel by its old name."""
    await door.book.check_holds(door.office.now())
    return None


DOORS = Doors(
    events={
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
