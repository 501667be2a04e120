"""A reply: drafted in answer to one post, shown, sent by its owner, and what became of it."""

from datetime import datetime

from msgspec.structs import replace

from bot.case.model import Ask, Case, Delivery, Draft, Event, Refused, Reply, Resolution, Status
from bot.case.verbs.claim import refuse_others, refuse_resolved
from bot.delivery import Receipt
from bot.mention import TAKEN_AWAY, Mention

STALE = "The customer wrote again after this text was written. Read it, then *Reply* anew."
CHANGED = (
    "The customer changed the post after this text was written. Press *Reply*: it shows the post as it reads now, and"
    " your text."
)


def draft(
    case: Case,
    ask: Ask,
    *,
    text: str,
    to: Mention,
    length: int,
    longest: int,
    cost: int = 0,
    over_budget: bool = False,
) -> list[Event]:
    """Keep a text to be shown before it is sent in answer to `to`, which must be the customer's latest in its place.

    `length` and `longest` as the network counts, `cost` in millionths of a US dollar. Raises Refused for a text that is
    empty or too long, a case of somebody else, a post the network lets nobody answer (any more).
    """
    post = case.latest_each.get(to.place)
    if post is None or post.native_id != to.native_id:
        raise Refused(STALE, "stale")
    refuse_unanswerable(case, ask, post)
    if not text.strip():
        raise Refused("The reply is empty. Write what the customer shall read.", "empty")
    if length > longest:
        raise Refused(
            f"The reply is {length} long, {length - longest} more than the {longest} allowed.", "too_long"
        )
    return [
        ask.event(
            "drafted",
            text=text,
            to=post.native_id,
            network=post.network,
            cost=cost,
            over_budget=over_budget,
        )
    ]


