"""Correct or delete a reply that was sent, or explain that its network does not allow it."""

from bot.case import (
    Case,
    Delivery,
    Draft,
    Refused,
    Reply,
    correct,
    correctable,
    delete_reply,
    draft_correction,
)
from bot.mention import Mention
from bot.slack import Message
from bot.slack.views.correct import (
    confirm_correction_message,
    confirm_correction_modal,
    correct_modal,
    delete_reply_message,
)
from bot.slack.views.inputs import INPUT_LIMIT
from bot.slack.views.reply import Terms
from bot.slack.views.text import units
from handlers.request import (
    Answer,
    FieldErrors,
    Modal,
    Request,
    Routes,
    carried,
    case_and_typed,
    case_of,
    delete_preview,
    event_of,
    in_public,
    number_in,
    preview_of,
    public_words,
    reply_channel_of,
    typed,
)

UNKNOWN = "Baton can't do that on this network. Do it on the network itself."


async def open_correction(request: Request) -> Answer:
    """Open a window with the reply's present text."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return _window(request, case, event_of(request))


async def correct_by_words(request: Request) -> Answer:
    """Draft a correction of the last reply:

    `!correct text`, `/correct 1042 text`. Nothing changes before it is confirmed.
    """
    number, typed_text = await case_and_typed(request)
    text = await public_words(request, typed_text)
    case = await request.book.case(number)
    reply = _last(case)
    if not text and request.trigger:
        return _window(request, case, reply.number)
    case, written = await _draft(request, case, reply.number, text)
    if request.trigger:
        return _confirm_window(request, case, written)
    shown, post = _shown(case, written)
    return confirm_correction_message(case, shown, post, written, _terms(request, post, written.text))


async def review(request: Request) -> Answer:
    """Turn the window's text into a draft, and show exactly that draft for confirmation."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    try:
        case, written = await _draft(
            request, case, number_in(carried(request, "reply")), typed(request, "new_text")
        )
    except Refused as refusal:
        return FieldErrors({"new_text": refusal.why})
    return _confirm_window(request, case, written)


async def review_again(request: Request) -> Answer:
    """Open the confirmation of a draft shown in the thread. Raise Refused when the draft was used or replaced."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    written = case.draft(event_of(request))
    if written is None or written.by != request.user or not written.corrects:
        raise Refused("This text was already used or replaced. Use *Edit reply* again.", "no_draft")
    return _confirm_window(request, case, written)


async def correct_reply(request: Request) -> Answer:
    number, _ = await case_of(request)
    await request.book.do(number, request.ask(), correct, number=event_of(request))
    await delete_preview(request)
    return None


async def ask_to_delete(request: Request) -> Answer:
    """Ask before a typed command deletes a public reply."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    reply = _last(case)
    _refuse_deleting(request, case, reply)
    correctable(case, request.ask(), reply.number)
    return delete_reply_message(case, reply, _post(case, reply))


async def delete_answer(request: Request) -> Answer:
    number, _ = await case_of(request)
    case = await request.book.case(number)
    if reply := case.reply(event_of(request)):
        _refuse_deleting(request, case, reply)
    await request.book.do(number, request.ask(), delete_reply, number=event_of(request))
    return Message("The reply is being deleted. The thread shows when it is gone.")


def _window(request: Request, case: Case, number: int) -> Modal:
    """Return the window to correct a reply. Raise Refused when its text is too long for a window."""
    reply = correctable(case, request.ask(), number)
    _refuse_correcting(request, case, reply)
    post = _post(case, reply)
    if units(reply.text) > INPUT_LIMIT:
        raise Refused(
            f"This reply is longer than the {INPUT_LIMIT:,} characters that a window accepts."
            " Write “!correct” and the whole new text in the case's thread.",
            "too_long",
        )
    return Modal(correct_modal(case, reply, post, _terms(request, post, reply.text)))


async def _draft(request: Request, case: Case, number: int, text: str) -> tuple[Case, Draft]:
    """Store a draft of the correction. Raise Refused when the same request made it already."""
    reply = correctable(case, request.ask(), number)
    _refuse_correcting(request, case, reply)
    channel = reply_channel_of(request, case.network_of(reply))
    text = in_public(text, channel)
    length, longest = channel.limits.length(text), channel.limits.longest
    done = await request.book.do(
        case.number, request.ask(), draft_correction, number=number, text=text, length=length, longest=longest
    )
    written = next((d for d in done.case.drafts if d.by == request.user and d.corrects), None)
    if written is None:
        raise Refused("This change was already made. See the thread.", "no_draft")
    return done.case, written


def _confirm_window(request: Request, case: Case, written: Draft) -> Modal:
    reply, post = _shown(case, written)
    terms = _terms(request, post, written.text)
    return Modal(confirm_correction_modal(case, reply, post, written, terms, preview_of(request)))


def _shown(case: Case, written: Draft) -> tuple[Reply, Mention]:
    """Return the reply that a draft corrects, with the post it answers.

    Raise Refused when the case no longer has it.
    """
    reply = case.reply(written.corrects)
    if reply is None:
        raise Refused("Baton no longer has the reply that this text corrects.", "no_reply")
    return reply, _post(case, reply)


def _refuse_correcting(request: Request, case: Case, reply: Reply) -> None:
    """Raise Refused when the network does not allow corrections."""
    limits = reply_channel_of(request, case.network_of(reply)).limits
    if not limits.edits_replies:
        raise Refused(limits.why_not or UNKNOWN, "not_allowed")


def _refuse_deleting(request: Request, case: Case, reply: Reply) -> None:
    """Raise Refused when the network does not allow deletion."""
    limits = reply_channel_of(request, case.network_of(reply)).limits
    if not limits.deletes_replies:
        raise Refused(limits.why_not or UNKNOWN, "not_allowed")


def _last(case: Case) -> Reply:
    """Return the last reply that was sent. Raise Refused when there is none."""
    sent = [reply for reply in case.replies if reply.state is Delivery.SENT]
    if not sent:
        raise Refused(
            f"Baton has sent no reply in case #{case.number}, so there is nothing to correct.", "no_reply"
        )
    return sent[-1]


def _post(case: Case, reply: Reply) -> Mention:
    """Return the post that a reply answers. Raise Refused when the case no longer has it."""
    post = case.answered(reply)
    if post is None:
        raise Refused(
            "The case no longer has the post that it replies to. Change the reply on the network.", "no_post"
        )
    return post


def _terms(request: Request, post: Mention, text: str) -> Terms:
    channel = reply_channel_of(request, post.network)
    return Terms(
        account=channel.account,
        used=channel.limits.length(text),
        limit=channel.limits.longest,
        now=request.services.now(),
        unit=channel.limits.unit,
    )


ROUTES = Routes(
    words={"correct": correct_by_words, "delete": ask_to_delete},
    buttons={
        "correct": open_correction,
        "review_correction": review_again,
        "delete_reply": delete_answer,
    },
    views={"correct": review, "confirm_correct": correct_reply},
)
