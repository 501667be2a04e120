"""Say how a post sounds: the case is put right, and Baton learns from it."""

from functools import partial

from bot.nlp import LABELS
from bot.slack import Message
from handlers.request import Answer, Request, Routes, case_of


async def say_mood(door: Request) -> Answer:
    number, label = await case_of(door)
    return await _correct(door, number, label.lower())


async def press_mood(label: str, door: Request) -> Answer:
    number, _ = await case_of(door)
    return await _correct(door, number, label)


async def _correct(door: Request, number: int, label: str) -> Answer:
    await door.book.case(number)
    done = await door.office.teaching.correct(number, label, door.ask())
    return Message(
        f"Sentiment of case #{number} set to {done.case.mood}. Thanks, this improves future detection."
    )


DOORS = Routes(
    words={"mood": say_mood}, buttons={f"mood_{label}": partial(press_mood, label) for label in LABELS}
)