def send(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Send draft `number`, exactly as its author saw it. Raises Refused when that is no longer right."""
    shown = case.draft(number)
    if shown is None or shown.corrects:
        raise Refused("This draft was already sent or replaced. Open *Reply* again.", "no_draft")
    _refuse_stale(case, ask, shown)
    if shown.by != ask.by:
        raise Refused(f"This draft is <@{shown.by}>'s. Write your own with *Reply*.", "not_yours")
    return [_sending(ask, shown)]


def send_again(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Send the text of reply `number` once more, after a person saw that it did not go out."""
    before = _reply(case, number)
    if before.state in (Delivery.SENDING, Delivery.SENT, Delivery.DELETED) or _latest(case) != before:
        raise Refused("That reply is on its way or was sent since. Look at the thread.", "settled")
    _refuse_stale(case, ask, before)
    return [_sending(ask, before)]


def undecided(case: Case, reply: Reply) -> bool:
    """Whether a person still has to say what became of a reply: none was sent after it, and the case is open."""
    if reply.state not in (Delivery.NOT_SENT, Delivery.UNSURE) or case.replies[-1:] != (reply,):
        return False
    post = case.answered(reply)
    closing = case.went_private and post is not None and not post.private
    return case.status is not Status.RESOLVED or closing


def can_be_sent_again(case: Case, reply: Reply, at: datetime) -> bool:
    """Whether the case's owner, whoever that is by then, could send the text of `reply` once more; not once it was
    handed over: the next team answers in its own thread."""
    if not undecided(case, reply) or (case.brought and case.brought.number > reply.number):
        return False
    owned = case if case.owner else replace(case, owner=reply.by)
    try:
        return bool(send_again(owned, Ask(owned.owner or "", at, ""), number=reply.number))
    except Refused:
        return False


def record_sent(case: Case, ask: Ask, *, number: int, receipt: Receipt) -> list[Event]:
    """The network has the reply."""
    if _reply(case, number).state in (Delivery.SENT, Delivery.DELETED):
        return []
    return [ask.event("sent", reply=number, native_id=receipt.native_id, url=receipt.url)]


def record_not_sent(case: Case, ask: Ask, *, number: int, why: str) -> list[Event]:
    """The reply surely did not go out."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("not_sent", reply=number, why=why)]


def record_delayed(case: Case, ask: Ask, *, number: int, until: datetime, why: str) -> list[Event]:
    """The network takes the reply at `until`, and surely has not taken it yet."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("delayed", reply=number, until=until.isoformat(), why=why)]


def record_unsure(case: Case, ask: Ask, *, number: int, why: str) -> list[Event]:
    """Nobody can tell whether the reply went out: a person is asked."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("unsure", reply=number, why=why)]


def confirm_sent(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """A person looked and saw the reply in public."""
    if _reply(case, number).state is not Delivery.UNSURE:
        return []
    return [ask.event("sent", reply=number, native_id="", url="")]


def mark_answered(case: Case, ask: Ask, *, because: str = "") -> list[Event]:
    """Somebody answered by hand, outside Baton; `because` are their words on how."""
    refuse_resolved(case)
    if case.owner is not None:
        refuse_others(case, ask)
    return [ask.explained("answered_elsewhere", because)] if case.question or case.recalled else []


def refuse_unanswerable(case: Case, ask: Ask, post: Mention | None = None) -> None:
    """Raises Refused unless the asker may answer `post`, or any post of the customer, through its network now.

    A case that went private may get a closing line in public once it is resolved.
    """
    if post is None or post.private or not case.went_private:
        refuse_resolved(case)
    refuse_others(case, ask)
    if post is None and case.answerable(ask.at):
        return
    if (post or case.latest).gone:
        raise Refused(f"{TAKEN_AWAY} {_then(case)}", "gone")
    if why := (post or case.latest).refusal(ask.at):
        raise Refused(f"{why} Answer there by hand, then press *Mark answered*.", "may_not_reply")


def may_still_send(case: Case, number: int, now: datetime) -> str:
    """Why reply `number` must not go out now; empty when it may. Asked once more just before sending."""
    reply = _reply(case, number)
    if case.owner != reply.by:
        return "The case changed hands before this reply went out. Its new owner decides."
    post = case.answered(reply)
    if post is None:
        return "The post it answers is no longer kept with the case. Open *Reply* again."
    return (_overtaken(case, reply) if reply.waits_until else "") or post.refusal(now)


def _overtaken(case: Case, reply: Reply) -> str:
    """What happened while a reply waited for its network that its writer did not know of, or wanted otherwise."""
    if reply.turn < case.changed_turn == case.turn:
        return "The customer changed the post while this reply waited. Read it, then open *Reply* again."
    if reply.turn != case.turn:
        return "The customer wrote again while this reply waited. Read it, then open *Reply* again."
    if case.resolution in (None, Resolution.ANSWERED) or (case.resolved_at or reply.at) <= reply.at:
        return ""
    return f"The case was resolved as “{case.resolution}” while this reply waited. *Reopen* it to answer."


def _refuse_stale(case: Case, ask: Ask, text: Draft | Reply) -> None:
    """Raises Refused when the asker may not answer the post of this text, or the customer wrote since."""
    post = case.answered(text)
    refuse_unanswerable(case, ask, post)
    if post is not None and text.turn < case.changed_turn == case.turn:
        raise Refused(CHANGED, "changed")
    if post is None or text.turn != case.turn:
        raise Refused(STALE, "stale")


def _then(case: Case) -> str:
    if case.withdrawn:
        return "Nothing is left to answer: *Resolve* the case with “no answer needed”."
    return "Open *Reply* again: it shows the post that is left to answer."


def _sending(ask: Ask, text: Draft | Reply) -> Event:
    return ask.event(
        "sending",
        draft=text.number,
        text=text.text,
        to=text.to,
        network=text.network,
        cost=text.cost,
        over_budget=text.over_budget,
    )


def _reply(case: Case, number: int) -> Reply:
    reply = case.reply(number)
    if reply is None:
        raise Refused(f"Case #{case.number} has no reply {number}.", "no_reply")
    return reply


def _latest(case: Case) -> Reply:
    return case.replies[-1]
