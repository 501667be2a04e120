"""Undo of one request on a case, where nothing happened to the case since."""

from collections.abc import Sequence
from typing import Any

from msgspec import to_builtins

from bot.case.apply import fold
from bot.case.apply_undo import REQUEST_UNDONE, Before
from bot.case.model import Ask, Case, Event, Refused
from bot.case.serialization import route_to_json
from bot.case.verbs.guidance import open_questions

# Events by which Baton only records what it did itself.
OWN = ("shown", "warned", "retimed", "stuck", "unstuck", "longer", "channel_changed", "retold")
# What can be undone: it changed the case, and nothing outside Baton.
UNDOABLE = frozenset(
    ("claimed", "accepted", "assigned", "reassigned", "woken", "handed_over", "resolved", "tagged")
)


def undo(case: Case, ask: Ask, *, event_log: Sequence[Event], request: str) -> list[Event]:
    """Take back what `request` did: the case is as before, with its owner, timers, snooze and drafts.

    Raise Refused when the request did nothing, when something happened since, when what it did cannot be taken back,
    and for anyone but the person who did it.
    """
    done = [event for event in event_log if event.request == request]
    if not done:
        raise Refused(f"Case #{case.number} was not changed, so there is nothing to undo.", "nothing_done")
    if done[-1].by != ask.by:
        raise Refused(f"Only <@{done[-1].by}> can undo this.", "not_yours")
    if any(event.number > done[-1].number and event.kind not in OWN for event in event_log):
        raise Refused(f"Case #{case.number} has changed since, so it stays as it is.", "changed_since")
    if not UNDOABLE.issuperset(event.kind for event in done):
        raise Refused(f"What was done to case #{case.number} cannot be undone.", "no_undo")
    return [_undone(case, ask, done, event_log)]


def _undone(case: Case, ask: Ask, done: Sequence[Event], event_log: Sequence[Event]) -> Event:
    before = fold(case.number, event_log[: done[0].number - 1])
    is_back = before.route.team != case.route.team
    # What Baton recorded since counts as it does in an untouched case, unless it is about the other team.
    never = fold(
        case.number, (e for e in event_log if e not in done and not (is_back and _is_theirs(e, done)))
    )
    assigned = sorted({each.assignment.number for each in (case, never) if each.assignment})
    return ask.event(
        REQUEST_UNDONE,
        was=to_builtins(Before.of(never)),
        what=done[-1].kind,
        owner=case.owner,
        **({"assignments": assigned} if assigned else {}),
        **open_questions(never),
        **(_way_back(before, event_log, done) if is_back else {}),
    )


def _is_theirs(event: Event, done: Sequence[Event]) -> bool:
    return event.number > done[-1].number and event.kind in ("shown", "retimed")


def _way_back(before: Case, event_log: Sequence[Event], done: Sequence[Event]) -> dict[str, Any]:
    """Return where the case goes back to, and if its former card is there, which may have been recorded late."""
    late = (event for event in event_log if event.number > done[-1].number and event.kind == "shown")
    revives = before.thread is not None or any(event.data.get("left") for event in late)
    return {"route": route_to_json(before.route), "revives": revives}
