"""Answer a customer: write, see exactly what goes out, to whom and from where, send; and if it did not go out."""

from bot.budget import to_micros
from bot.case import Case, Draft, Refused, confirm_sent, draft, refuse_unanswerable, send, send_again
from bot.mention import Mention
from bot.slack.views.emoji_codes import with_emoji
from bot.slack.views.inputs import View
from bot.slack.views.reply import (
    SUGGESTED,
    TEXT,
    Terms,
    confirm_reply_message,
    confirm_reply_modal,
    reply_modal,
)
from handlers.request import (
    Answer,
    FieldErrors,
    Modal,
    Notice,
    Request,
    Routes,
    carried,
    case_and_typed,
    case_of,
    event_of,
    in_public,
    preview_of,
    public_words,
    take_away_preview,
    typed,
    voice_of,
)

BY_LINK = "To protect your privacy, please continue here: {}"
BY_MAIL = "To protect your privacy, please write to us at {}"
CLOSING_LINE = "Thanks for reaching out. This has been resolved with you directly."
GONE = "This draft was already sent or replaced. Open *Reply* again."


async def open_reply(request: Request) -> Answer:
    """The button: a window to write in, once it is sure that this person may answer."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    refuse_unanswerable(case, request.ask())
    begun = _begun(request, case)
    return Modal(await _writing(request, case, "", begun, given=begun))


async def count(request: Request) -> Answer:
    """Every few characters, and when another post is chosen: what is left, what it costs, who will read it."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    return Modal(
        await _writing(request, case, _place(request), _text(request), block=_block(request)), change=True
    )


async def suggest(request: Request) -> Answer:
    """The rule's suggested text, put behind what is written so far; a person reads and sends it, or does not."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    words = "\n".join(
        filter(None, (_text(request).strip(), request.services.rules().macros.get(case.route.macro, "")))
    )
    return Modal(
        await _writing(request, case, _place(request), words, given=words, block=SUGGESTED), change=True
    )


async def review(request: Request) -> Answer:
    """The window's text becomes a draft, and the next window shows exactly that."""
    number, _ = await case_of(request)
    try:
        case, written = await _draft(request, number, _place(request), _text(request))
    except Refused as refusal:
        return FieldErrors({_block(request): refusal.why})
    return Modal(await _confirming(request, case, written))


async def reply_by_words(request: Request) -> Answer:
    """`/reply 1042 text`, `!reply text`: nothing goes out yet; the same confirmation is shown."""
    number, typed_text = await case_and_typed(request)
    text = await public_words(request, typed_text)
    if not text and request.trigger:
        return await open_reply(request)
    case, written = await _draft(request, number, "", text)
    if request.trigger:
        return Modal(await _confirming(request, case, written))
    post = _answered(case, written)
    return confirm_reply_message(case, post, written, await _terms(request, post.network, written.text))


async def review_again(request: Request) -> Answer:
    """The button under a draft shown in the thread: the window that sends it."""
    number, _ = await case_of(request)
    case = await request.book.case(number)
    written = case.draft(event_of(request))
    if written is None or written.by != request.user or written.corrects:
        raise Refused(GONE, "no_draft")
    return Modal(await _confirming(request, case, written))


async def invite(request: Request) -> Answer:
    """*Take private*: the window to write in, with a sentence that says where to go on."""
    number, _ = await case_of(request)
    to = request.services.invitation(number)
    by_mail = not to.link or typed(request, "how") == "address"
    words = BY_MAIL.format(to.address) if by_mail else BY_LINK.format(to.link)
    return await _in_public(request, number, words)


async def write_closing_line(request: Request) -> Answer:
    """What began in public and was settled in private ends in public."""
    number, _ = await case_of(request)
    return await _in_public(request, number, CLOSING_LINE)


async def send_reply(request: Request) -> Answer:
    number, _ = await case_of(request)
    await request.book.do(number, request.ask(), send, number=event_of(request))
    await take_away_preview(request)
    return None


async def send_reply_again(request: Request) -> Answer:
    """*Try again* after a reply that did not go out, *Send again* after one that nobody saw."""
    number, _ = await case_of(request)
    try:
        await request.book.do(number, request.ask(), send_again, number=event_of(request))
    except Refused:
        await request.book.settle(number, event_of(request), request.services.now())
        raise
    return None


