"""Until when: all clocks of a case, told to whoever asks."""

from bot.roles import Level
from bot.slack.views.clocks import draw_clocks
from handlers.request import Answer, Door, Doors, case_of


async def show_clocks(door: Door) -> Answer:
    number, _ = await case_of(door)
    return draw_clocks(await door.book.case(number), door.office.now())


DOORS = Doors(words={"clock": show_clocks}, level=Level.LOOK)
