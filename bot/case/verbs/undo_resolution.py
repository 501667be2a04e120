"""Undo of a resolution, soon after it or before it, by the person who resolved the case."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec import to_builtins

from bot.case.apply import fold
from bot.case.apply_undo import UNDONE, Unresolved
from bot.case.model import Ask, Case, Event, Refused, Status
from bot.case.verbs.guidance import open_questions

UNDO_FOR = timedelta(minutes=10)


def undo_resolution(case: Case, ask: Ask, *, number: int, event_log: Iterable[Event]) -> list[Event]:
    """Undo resolution `number`: the case is as before, with its owner and timers; `event_log` is its whole log.

    No event when the case is open again. Raise Refused for another resolution than the latest, for anyone but the
    person who resolved it, and after UNDO_FOR.
    """
    if case.status is not Status.RESOLVED:
        return []
    events = list(event_log)
    resolved = next(event for event in reversed(events) if event.kind == "resolved")
    if resolved.number != number:
        raise Refused(f"Case #{case.number} was resolved again since. Use *Reopen*.", "outdated")
    if resolved.by != ask.by:
        raise Refused(f"Only <@{resolved.by}> can undo this. Use *Reopen*.", "not_yours")
    if ask.at - resolved.at > UNDO_FOR:
        minutes = int(UNDO_FOR.total_seconds() // 60)
        raise Refused(f"It's too late: *Undo* works for {minutes} minutes. Use *Reopen*.", "late")
    # What came after the resolution, such as a reply that was on its way, counts as it does in an open case.
    never = fold(case.number, (event for event in events if event.number != number))
    return [
        ask.event(UNDONE, resolution=number, was=to_builtins(Unresolved.of(never)), **open_questions(never))
    ]


def keep_open(case: Case, ask: Ask, *, reply: int, event_log: Sequence[Event]) -> list[Event]:
    """Keep the case open although reply `reply` is to resolve it, or has just done so.

    No event when it is open anyway. Raise Refused for anyone but the reply's author, and after UNDO_FOR.
    """
    written = case.reply(reply)
    if written is None or written.by != ask.by:
        raise Refused("Only the person who sent the reply can keep the case open. Use *Reopen*.", "not_yours")
    if (number := _resolved_with(reply, event_log)) is not None:
        return undo_resolution(case, ask, number=number, event_log=event_log)
    return [ask.event("kept_open", reply=reply)] if written.resolves else []


def _resolved_with(reply: int, event_log: Sequence[Event]) -> int | None:
    """Return the resolution that went with a reply: it was recorded in the request that recorded its delivery."""
    sent = {event.request for event in event_log if event.kind == "sent" and event.data["reply"] == reply}
    return next((e.number for e in event_log if e.kind == "resolved" and e.request in sent), None)
