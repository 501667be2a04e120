"""Retry failed jobs."""

from bot.slack import Message
from handlers.request import Answer, Request, Routes, case_of


async def unstick(request: Request) -> Answer:
    number, _ = await case_of(request)
    await request.book.try_again(number, request.ask())
    return Message(f"Retrying the failed jobs of case #{number}.")


async def retry(request: Request) -> Answer:
    """Retry everything, unless the words name a case or come from a thread."""
    if request.text or request.thread:
        return await unstick(request)
    count = await request.book.try_all_again(request.ask())
    jobs = "1 failed job" if count == 1 else f"{count} failed jobs"
    return Message(f"Retrying {jobs}, and everything on hold.")


ROUTES = Routes(words={"unstick": unstick, "retry": retry}, buttons={"unstick": unstick})
