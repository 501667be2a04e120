"""A reply that went out is corrected or deleted, where its network lets us; nothing of it unconfirmed."""

from collections.abc import Iterable

from msgspec import to_builtins

from bot.case.apply import fold
from bot.case.model import Ask, Case, Correction, Delivery, Event, Refused, Reply
from bot.case.questions import Unanswered
from bot.case.verbs.claim import refuse_others


def draft_correction(
    case: Case, ask: Ask, *, number: int, text: str, length: int, longest: int
) -> list[Event]:
    """Keep a text to be shown before it stands in place of reply `number`; `length` as the network counts.

    Raises Refused for a reply that cannot be changed, and for a text that is empty, too long or the same as before.
    """
    reply = correctable(case, ask, number)
    if not text.strip():
        raise Refused("The text is empty. To take the answer away use *Delete*.", "empty")
    if length > longest:
        raise Refused(
            f"The text is {length} long, {length - longest} more than the {longest} allowed.", "too_long"
        )
    if text == reply.text:
        raise Refused("That is what the answer says already. Change it, or press *Cancel*.", "same")
    return [ask.event("redrafted", text=text, to=reply.to, network=reply.network, corrects=number)]


def correct(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Put draft `number` in place of the reply it corrects, exactly as its author saw it."""
    shown = case.draft(number)
    if shown is None or not shown.corrects:
        raise Refused("This text was used already or replaced. Open *Correct* again.", "no_draft")
    if shown.by != ask.by:
        raise Refused(f"This text is <@{shown.by}>'s. Write your own with *Correct*.", "not_yours")
    correctable(case, ask, shown.corrects)
    return [ask.event("correcting", reply=shown.corrects, draft=number, text=shown.text)]


def delete_reply(case: Case, ask: Ask, *, number: int) -> list[Event]:
    """Take reply `number` away from the public."""
    if _sent(case, number).state is Delivery.DELETED:
        return []
    correctable(case, ask, number)
    return [ask.event("deleting", reply=number)]


def correctable(case: Case, ask: Ask, number: int) -> Reply:
    """Reply `number`. Raises Refused unless it stands in public, we know where, and the case is the asker's."""
    reply = _sent(case, number)
    refuse_others(case, ask)
    if reply.state is Delivery.DELETED:
        raise Refused("That answer was deleted already. Write a new one with *Reply*.", "deleted")
    if reply.state is not Delivery.SENT:
        raise Refused(
            "That answer did not go out (yet), so there is nothing to change in public.", "not_sent"
        )
    if not reply.native_id:
        raise Refused(
            "A person confirmed that answer, so Baton does not know which post it is. Change it there by hand.",
            "by_hand",
        )
    if reply.correction:
        raise Refused("A change of that answer is under way. Look at the thread in a moment.", "under_way")
    return reply


def may_still_correct(case: Case, change: Correction) -> str:
    """Why a change must not be made now; empty when it may. Asked once more just before it is made."""
    if case.owner != change.by:
        return "The case changed hands before this was done. Its new owner decides."
    return ""


def record_corrected(case: Case, ask: Ask, *, change: int) -> list[Event]:
    """The public reads the new text."""
    reply = case.changing(change)
    if reply is None or reply.correction is None or not reply.correction.text:
        return []
    return [ask.event("corrected", reply=reply.number, text=reply.correction.text)]


def record_not_corrected(case: Case, ask: Ask, *, change: int, why: str) -> list[Event]:
    reply = case.changing(change)
    return [ask.event("not_corrected", reply=reply.number, why=why)] if reply else []


def record_deleted(case: Case, ask: Ask, *, change: int, journal: Iterable[Event]) -> list[Event]:
    """The answer is gone from the public: it counts as never sent. `journal` is all that happened to the case."""
    reply = case.changing(change)
    if reply is None or reply.correction is None or reply.correction.text:
        return []
    without = _never_sent(case, journal, reply.number)
    return [ask.event("deleted", reply=reply.number, unanswered=to_builtins(Unanswered.of(without)))]


def record_not_deleted(case: Case, ask: Ask, *, change: int, why: str) -> list[Event]:
    reply = case.changing(change)
    return [ask.event("not_deleted", reply=reply.number, why=why)] if reply else []


def _never_sent(case: Case, journal: Iterable[Event], number: int) -> Case:
    """The case as its journal leads to it without reply `number` having gone out, or any that was deleted before."""
    events = list(journal)
    never = {number, *(event.data["reply"] for event in events if event.kind == "deleted")}
    said = ("sent", "deleted")
    return fold(case.number, (e for e in events if not (e.kind in said and e.data["reply"] in never)))


def _sent(case: Case, number: int) -> Reply:
    reply = case.reply(number)
    if reply is None:
        raise Refused(f"Case #{case.number} has no reply {number}.", "no_reply")
    return reply
