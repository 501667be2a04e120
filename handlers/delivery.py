"""Decide on a reply that failed, or whose delivery nobody could confirm: send it again, or confirm it."""

from bot.case import Refused, confirm_sent, send_again
from handlers.request import Answer, Notice, Request, Routes, case_of, event_of


async def send_reply_again(request: Request) -> Answer:
    """Send a reply again that failed, or whose delivery nobody could confirm.

    Raise Refused when it was decided already.
    """
    number, _ = await case_of(request)
    try:
        await request.book.do(number, request.ask(), send_again, number=event_of(request))
    except Refused:
        # The message may show outdated buttons: redraw it, so that the person sees the present state.
        await request.book.settle(number, event_of(request), request.services.now())
        raise
    return None


async def confirm_delivery(request: Request) -> Answer:
    """Record that a reply of unknown delivery was posted."""
    number, _ = await case_of(request)
    done = await request.book.do(number, request.ask(), confirm_sent, number=event_of(request))
    if done.changed:
        return None
    await request.book.settle(number, event_of(request), request.services.now())
    return Notice("Someone already decided. The thread shows the reply's status.")


ROUTES = Routes(
    buttons={
        "try_again": send_reply_again,
        "send_again": send_reply_again,
        "it_did": confirm_delivery,
    },
)
