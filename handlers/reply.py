"""Reply to a customer: write, review the exact text and its readers, send."""

from typing import Any

from bot.budget import to_micros
from bot.case import (
    Case,
    Draft,
    Refused,
    claim,
    draft,
    refuse_unanswerable,
    send,
    usual_target,
)
from bot.mention import Mention
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.inputs import View
from bot.slack.views.reply import (
    RESOLVE_AFTER,
    SAVED,
    SUGGESTED,
    TEXT,
    Terms,
    confirm_reply_message,
    confirm_reply_modal,
    numbered,
    reply_modal,
    resolving_message,
    value_of,
)
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
    preview_of,
    public_words,
    reply_channel_of,
    typed,
)

BY_LINK = "To protect your privacy, please continue here: {}"
BY_MAIL = "To protect your privacy, please write to us at {}"
CLOSING_LINE = "Thanks for reaching out. This has been resolved with you directly."
GONE = "This draft was already sent or replaced. Open *Reply* again."


async def open_reply(request: Request) -> Answer:
    """Open the reply window, once this person may reply."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    refuse_unanswerable(case, request.ask())
    begun = _earlier_text(request, case, _chosen(request, case, ""))
    return Modal(await _reply_window(request, case, "", begun, given=begun))


async def claim_and_reply(request: Request) -> Answer:
    """Claim or accept the case, and open the reply window. Raise Refused when another agent was first."""
    number, _ = await case_of(request)
    await request.book.take(number, request.ask(), claim)
    return await open_reply(request)


async def count(request: Request) -> Answer:
    """Redraw the window while the person types or chooses a post: length, cost, readers."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    text, filled = typed(request, _block(request)), _filled(request)
    carries = "" if text else carried(request, "begun")
    view = await _redrawn(request, case, text, filled=filled, carries=carries)
    return Modal(view, change=True)


async def insert(request: Request) -> Answer:
    """Insert the chosen saved reply after the text so far. Only a person sends it."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    replies = request.services.rules().replies_for(case.route)
    wanted = typed(request, numbered(SAVED, _filled(request)))
    inserted = next((text for name, text in replies.items() if value_of(name) == wanted), "")
    return await _with_inserted(request, case, inserted)


async def suggest(request: Request) -> Answer:
    """Insert the rule's saved reply, from the button that windows of an earlier version have."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return await _with_inserted(request, case, request.services.rules().macros.get(case.route.macro, ""))


async def review(request: Request) -> Answer:
    """Turn the window's text into a draft, and show exactly that draft for confirmation."""
    number, _ = await case_of(request)
    try:
        # The case goes on in private after an invitation, so nothing may resolve it.
        resolves = typed(request, RESOLVE_AFTER) == "yes" and not carried(request, "invites")
        case, written = await _draft(request, number, _place(request), _text(request), resolves=resolves)
    except Refused as refusal:
        return FieldErrors({_block(request): refusal.why})
    return Modal(await _confirm_window(request, case, written))


async def reply_by_words(request: Request) -> Answer:
    """Draft a reply by `/reply 1042 text` or `!reply text`. It is sent only after the same confirmation."""
    number, typed_text = await case_and_typed(request)
    text = await public_words(request, typed_text)
    if not text and request.trigger:
        return await open_reply(request)
    case, written = await _draft(request, number, "", text)
    if request.trigger:
        return Modal(await _confirm_window(request, case, written))
    post = _answered(case, written)
    return confirm_reply_message(case, post, written, await _terms(request, post.network, written.text))


