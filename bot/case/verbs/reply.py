"""Public replies: drafted for one post, reviewed, sent by the case's owner, and their outcome."""

from datetime import datetime

from msgspec.structs import replace

from bot.case.blank import is_blank
from bot.case.model import Ask, Case, Event, Refused, Resolution, Status
from bot.case.reply_model import Delivery, Draft, Reply
from bot.case.verbs.claim import refuse_non_owner, refuse_resolved
from bot.case.verbs.guidance import open_questions
from bot.delivery import Receipt
from bot.mention import AUTHOR_DELETED, Mention

STALE = (
    "The customer wrote again after you started this reply. Read the new message, then press *Reply* again."
)
CHANGED = "The customer edited the post after you wrote this reply. Press *Reply* to see both again."


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
    resolves: bool = False,
) -> list[Event]:
    """Keep a text for review before it answers `to`, which must be the customer's latest post in its place.

    `length` and `longest` as the network counts, `cost` in millionths of a US dollar; `resolves`: the case is resolved
    once the network has the reply. Raise Refused for a text that is
    empty or too long, when another agent owns the case, or when the network does not allow an answer.
    """
    post = case.latest_each.get(to.place)
    if post is None or post.native_id != to.native_id:
        raise Refused(STALE, "stale")
    refuse_unanswerable(case, ask, post)
    if is_blank(text):
        raise Refused("Write a reply before sending.", "empty")
    if length > longest:
        raise Refused(
            f"The reply is too long: {length} of {longest} allowed. Shorten it by {length - longest}.",
            "too_long",
        )
    return [
        ask.event(
            "drafted",
            text=text,
            to=post.native_id,
            network=post.network,
            cost=cost,
            over_budget=over_budget,
            **({"resolves": True} if resolves else {}),
        )
    ]


