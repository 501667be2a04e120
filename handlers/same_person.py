"""Link two cases of the same customer, or accept an unverified sender as the customer; undo either."""

from bot.case import Refused, Sameness
from bot.routing import refreshed
from bot.slack import Message
from handlers.request import NUMBER, Answer, Request, Routes, case_of, event_of

HOW = "Name the case with the same customer: `!same 1023` in a thread, `/baton same 1042 1023` anywhere."


async def propose(request: Request) -> Answer:
    """Ask whether two cases have the same customer.

    The last number is the other case; the case itself is named before, or is the thread's. Raise Refused when they
    are not two cases.
    """
    *before, last = request.text.split() or [""]
    found = NUMBER.fullmatch(last)
    if found is None:
        raise Refused(HOW, "no_case")
    number, _ = await case_of(request.with_text(" ".join(before)))
    if number == int(found[1]):
        raise Refused(f"#{number} is this case itself. {HOW}", "same_case")
    for each in (number, int(found[1])):
        await request.book.case(each)  # Raises Refused for one this person does not see.
    await request.services.people.propose(number, int(found[1]), request.ask())
    return Message(f"Baton asks in the thread of case #{number}. Press *Yes, same customer* there.")


async def say_yes(request: Request) -> Answer:
    return await _decide(request, Sameness.SAME)


async def say_no(request: Request) -> Answer:
    return await _decide(request, Sameness.NOT)


async def undo(request: Request) -> Answer:
    return await _decide(request, Sameness.ASKED)


async def _decide(request: Request, said: Sameness) -> Answer:
    number, _ = await case_of(request)
    await request.book.case(number)
    await request.services.people.say(number, event_of(request), said, request.ask())
    return None


async def accept_sender(request: Request) -> Answer:
    """Accept an unverified sender as the customer of the case."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    route = refreshed(request.services.rules(), case.route, case.first)
    await request.services.people.accept_sender(number, event_of(request), route, request.ask())
    return None


async def undo_sender(request: Request) -> Answer:
    number, _ = await case_of(request)
    await request.book.case(number)
    await request.services.people.undo_sender(number, event_of(request), request.ask())
    return None


ROUTES = Routes(
    words={"same": propose},
    buttons={
        "same_yes": say_yes,
        "same_no": say_no,
        "same_undo": undo,
        "accept_sender": accept_sender,
        "undo_sender": undo_sender,
    },
)
