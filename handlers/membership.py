"""Somebody joins or leaves a channel, or it becomes private: who sees its cases is looked up again."""

from bot.roles import Level
from handlers.doors import Answer, Door, Doors


async def forget_members(door: Door) -> Answer:
    door.office.access.directory.forget_members(door.channel)
    return None


DOORS = Doors(
    events={"member_joined_channel": forget_members, "member_left_channel": forget_members},
    level=Level.NOTHING,
)
