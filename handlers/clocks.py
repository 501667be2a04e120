"""Until when: all clocks of a case, told to whoever asks."""

from bot.roles import Level
from bot.slack.views.clocks import draw_clocks
from handlers.request import Answer, Request, Routes, case_of


async def show_clocks(door: Request) -> Answer:
    number, _ = await case_of(door)
    return draw_clocks(await door.book.case(number), door.office.now())


DOORS = Routes(words={"clock": show_clocks}, level=Level.LOOK)
