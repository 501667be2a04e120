"""Send on its way again what got stuck."""

from bot.desk import Message
from handlers.doors import Answer, Door, Doors, case_of


async def unstick(door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.try_again(number, door.ask())
    return Message(f"Trying again what was stuck in case #{number}.")


async def retry(door: Door) -> Answer:
    """Try everything again, unless a case is named or the words come from a thread."""
    if door.text or door.thread:
        return await unstick(door)
    count = await door.book.try_all_again(door.ask())
    jobs = "1 job that had failed" if count == 1 else f"{count} jobs that had failed"
    return Message(f"Trying again {jobs}. What is on hold is tried now too.")


DOORS = Doors(words={"unstick": unstick, "retry": retry}, buttons={"unstick": unstick})