def send(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Send draft `number`, exactly as its author saw it.

    Raise Refused when it was already sent or replaced, belongs to another agent, or the customer wrote since.
    """
    shown = case.draft(number)
    if shown is None or shown.corrects:
        raise Refused("This draft was already sent or replaced. Open *Reply* again.", "no_draft")
    _refuse_stale(case, ask, shown)
    if shown.by != ask.by:
        raise Refused(f"This draft belongs to <@{shown.by}>. Write your own with *Reply*.", "not_yours")
    return [_sending(ask, shown)]


def send_again(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Send the text of reply `number` again, after a person saw that it was not posted.

    Raise Refused when it was posted or replaced, or when the customer wrote since.
    """
    before = _reply(case, number)
    if before.state in (Delivery.SENDING, Delivery.SENT, Delivery.DELETED) or _latest(case) != before:
        raise Refused("This reply is on its way or was already sent. Check the thread.", "settled")
    _refuse_stale(case, ask, before)
    return [_sending(ask, before)]


def undecided(case: Case, reply: Reply) -> bool:
    """Return true while a person has to confirm a reply's outcome: it is the latest, and the case is open."""
    if reply.state not in (Delivery.NOT_SENT, Delivery.UNSURE) or case.replies[-1:] != (reply,):
        return False
    post = case.answered(reply)
    closing = case.went_private and post is not None and not post.private
    return case.status is not Status.RESOLVED or closing


def can_be_sent_again(case: Case, reply: Reply, at: datetime) -> bool:
    """Return true when the case's owner could send the text of `reply` again.

    After a hand-over the next team answers in its own thread, so the answer is false.
    """
    if not undecided(case, reply) or (case.brought and case.brought.number > reply.number):
        return False
    owned = case if case.owner else replace(case, owner=reply.by)
    try:
        return bool(send_again(owned, Ask(owned.owner or "", at, ""), number=reply.number))
    except Refused:
        return False


def record_sent(case: Case, ask: Ask, *, number: int, receipt: Receipt) -> list[Event]:
    """Record that the network has accepted the reply, and resolve the case if its author asked for that."""
    reply = _reply(case, number)
    if reply.state in (Delivery.SENT, Delivery.DELETED):
        return []
    sent = ask.event("sent", reply=number, native_id=receipt.native_id, url=receipt.url)
    return [sent, *_resolved_by(case, ask, reply)]


def record_not_sent(case: Case, ask: Ask, *, number: int, why: str) -> list[Event]:
    """Record that the reply was surely not posted."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("not_sent", reply=number, why=why)]


def record_delayed(case: Case, ask: Ask, *, number: int, until: datetime, why: str) -> list[Event]:
    """Record that the network accepts the reply only at `until`, and has surely not posted it yet."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("delayed", reply=number, until=until.isoformat(), why=why)]


def record_unsure(case: Case, ask: Ask, *, number: int, why: str) -> list[Event]:
    """Record that delivery cannot be confirmed, so that a person is asked."""
    if _reply(case, number).state is not Delivery.SENDING:
        return []
    return [ask.event("unsure", reply=number, why=why)]


def confirm_sent(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Record that a person saw the reply in public."""
    reply = _reply(case, number)
    if reply.state is not Delivery.UNSURE:
        return []
    return [ask.event("sent", reply=number, native_id="", url=""), *_resolved_by(case, ask, reply)]


def mark_answered(case: Case, ask: Ask, *, because: str = "") -> list[Event]:
    """Record an answer by hand, outside Baton; `because` says how.

    Raise Refused when the case is resolved or owned by another agent.
    """
    refuse_resolved(case)
    if case.owner is not None:
        refuse_non_owner(case, ask)
    return [ask.explained("answered_elsewhere", because)] if case.question or case.recalled else []


def refuse_unanswerable(case: Case, ask: Ask, post: Mention | None = None) -> None:
    """Raise Refused unless the asker may now answer `post`, or any post of the customer, through its network.

    A case that went private may get one public closing line after it is resolved.
    """
    if post is None or post.private or not case.went_private:
        refuse_resolved(case)
    refuse_non_owner(case, ask)
    if post is None and case.answerable(ask.at):
        return
    if (post or case.latest).gone:
        raise Refused(f"{AUTHOR_DELETED} {_then(case)}", "gone")
    if why := (post or case.latest).refusal(ask.at):
        raise Refused(f"{why} Answer on the network itself, then press *Mark answered*.", "may_not_reply")


def usual_target(case: Case, at: datetime) -> Mention:
    """Return the post that a reply goes to unless its author chooses: the latest that takes one, else the latest.

    It may be an older one that other people read, so the writer must see that first.
    """
    return next(iter(case.answerable(at).values()), case.latest)


def may_still_send(case: Case, number: int, now: datetime) -> str:
    """Return why reply `number` must not be sent, checked again just before sending; empty when it may."""
    reply = _reply(case, number)
    if case.owner != reply.by:
        return "The case got a new owner before this reply was sent. The new owner decides."
    post = case.answered(reply)
    if post is None:
        return "The case no longer keeps the post that this reply answers. Open *Reply* again."
    return (_overtaken(case, reply) if reply.waits_until else "") or post.refusal(now)


def _overtaken(case: Case, reply: Reply) -> str:
    """Return what changed while a reply waited for its network, unknown to its author; empty for nothing."""
    if reply.turn < case.changed_turn == case.turn:
        return "The customer edited the post while this reply waited. Read it, then open *Reply* again."
    if reply.turn != case.turn:
        return "The customer wrote again while this reply waited. Read it, then open *Reply* again."
    if case.resolution in (None, Resolution.ANSWERED) or (case.resolved_at or reply.at) <= reply.at:
        return ""
    return f"The case was resolved as “{case.resolution}” while this reply waited. *Reopen* it to answer."


def _resolved_by(case: Case, ask: Ask, reply: Reply) -> list[Event]:
    """Return the resolution that goes with a reply; none when its author lost the case, or the customer acted since."""
    is_open = case.status is not Status.RESOLVED and case.owner == reply.by
    if not (reply.resolves and is_open and case.turn == reply.turn):
        return []
    author, how = replace(ask, by=reply.by), Resolution.ANSWERED.value
    return [author.event("resolved", resolution=how, because="", **open_questions(case))]


def _refuse_stale(case: Case, ask: Ask, text: Draft | Reply) -> None:
    """Raise Refused when the asker may not answer the post of this text, or the customer wrote since."""
    post = case.answered(text)
    refuse_unanswerable(case, ask, post)
    if post is not None and text.turn < case.changed_turn == case.turn:
        raise Refused(CHANGED, "changed")
    if post is None or text.turn != case.turn:
        raise Refused(STALE, "stale")


def _then(case: Case) -> str:
    if case.withdrawn:
        return "All customer posts were deleted. You can resolve this as “No reply needed”."
    return "Open *Reply* again to answer the customer's remaining post."


def _sending(ask: Ask, text: Draft | Reply) -> Event:
    return ask.event(
        "sending",
        draft=text.number,
        text=text.text,
        to=text.to,
        network=text.network,
        cost=text.cost,
        over_budget=text.over_budget,
        **({"resolves": True} if text.resolves else {}),
    )


def _reply(case: Case, number: int) -> Reply:
    reply = case.reply(number)
    if reply is None:
        raise Refused(f"Case #{case.number} has no reply {number}.", "no_reply")
    return reply


def _latest(case: Case) -> Reply:
    return case.replies[-1]
