"""Resolve a case with a reason, mark it answered by hand, reopen it."""

from bot.case import Case, Refused, Resolution, mark_answered, reopen, resolve
from bot.desk import Message
from bot.desk.modals import closing_line_message, resolve_modal
from bot.routing import renewed
from handlers.doors import Answer, Door, Doors, Modal, case_of, typed

REASONS = {reason.value: reason for reason in Resolution}


async def ask_reason(door: Door) -> Answer:
    number, _ = await case_of(door)
    return Modal(resolve_modal(await door.book.case(number)))


async def resolve_case(door: Door) -> Answer:
    number, words = await case_of(door)
    case = await door.book.case(number)
    done = await door.book.do(number, door.ask(), resolve, resolution=_reason(case, words))
    return _closing(door, done.case) or Message(f"Case #{number} is resolved: {done.case.resolution}.")


async def resolve_as_chosen(door: Door) -> Answer:
    number, _ = await case_of(door)
    done = await door.book.do(number, door.ask(), resolve, resolution=Resolution(typed(door, "resolution")))
    return _closing(door, done.case)


async def mark_case_answered(door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.do(number, door.ask(), mark_answered)
    return Message(f"Case #{number} counts as answered. Resolve it when the matter is settled.")


async def reopen_case(door: Door) -> Answer:
    number, _ = await case_of(door)
    case = await door.book.case(number)
    await door.book.do(number, door.ask(), reopen, route=renewed(door.office.rules(), case.route, case.first))
    return Message(f"Case #{number} is open again and waits to be claimed.")


def _closing(door: Door, case: Case) -> Message | None:
    """After a case that went private: the offer to say so where it began, if that can still be answered."""
    post = case.latest_public
    mine = case.owner == door.user and case.went_private
    return (
        closing_line_message(case)
        if mine and post and not post.may_reply.refusal(door.office.now())
        else None
    )


def _reason(case: Case, words: str) -> Resolution:
    """The reason meant by a few words; without any, *no answer needed*, when the customer took everything away, or
    *answered*, when it was."""
    said = words.lower()
    if not said and case.withdrawn:
        return Resolution.NO_ANSWER
    if not said and case.answered_at:
        return Resolution.ANSWERED
    meant = [reason for name, reason in REASONS.items() if said and name.startswith(said)]
    if said in REASONS or len(meant) == 1:
        return REASONS.get(said) or meant[0]
    raise Refused(f"Say why: {', '.join(f'`{name}`' for name in REASONS)}.", "no_reason")


DOORS = Doors(
    words={"resolve": resolve_case, "reopen": reopen_case, "answered": mark_case_answered},
    buttons={"resolve": ask_reason, "reopen": reopen_case, "mark_answered": mark_case_answered},
    views={"resolve": resolve_as_chosen},
)