async def review_again(request: Request) -> Answer:
    """Open the confirmation of a draft shown in the thread. Raise Refused when it was sent or replaced."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    written = case.draft(event_of(request))
    if written is None or written.by != request.user or written.corrects:
        raise Refused(GONE, "no_draft")
    return Modal(await _confirm_window(request, case, written))


async def invite(request: Request) -> Answer:
    """Open the reply window with a sentence that names the private link or address."""
    number, _ = await case_of(request)
    to = request.services.invitation(number)
    by_mail = not to.link or typed(request, "how") == "address"
    words = BY_MAIL.format(to.address) if by_mail else BY_LINK.format(to.link)
    return await _in_public(request, number, words, invites=True)


async def write_closing_line(request: Request) -> Answer:
    """Open the reply window with a closing reply for a case that began in public and went private."""
    number, _ = await case_of(request)
    return await _in_public(request, number, CLOSING_LINE)


async def send_reply(request: Request) -> Answer:
    number, _ = await case_of(request)
    done = await request.book.do(number, request.ask(), send, number=event_of(request))
    await delete_preview(request)
    sent = next((each for each in reversed(done.case.replies) if each.by == request.user), None)
    return resolving_message(done.case, sent) if sent and sent.resolves else None


async def _with_inserted(request: Request, case: Case, inserted: str) -> Modal:
    words = "\n".join(filter(None, (_text(request).strip(), inserted)))
    filled = _filled(request) + 1
    view = await _redrawn(request, case, words, given=words, filled=filled, carries=words)
    return Modal(view, change=True)


async def _in_public(request: Request, number: int, words: str, *, invites: bool = False) -> Modal:
    """Return the reply window for the latest public post, with `words` in it. Raise Refused when there is none."""
    case = await request.book.case(number)
    post = case.latest_public
    if post is None:
        raise Refused(f"Case #{number} has no public post to reply to.", "no_post")
    refuse_unanswerable(case, request.ask(), post)
    return Modal(await _reply_window(request, case, post.place, words, given=words, invites=invites))


async def _draft(
    request: Request, number: int, place: str, text: str, *, resolves: bool = False
) -> tuple[Case, Draft]:
    """Store a draft of the reply. Raise Refused when the same request was sent already."""
    case = await request.book.case(number)
    post = _chosen(request, case, place)
    text = in_public(text, reply_channel_of(request, post.network))
    terms = await _terms(request, post.network, text)
    done = await request.book.do(
        number,
        request.ask(),
        draft,
        text=text,
        to=post,
        length=terms.used,
        longest=terms.limit,
        cost=to_micros(terms.cost),
        over_budget=terms.over_budget,
        resolves=resolves and not case.went_private,
    )
    written = next((d for d in done.case.drafts if d.by == request.user), None)
    if written is None:
        raise Refused("This reply was already sent. See the thread.", "no_draft")
    return done.case, written


def _earlier_text(request: Request, case: Case, post: Mention) -> str:
    """Return the text this person wrote before the customer edited the post or wrote again.

    What they wrote to this customer alone stays out of a reply in another place: it could become public.
    """
    drafts = [d for d in case.drafts if d.by == request.user and d.turn < case.turn and not d.corrects]
    answered = case.answered(drafts[0]) if drafts else None
    if answered is None or (answered.answered_alone and answered.place != post.place):
        return ""
    return drafts[0].text


def _block(request: Request) -> str:
    """Return the block id of the field that has the text."""
    if SUGGESTED in request.view["state"]["values"]:
        return SUGGESTED
    return numbered(TEXT, _filled(request))


def _filled(request: Request) -> int:
    """Return how often a saved reply was inserted in the window."""
    return int(carried(request, "filled") or 0)


def _text(request: Request) -> str:
    """Return the text of the window. Without one it is what was inserted: no field can be submitted empty."""
    return typed(request, _block(request)) or carried(request, "begun")


def _place(request: Request) -> str:
    """Return the place the reply goes to: the chosen one, else the one the window was opened for."""
    return typed(request, "post") or carried(request, "to")


def _chosen(request: Request, case: Case, place: str) -> Mention:
    """Return the post to reply to in that place; without a place, the latest one that takes a reply.

    Raise Refused when the place has no post. It is never replaced by another place: private words could become
    public.
    """
    if not place:
        return usual_target(case, request.services.now())
    post = case.latest_each.get(place)
    if post is None:
        raise Refused("The post you were replying to is gone. Open *Reply* again.", "no_post")
    return post


def _answered(case: Case, written: Draft) -> Mention:
    """Return the post that a draft replies to. Raise Refused when the case no longer has it."""
    post = case.answered(written)
    if post is None:
        raise Refused(GONE, "no_draft")
    return post


async def _terms(request: Request, network: str, text: str) -> Terms:
    channel, now = reply_channel_of(request, network), request.services.now()
    limits, budget = channel.limits, request.services.budgets.get(network)
    text = with_emoji(text)
    cost = limits.cost(text)
    over = budget is not None and (await request.book.spent(network, now)).share(budget) >= 1
    return Terms(
        account=channel.account,
        used=limits.length(text),
        limit=limits.longest,
        now=now,
        unit=limits.unit,
        cost=cost,
        dearer=cost > limits.cost(""),
        over_budget=over,
    )


async def _redrawn(request: Request, case: Case, text: str, **more: Any) -> View:
    """Return the reply window again, for the place that is chosen in it."""
    invites = bool(carried(request, "invites"))
    return await _reply_window(request, case, _place(request), text, invites=invites, **more)


async def _reply_window(
    request: Request,
    case: Case,
    place: str,
    text: str,
    *,
    given: str = "",
    filled: int = 0,
    carries: str = "",
    invites: bool = False,
) -> View:
    """Return the reply window for that place. `text` is counted; `given` is the text the field starts with."""
    post = _chosen(request, case, place)
    terms = await _terms(request, post.network, text)
    replies = tuple(request.services.rules().replies_for(case.route))
    return reply_modal(
        case, post, terms, given, replies=replies, filled=filled, carries=carries, invites=invites
    )


async def _confirm_window(request: Request, case: Case, written: Draft) -> View:
    post = _answered(case, written)
    terms = await _terms(request, post.network, written.text)
    return confirm_reply_modal(case, post, written, terms, preview_of(request))


ROUTES = Routes(
    words={"reply": reply_by_words},
    buttons={
        "reply": open_reply,
        "claim_reply": claim_and_reply,
        "accept_reply": claim_and_reply,
        TEXT: count,
        SUGGESTED: count,
        "post": count,
        "suggest": suggest,
        SAVED: insert,
        "review_reply": review_again,
        "closing_line": write_closing_line,
    },
    views={"reply": review, "confirm_reply": send_reply, "take_private": invite},
)
