"""Send on its way again what got stuck."""

from bot.desk import Message
from handlers.doors import Answer, Door, Doors, case_of


async def unstick(door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.try_again(number, door.ask())
    return Message(f"Trying again what was stuck in case #{number}.")


DOORS = Doors(words={"unstick": unstick}, buttons={"unstick": unstick})
