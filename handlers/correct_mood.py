"""Say how a post sounds: the case is put right, and Baton learns from it."""

from functools import partial

from bot.desk import Message
from bot.understanding import LABELS
from handlers.doors import Answer, Door, Doors, case_of


async def say_mood(door: Door) -> Answer:
    number, label = await case_of(door)
    await door.book.case(number)
    done = await door.office.teaching.correct(number, label.lower(), door.ask())
    return Message(f"Noted: the customer of case #{number} sounds {done.case.mood}. Baton learns from it.")


async def press_mood(label: str, door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.case(number)
    await door.office.teaching.correct(number, label, door.ask())
    return None


DOORS = Doors(
    words={"mood": say_mood}, buttons={f"mood_{label}": partial(press_mood, label) for label in LABELS}
)
