"""Set a case to wait for its customer, with an optional time to look at it again."""

from datetime import UTC, datetime

from bot.case import Case, Refused, wait_for_customer
from bot.hours.phrases import parse_time
from bot.slack.views.snooze_and_ask import NEVER, follow_up_choices, pending_message, pending_modal
from handlers.request import Answer, FieldErrors, Modal, Request, Routes, case_of, typed


async def ask_for_time(request: Request) -> Answer:
    """Open the window, once this person may set the case to pending."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    wait_for_customer(case, request.ask())
    zone = await request.services.zone_of(request.user)
    return Modal(pending_modal(case, follow_up_choices(request.services.now(), zone)))


async def wait_by_words(request: Request) -> Answer:
    """Set to pending by `!pending`, or with a time to look again: `!pending 3 days`."""
    number, words = await case_of(request)
    case = await _wait(request, number, await _time(request, words) if words else None)
    return pending_message(case)


async def wait_as_chosen(request: Request) -> Answer:
    """Set to pending as the window says. A picked time counts before a choice."""
    number, _ = await case_of(request)
    moment, words = typed(request, "moment"), typed(request, "until")
    try:
        until = datetime.fromtimestamp(int(moment), UTC) if moment else await _time(request, words)
        await _wait(request, number, until)
    except Refused as refusal:
        if refusal.code not in ("past", "too_long", "no_time"):
            raise
        return FieldErrors({"moment" if moment else "until": refusal.why})
    return None


async def _time(request: Request, words: str) -> datetime | None:
    """Return the time the words mean; None for no time. Raise Refused with examples for words that name none."""
    if words.lower() in ("", NEVER):
        return None
    try:
        return parse_time(words, request.services.now(), await request.services.zone_of(request.user))
    except ValueError as fault:
        raise Refused(str(fault), "no_time") from None


async def _wait(request: Request, number: int, until: datetime | None) -> Case:
    return (await request.book.do(number, request.ask(), wait_for_customer, until=until)).case


ROUTES = Routes(
    words={"pending": wait_by_words},
    buttons={"pending": ask_for_time},
    views={"pending": wait_as_chosen},
)
