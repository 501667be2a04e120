"""Say how a post sounds: the case is put right, and Baton learns from it."""

from functools import partial

from bot.nlp import LABELS
from bot.slack import Message
from handlers.request import Answer, Request, Routes, case_of


async def say_mood(request: Request) -> Answer:
    number, label = await case_of(request)
    return await _correct(request, number, label.lower())


async def press_mood(label: str, request: Request) -> Answer:
    number, _ = await case_of(request)
    return await _correct(request, number, label)


async def _correct(request: Request, number: int, label: str) -> Answer:
    await request.book.case(number)
    done = await request.services.training.correct(number, label, request.ask())
    return Message(
        f"Sentiment of case #{number} set to {done.case.sentiment}. Thanks, this improves future detection."
    )


ROUTES = Routes(
    words={"mood": say_mood}, buttons={f"mood_{label}": partial(press_mood, label) for label in LABELS}
)
