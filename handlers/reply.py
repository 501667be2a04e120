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

BY_LINK = "So that nobody else reads your details, please go on with us here: {}"
BY_MAIL = "So that nobody else reads your details, please write to us at {}"
CLOSING_LINE = "Thank you for telling us. We have settled this with you in private."
GONE = "This draft was sent or replaced since. Open *Reply* again."


async def open_reply(door: Request) -> Answer:
    """The button: a window to write in, once it is sure that this person may answer."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    refuse_unanswerable(case, door.ask())
    begun = _begun(door, case)
    return Modal(await _writing(door, case, "", begun, given=begun))


async def count(door: Request) -> Answer:
    """Every few characters, and when another post is chosen: what is left, what it costs, who will read it."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    return Modal(await _writing(door, case, _place(door), _text(door), block=_block(door)), change=True)


async def suggest(door: Request) -> Answer:
    """The rule's suggested text, put behind what is written so far; a person reads and sends it, or does not."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    words = "\n".join(
        filter(None, (_text(door).strip(), door.office.rules().macros.get(case.route.macro, "")))
    )
    return Modal(await _writing(door, case, _place(door), words, given=words, block=SUGGESTED), change=True)


async def review(door: Request) -> Answer:
    """The window's text becomes a draft, and the next window shows exactly that."""
    number, _ = await case_of(door)
    try:
        case, written = await _draft(door, number, _place(door), _text(door))
    except Refused as refusal:
        return FieldErrors({_block(door): refusal.why})
    return Modal(await _confirming(door, case, written))


async def reply_by_words(door: Request) -> Answer:
    """`/reply 1042 text`, `!reply text`: nothing goes out yet; the same confirmation is shown."""
    number, typed_text = await case_and_typed(door)
    text = await public_words(door, typed_text)
    if not text and door.trigger:
        return await open_reply(door)
    case, written = await _draft(door, number, "", text)
    if door.trigger:
        return Modal(await _confirming(door, case, written))
    post = _answered(case, written)
    return confirm_reply_message(case, post, written, await _terms(door, post.network, written.text))


async def review_again(door: Request) -> Answer:
    """The button under a draft shown in the thread: the window that sends it."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    written = case.draft(event_of(door))
    if written is None or written.by != door.user or written.corrects:
        raise Refused(GONE, "no_draft")
    return Modal(await _confirming(door, case, written))


async def invite(door: Request) -> Answer:
    """*Take private*: the window to write in, with a sentence that says where to go on."""
    number, _ = await case_of(door)
    to = door.office.invitation(number)
    by_mail = not to.link or typed(door, "how") == "address"
    words = BY_MAIL.format(to.address) if by_mail else BY_LINK.format(to.link)
    return await _in_public(door, number, words)


async def write_closing_line(door: Request) -> Answer:
    """What began in public and was settled in private ends in public."""
    number, _ = await case_of(door)
    return await _in_public(door, number, CLOSING_LINE)


async def send_reply(door: Request) -> Answer:
    number, _ = await case_of(door)
    await door.book.do(number, door.ask(), send, number=event_of(door))
    await take_away_preview(door)
    return None


async def send_reply_again(door: Request) -> Answer:
    """*Try again* after a reply that did not go out, *Send again* after one that nobody saw."""
    number, _ = await case_of(door)
    try:
        await door.book.do(number, door.ask(), send_again, number=event_of(door))
    except Refused:
        await door.book.settle(number, event_of(door), door.office.now())
        raise
    return None


async def it_did_go_out(door: Request) -> Answer:
    number, _ = await case_of(door)
    done = await door.book.do(number, door.ask(), confirm_sent, number=event_of(door))
    if done.changed:
        return None
    await door.book.settle(number, event_of(door), door.office.now())
    return Notice("That was decided already. The thread shows what became of the reply.")


async def _in_public(door: Request, number: int, words: str) -> Modal:
    """The window to write in, aimed at the customer's latest public post, with a first sentence in it."""
    case = await door.book.case(number)
    post = case.latest_public
    if post is None:
        raise Refused(f"Case #{number} has no public post to answer.", "no_post")
    refuse_unanswerable(case, door.ask(), post)
    return Modal(reply_modal(case, post, await _terms(door, post.network, words), words))


async def _draft(door: Request, number: int, place: str, text: str) -> tuple[Case, Draft]:
    post = _chosen(door, await door.book.case(number), place)
    text = in_public(text, voice_of(door, post.network))
    terms = await _terms(door, post.network, text)
    done = await door.book.do(
        number,
        door.ask(),
        draft,
        text=text,
        to=post,
        length=terms.used,
        longest=terms.limit,
        cost=to_micros(terms.cost),
        over_budget=terms.over_budget,
    )
    written = next((d for d in done.case.drafts if d.by == door.user), None)
    if written is None:
        raise Refused("This reply was sent already. Look at the thread.", "no_draft")
    return done.case, written


def _begun(door: Request, case: Case) -> str:
    """The text this person wrote before the customer changed the post or wrote again."""
    texts = [d.text for d in case.drafts if d.by == door.user and d.turn < case.turn and not d.corrects]
    return texts[0] if texts else ""


def _block(door: Request) -> str:
    """Where in the window the text stands."""
    return SUGGESTED if SUGGESTED in door.view["state"]["values"] else TEXT


def _text(door: Request) -> str:
    return typed(door, _block(door))


def _place(door: Request) -> str:
    """Where the window's reply goes: what was chosen in it, else what it was opened for."""
    return typed(door, "post") or carried(door, "to")


def _chosen(door: Request, case: Case, place: str) -> Mention:
    """The post to answer there; with no place the latest one that may be answered. A place is never exchanged for
    another: what was written in private would become public."""
    if not place:
        return next(iter(case.answerable(door.office.now()).values()), case.latest)
    post = case.latest_each.get(place)
    if post is None:
        raise Refused("The post you were answering is gone. Open *Reply* again.", "no_post")
    return post


def _answered(case: Case, written: Draft) -> Mention:
    post = case.answered(written)
    if post is None:
        raise Refused(GONE, "no_draft")
    return post


async def _terms(door: Request, network: str, text: str) -> Terms:
    voice, now = voice_of(door, network), door.office.now()
    text = with_emoji(text)
    cost = voice.cost(text)
    over = voice.budget is not None and (await door.book.spent(network, now)).share(voice.budget) >= 1
    return Terms(
        voice.account,
        voice.length(text),
        voice.longest,
        now,
        voice.unit,
        cost,
        dearer=cost > voice.cost(""),
        over_budget=over,
    )


async def _writing(
    door: Request, case: Case, place: str, text: str, *, given: str = "", block: str = TEXT
) -> View:
    """The window for a reply there, `text` in it so far; `given` is what stands in it when it opens."""
    post = _chosen(door, case, place)
    macro = case.route.macro if case.route.macro in door.office.rules().macros else ""
    terms = await _terms(door, post.network, text)
    return reply_modal(case, post, terms, given, macro=macro, block=block)


async def _confirming(door: Request, case: Case, written: Draft) -> View:
    post = _answered(case, written)
    terms = await _terms(door, post.network, written.text)
    return confirm_reply_modal(case, post, written, terms, preview_of(door))


DOORS = Routes(
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
