"""Channel changes: check again who sees its cases, and whether Baton can post there."""

import re

from bot.roles import Level
from handlers.request import Answer, Request, Routes

CHANNEL_ID = re.compile(r"[CG][A-Z0-9]{2,30}")


async def forget_members(request: Request) -> Answer:
    request.services.access.directory.forget_members(request.channel)
    return None


async def joined(request: Request) -> Answer:
    """Check every hold too if it was Baton who joined."""
    await forget_members(request)
    return await check_holds(request) if request.user == request.bot else None


async def check_holds(request: Request) -> Answer:
    """Check every hold. Each check costs one call, and jobs may know the channel by its old name."""
    await request.book.check_holds(request.services.now())
    return None


async def follow(request: Request) -> Answer:
    """Lead the threads of a channel's cases to its new id, before Slack gets its answer: a channel that is shared
    through Slack Connect gets one."""
    old, new = (str(request.message.get(f"{which}_channel_id", "")) for which in ("old", "new"))
    if old != new and CHANNEL_ID.fullmatch(old) and CHANNEL_ID.fullmatch(new):
        await request.book.follow_channel(old, new, request.services.now())
    return None


ROUTES = Routes(
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
