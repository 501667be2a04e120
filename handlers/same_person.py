"""Say that two cases are one customer's, or that who wrote by a link is the customer; take that back."""

from bot.case import Refused, Sameness
from bot.routing import renewed
from bot.slack import Message
from handlers.request import NUMBER, Answer, Request, Routes, case_of, event_of

HOW = "Say which case has the same customer: `!same 1023` in a thread, `/baton same 1042 1023` anywhere."


async def propose(door: Request) -> Answer:
    """The last number is the other case; the case itself is the thread's, or named before."""
    *before, last = door.text.split() or [""]
    found = NUMBER.fullmatch(last)
    if found is None:
        raise Refused(HOW, "no_case")
    number, _ = await case_of(door.saying(" ".join(before)))
    if number == int(found[1]):
        raise Refused(f"#{number} is this very case. {HOW}", "same_case")
    for each in (number, int(found[1])):
        await door.book.case(each)  # Raises Refused for one this person does not see.
    await door.office.people.propose(number, int(found[1]), door.ask())
    return Message(
        f"The question stands in the thread of case #{number}: press *Yes, the same person* there."
    )


async def say_yes(door: Request) -> Answer:
    return await _say(door, Sameness.SAME)


async def say_no(door: Request) -> Answer:
    return await _say(door, Sameness.NOT)


async def undo(door: Request) -> Answer:
    return await _say(door, Sameness.ASKED)


async def _say(door: Request, said: Sameness) -> Answer:
    number, _ = await case_of(door)
    await door.book.case(number)
    await door.office.people.say(number, event_of(door), said, door.ask())
    return None


async def accept_sender(door: Request) -> Answer:
    """Who wrote by a link or an address of the case is its customer."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    route = renewed(door.office.rules(), case.route, case.first)
    await door.office.people.accept_sender(number, event_of(door), route, door.ask())
    return None


async def undo_sender(door: Request) -> Answer:
    number, _ = await case_of(door)
    await door.book.case(number)
    await door.office.people.undo_sender(number, event_of(door), door.ask())
    return None


DOORS = Routes(
    words={"same": propose},
    buttons={
        "same_yes": say_yes,
        "same_no": say_no,
        "same_undo": undo,
        "accept_sender": accept_sender,
        "undo_sender": undo_sender,
    },
)
