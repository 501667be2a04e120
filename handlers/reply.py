"""Answer in public: write, see exactly what goes out and from where, send; and what if it did not go out."""

from bot.case import Case, Draft, Refused, confirm_sent, draft, refuse_unanswerable, send, send_again
from bot.desk.modals import View, confirm_reply_message, confirm_reply_modal, reply_modal
from handlers.doors import Answer, Door, Doors, Faults, Modal, case_of, event_of, typed, voice_of


async def open_reply(door: Door) -> Answer:
    """The button: a window to write in, once it is sure that this person may answer."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    refuse_unanswerable(case, door.ask())
    return Modal(_writing(door, case, ""))


async def count(door: Door) -> Answer:
    """Every few characters: how much of the network's limit is used."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    return Modal(_writing(door, case, typed(door, "text")), change=True)


async def review(door: Door) -> Answer:
    """The window's text becomes a draft, and the next window shows exactly that."""
    number, _ = await case_of(door)
    try:
        case, written = await _draft(door, number, typed(door, "text"))
    except Refused as refusal:
        return Faults({"text": refusal.why})
    return Modal(_confirming(door, case, written))


async def reply_by_words(door: Door) -> Answer:
    """`/reply 1042 text`, `!reply text`: nothing goes out yet; the same confirmation is shown."""
    number, text = await case_of(door)
    if not text and door.trigger:
        return await open_reply(door)
    case, written = await _draft(door, number, text)
    if door.trigger:
        return Modal(_confirming(door, case, written))
    voice = voice_of(door, case)
    used = voice.length(written.text)
    return confirm_reply_message(case, written, limit=voice.longest, used=used, account=voice.account)


async def review_again(door: Door) -> Answer:
    """The button under a draft shown in the thread: the window that sends it."""
    number, _ = await case_of(door)
    case = await door.book.case(number)
    written = case.draft(event_of(door))
    if written is None or written.by != door.user:
        raise Refused("This draft was sent or replaced since. Open *Reply* again.", "no_draft")
    return Modal(_confirming(door, case, written))


async def send_reply(door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.do(number, door.ask(), send, number=event_of(door))
    return None


async def send_reply_again(door: Door) -> Answer:
    """*Try again* after a reply that did not go out, *Send again* after one that nobody saw."""
    number, _ = await case_of(door)
    await door.book.do(number, door.ask(), send_again, number=event_of(door))
    return None


async def it_did_go_out(door: Door) -> Answer:
    number, _ = await case_of(door)
    await door.book.do(number, door.ask(), confirm_sent, number=event_of(door))
    return None


async def _draft(door: Door, number: int, text: str) -> tuple[Case, Draft]:
    voice = voice_of(door, await door.book.case(number))
    length = voice.length(text)
    done = await door.book.do(number, door.ask(), draft, text=text, length=length, longest=voice.longest)
    written = next((d for d in done.case.drafts if d.by == door.user), None)
    if written is None:
        raise Refused("This reply was sent already. Look at the thread.", "no_draft")
    return done.case, written


def _writing(door: Door, case: Case, text: str) -> View:
    voice = voice_of(door, case)
    return reply_modal(case, limit=voice.longest, used=voice.length(text), account=voice.account)


def _confirming(door: Door, case: Case, written: Draft) -> View:
    voice = voice_of(door, case)
    used = voice.length(written.text)
    return confirm_reply_modal(case, written, limit=voice.longest, used=used, account=voice.account)


DOORS = Doors(
    words={"reply": reply_by_words},
    buttons={
        "reply": open_reply,
        "text": count,
        "review_reply": review_again,
        "try_again": send_reply_again,
        "send_again": send_reply_again,
        "it_did": it_did_go_out,
    },
    views={"reply": review, "confirm_reply": send_reply},
)
