"""Correction and deletion of a posted reply, where its network allows it and after confirmation."""

from collections.abc import Iterable

from msgspec import to_builtins

from bot.case.apply import fold
from bot.case.blank import is_blank
from bot.case.model import Ask, Case, Event, Refused
from bot.case.questions import Unanswered
from bot.case.reply_model import Correction, Delivery, Reply
from bot.case.verbs.claim import refuse_non_owner


def draft_correction(
    case: Case, ask: Ask, *, number: int, text: str, length: int, longest: int
) -> list[Event]:
    """Keep a text for review before it replaces reply `number`; `length` and `longest` as the network counts.

    Raise Refused for a reply that cannot be changed, and for a text that is empty, too long or unchanged.
    """
    reply = correctable(case, ask, number)
    if is_blank(text):
        raise Refused("The text is empty. Write the corrected reply, or use *Delete* to remove it.", "empty")
    if length > longest:
        raise Refused(
            f"The text is too long: {length} of {longest} allowed. Shorten it by {length - longest}.",
            "too_long",
        )
    if text == reply.text:
        raise Refused("The text is unchanged. Change it, or press *Cancel*.", "same")
    return [ask.event("redrafted", text=text, to=reply.to, network=reply.network, corrects=number)]


def correct(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Replace a reply with draft `number`, exactly as its author saw it.

    Raise Refused when the draft was used or replaced, belongs to another agent, or its reply cannot be changed.
    """
    shown = case.draft(number)
    if shown is None or not shown.corrects:
        raise Refused("This text was already used or replaced. Press *Edit reply* again.", "no_draft")
    if shown.by != ask.by:
        raise Refused(f"This text belongs to <@{shown.by}>. Write your own with *Edit reply*.", "not_yours")
    correctable(case, ask, shown.corrects)
    return [ask.event("correcting", reply=shown.corrects, draft=number, text=shown.text)]


def delete_reply(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Delete reply `number` in public. Raise Refused when it cannot be changed."""
    if _sent(case, number).state is Delivery.DELETED:
        return []
    correctable(case, ask, number)
    return [ask.event("deleting", reply=number)]


def correctable(case: Case, ask: Ask, number: int) -> Reply:
    """Return reply `number`. Raise Refused unless it is in public, its id is known and the asker owns the case."""
    reply = _sent(case, number)
    refuse_non_owner(case, ask)
    if reply.state is Delivery.DELETED:
        raise Refused("This reply was already deleted. Write a new one with *Reply*.", "deleted")
    if reply.state is not Delivery.SENT:
        raise Refused("This reply isn't public (yet), so there is nothing to correct.", "not_sent")
    if not reply.native_id:
        raise Refused(
            "This reply was confirmed by hand, so Baton doesn't know which post it is. Edit it on the network itself.",
            "by_hand",
        )
    if reply.correction:
        raise Refused("This reply is already being changed. Check the thread in a moment.", "under_way")
    return reply


def may_still_correct(case: Case, change: Correction) -> str:
    """Return why a change is no longer allowed, checked again just before it is made; empty when it is."""
    if case.owner != change.by:
        return "The case got a new owner before this was done. The new owner decides."
    return ""


def record_corrected(case: Case, ask: Ask, *, change: int) -> list[Event]:
    """Record that the new text is in public."""
    reply = case.changing(change)
    if reply is None or reply.correction is None or not reply.correction.text:
        return []
    return [ask.event("corrected", reply=reply.number, text=reply.correction.text)]


def record_not_corrected(case: Case, ask: Ask, *, change: int, why: str) -> list[Event]:
    """Record that a correction failed."""
    reply = case.changing(change)
    return [ask.event("not_corrected", reply=reply.number, why=why)] if reply else []


def record_deleted(case: Case, ask: Ask, *, change: int, event_log: Iterable[Event]) -> list[Event]:
    """Record that a reply is deleted, which counts as never sent; `event_log` is the case's whole event log."""
    reply = case.changing(change)
    if reply is None or reply.correction is None or reply.correction.text:
        return []
    without = _never_sent(case, event_log, reply.number)
    return [ask.event("deleted", reply=reply.number, unanswered=to_builtins(Unanswered.of(without)))]


def record_not_deleted(case: Case, ask: Ask, *, change: int, why: str) -> list[Event]:
    """Record that a deletion failed."""
    reply = case.changing(change)
    return [ask.event("not_deleted", reply=reply.number, why=why)] if reply else []


def _never_sent(case: Case, event_log: Iterable[Event], number: int) -> Case:
    """Replay the event log as if reply `number`, and every reply deleted before, had never been sent."""
    events = list(event_log)
    never = {number, *(event.data["reply"] for event in events if event.kind == "deleted")}
    said = ("sent", "deleted")
    return fold(case.number, (e for e in events if not (e.kind in said and e.data["reply"] in never)))


def _sent(case: Case, number: int) -> Reply:
    reply = case.reply(number)
    if reply is None:
        raise Refused(f"Case #{case.number} has no reply {number}.", "no_reply")
    return reply
