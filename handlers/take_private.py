"""Move a public conversation to private: a link or address for the customer; revoke the earlier ones."""

from bot.case import Case, Refused, refuse_unanswerable, revoke_links
from bot.slack import Message
from bot.slack.views.modals import Invitation, take_private_message, take_private_modal
from handlers.request import Answer, Modal, Request, Routes, case_of

NO_WAY = (
    "Private conversations are not set up. Ask your Baton admin to set PUBLIC_URL and LINK_SECRET, or to turn on"
    " e-mail."
)


async def show_ways(request: Request) -> Answer:
    """Show the case's own link and address, in a window or with a button.

    Raise Refused when the case is private, or the installation has no private way.
    """
    number, _ = await case_of(request)
    case = await request.book.case(number)
    _refuse_private(case)
    refuse_unanswerable(case, request.ask(), case.latest_public)
    to = request.services.invitation(number)
    if to == Invitation("", ""):
        raise Refused(NO_WAY, "no_way")
    return Modal(take_private_modal(case, to)) if request.trigger else take_private_message(case, to)


async def revoke(request: Request) -> Answer:
    """Revoke the private links and addresses of a case, which strangers may have seen."""
    number, _ = await case_of(request)
    await request.book.do(number, request.ask(), revoke_links)
    return Message(
        f"The private links and addresses of case #{number} no longer work. Customers you accepted keep theirs;"
        " *Move to private* creates new ones."
    )


def _refuse_private(case: Case) -> None:
    """Raise Refused for a case without a public post."""
    if case.latest_public is None:
        raise Refused(
            f"Case #{case.number} is already private. Only the customer sees your *Reply*.", "private"
        )


ROUTES = Routes(
    words={"private": show_ways, "revoke": revoke},
    buttons={"take_private": show_ways, "revoke_links": revoke},
)
