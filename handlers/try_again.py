"""Retry failed jobs."""

from bot.slack import Message
from handlers.request import Answer, Request, Routes, case_of


async def unstick(door: Request) -> Answer:
    number, _ = await case_of(door)
    await door.book.try_again(number, door.ask())
    return Message(f"Retrying the failed jobs of case #{number}.")


async def retry(door: Request) -> Answer:
    """Retry everything, unless the words name a case or come from a thread."""
    if door.text or door.thread:
        return await unstick(door)
    count = await door.book.try_all_again(door.ask())
    jobs = "1 failed job" if count == 1 else f"{count} failed jobs"
    return Message(f"Retrying {jobs}, and everything on hold.")


DOORS = Routes(words={"unstick": unstick, "retry": retry}, buttons={"unstick": unstick})
