"""Create a case from a post that was ignored, from the weekly digest."""

from bot.case import Refused
from bot.roles import Level
from bot.slack import Message
from handlers.request import Answer, Request, Routes, already_a_case


async def make_case(request: Request) -> Answer:
    """Create the case with marketing's team, escalated by the person who pressed.

    Raise Refused when the post is gone.
    """
    done = await request.services.intake.take_up(request.value, request.ask())
    if done is None:
        raise Refused("That post is gone: its author deleted it, or Baton no longer keeps it.", "no_post")
    if done.heard:
        return await already_a_case(request, "That post", done.case)
    return Message(f"That post is now case #{done.case.number}, with team {done.case.route.team}.")


ROUTES = Routes(buttons={"make_case": make_case}, level=Level.MEMBER)
