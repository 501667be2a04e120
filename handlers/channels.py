"""Try again what is on hold for a channel when channels change."""

from bot.roles import Level
from handlers.doors import Answer, Door, Doors


async def look_again(door: Door) -> Answer:
    """Check every hold: each costs one call, and a channel may be known by its old name."""
    await door.book.look_at_holds(door.office.now())
    return None


DOORS = Doors(
    events={
        "channel_created": look_again,
        "channel_rename": look_again,
        "channel_unarchive": look_again,
        "group_rename": look_again,
        "group_unarchive": look_again,
    },
    level=Level.NOTHING,
)
