"""All SLA timers of a case, for the person who asks."""

from bot.roles import Level
from bot.slack.views.clocks import draw_clocks
from handlers.request import Answer, Request, Routes, case_of


async def show_clocks(request: Request) -> Answer:
    number, _ = await case_of(request)
    return draw_clocks(await request.book.case(number), request.services.now())


ROUTES = Routes(words={"clock": show_clocks}, level=Level.LOOK)