async def it_did_go_out(request: Request) -> Answer:
    number, _ = await case_of(request)
    done = await request.book.do(number, request.ask(), confirm_sent, number=event_of(request))
    if done.changed:
        return None
    await request.book.settle(number, event_of(request), request.services.now())
    return Notice("Someone already decided. The thread shows the reply's status.")


async def _in_public(request: Request, number: int, words: str) -> Modal:
    """The window to write in, aimed at the customer's latest public post, with a first sentence in it."""
    case = await request.book.case(number)
    post = case.latest_public
    if post is None:
        raise Refused(f"Case #{number} has no public post to reply to.", "no_post")
    refuse_unanswerable(case, request.ask(), post)
    return Modal(reply_modal(case, post, await _terms(request, post.network, words), words))


async def _draft(request: Request, number: int, place: str, text: str) -> tuple[Case, Draft]:
    post = _chosen(request, await request.book.case(number), place)
    text = in_public(text, voice_of(request, post.network))
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
    )
    written = next((d for d in done.case.drafts if d.by == request.user), None)
    if written is None:
        raise Refused("This reply was already sent. See the thread.", "no_draft")
    return done.case, written


def _begun(request: Request, case: Case) -> str:
    """The text this person wrote before the customer changed the post or wrote again."""
    texts = [d.text for d in case.drafts if d.by == request.user and d.turn < case.turn and not d.corrects]
    return texts[0] if texts else ""


def _block(request: Request) -> str:
    """Where in the window the text stands."""
    return SUGGESTED if SUGGESTED in request.view["state"]["values"] else TEXT


def _text(request: Request) -> str:
    return typed(request, _block(request))


def _place(request: Request) -> str:
    """Where the window's reply goes: what was chosen in it, else what it was opened for."""
    return typed(request, "post") or carried(request, "to")


def _chosen(request: Request, case: Case, place: str) -> Mention:
    """The post to answer there; with no place the latest one that may be answered. A place is never exchanged for
    another: what was written in private would become public."""
    if not place:
        return next(iter(case.answerable(request.services.now()).values()), case.latest)
    post = case.latest_each.get(place)
    if post is None:
        raise Refused("The post you were replying to is gone. Open *Reply* again.", "no_post")
    return post


def _answered(case: Case, written: Draft) -> Mention:
    post = case.answered(written)
    if post is None:
        raise Refused(GONE, "no_draft")
    return post


async def _terms(request: Request, network: str, text: str) -> Terms:
    channel, now = voice_of(request, network), request.services.now()
    text = with_emoji(text)
    cost = channel.cost(text)
    over = channel.budget is not None and (await request.book.spent(network, now)).share(channel.budget) >= 1
    return Terms(
        channel.account,
        channel.length(text),
        channel.longest,
        now,
        channel.unit,
        cost,
        dearer=cost > channel.cost(""),
        over_budget=over,
    )


async def _writing(
    request: Request, case: Case, place: str, text: str, *, given: str = "", block: str = TEXT
) -> View:
    """The window for a reply there, `text` in it so far; `given` is what stands in it when it opens."""
    post = _chosen(request, case, place)
    macro = case.route.macro if case.route.macro in request.services.rules().macros else ""
    terms = await _terms(request, post.network, text)
    return reply_modal(case, post, terms, given, macro=macro, block=block)


async def _confirming(request: Request, case: Case, written: Draft) -> View:
    post = _answered(case, written)
    terms = await _terms(request, post.network, written.text)
    return confirm_reply_modal(case, post, written, terms, preview_of(request))


ROUTES = Routes(
    words={"reply": reply_by_words},
    buttons={
        "reply": open_reply,
        TEXT: count,
        SUGGESTED: count,
        "post": count,
        "suggest": suggest,
        "review_reply": review_again,
        "try_again": send_reply_again,
        "send_again": send_reply_again,
        "it_did": it_did_go_out,
        "closing_line": write_closing_line,
    },
    views={"reply": review, "confirm_reply": send_reply, "take_private": invite},
)
