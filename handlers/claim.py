"""Claim a case, release it, or take it over from its owner."""

from bot.case import Case, Status, claim, release, take_over
from bot.case.notifications import NOWHERE, Way
from bot.services.casebook import Done
from bot.services.notifications import addressees
from bot.slack import Message
from bot.slack.views.modals import take_over_message, take_over_modal
from handlers.request import Answer, Modal, Request, Routes, case_of


async def claim_case(request: Request) -> Answer:
    if request.text.lower() == "next":
        return await _claim_next(request)
    number, _ = await case_of(request)
    done = await request.book.take(number, request.ask(), claim)
    return Message(f"Case #{number} is yours.{_link(done.case)}")


async def release_case(request: Request) -> Answer:
    number, because = await case_of(request)
    done = await request.book.do(number, request.ask(), release, because=because)
    already = "" if done.changed else "already "
    return Message(f"Case #{number} is {already}unassigned and back in the queue.")


async def ask_to_take_over(request: Request) -> Answer:
    """Ask before taking over, so that no owner loses a case by a slip: in a window, or by a second button."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    if case.owner in (None, request.user) or case.status is Status.RESOLVED:
        return await take_over_case(request)
    since, now = await request.book.owned_since(number), request.services.now()
    if request.value and request.trigger:
        return Modal(take_over_modal(case, since, now))
    return take_over_message(case, since, now)


async def take_over_case(request: Request) -> Answer:
    number, _ = await case_of(request)
    done = await request.book.take(number, request.ask(), take_over)
    if any(event.kind == "taken_over" for event in done.events):
        return Message(f"You've taken over #{number}. {await _former_owner(request, done)}")
    return Message(f"Case #{number} is yours.{_link(done.case)}")


async def _former_owner(request: Request, done: Done) -> str:
    """Return whether the previous owner learns of it, by their settings and shift at this moment."""
    services, event = request.services, next(each for each in done.events if each.kind == "taken_over")
    called = await addressees(
        request.book.store, services.roster, done.case, event, services.now(), tuple(Way)
    )
    if any(each.media != NOWHERE for each in called):
        return "Baton notifies the previous owner."
    return "The previous owner is off shift or has notifications off, so write to them if they should know."


async def _claim_next(request: Request) -> Answer:
    team = await request.services.team_of(request.channel)
    if team is None:
        return Message("This channel belongs to no team. Use `/claim next` in a team's channel.")
    done = await request.book.do_next([team], request.ask(), claim)
    if done is None:
        return Message("The queue is empty. 🎉")
    return Message(f"Case #{done.case.number} is yours.{_link(done.case)}")


def _link(case: Case) -> str:
    return f" <{case.thread.url}|Open its thread>" if case.thread else ""


ROUTES = Routes(
    words={
        "claim": claim_case,
        "accept": claim_case,
        "release": release_case,
        "giveback": release_case,
        "takeover": ask_to_take_over,
    },
    buttons={
        "claim": claim_case,
        "release": release_case,
        "ask_take_over": ask_to_take_over,
        "take_over": take_over_case,
    },
    views={"take_over": take_over_case},
)
