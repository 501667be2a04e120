"""Look up again who sees the cases of a channel that somebody joins or leaves."""

from bot.roles import Level
from handlers.channels import look_again
from handlers.doors import Answer, Door, Doors


async def forget_members(door: Door) -> Answer:
    door.office.access.directory.forget_members(door.channel)
    return None


async def joined(door: Door) -> Answer:
    """Check every hold too if it was Baton who joined."""
    await forget_members(door)
    return await look_again(door) if door.user == door.bot else None


DOORS = Doors(
    events={"member_joined_channel": joined, "member_left_channel": forget_members},
    level=Level.NOTHING,
)
