"""Undo of one request on a case, where nothing happened to the case since."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.case.apply import fold
from bot.case.model import Ask, Case, Event, Refused, Status
from bot.case.verbs.claim import release
from bot.case.verbs.hand_over import hand_over
from bot.case.verbs.reassign import reassign
from bot.case.verbs.resolve import reopen
from bot.case.verbs.tags import change_tags

# Events by which Baton only records what it did itself.
OWN = ("shown", "warned", "retimed", "stuck", "unstuck", "longer", "channel_changed", "retold")
WHY = "undone"


def undo(
    case: Case, ask: Ask, *, event_log: Sequence[Event], request: str, until: datetime | None = None
) -> list[Event]:
    """Return the events that take back what `request` did to the case.

    A case taken from its owner goes back to them, to accept until `until`. Raise Refused when the request did nothing,
    when something happened since, or when what it did cannot be taken back.
    """
    done = [event for event in event_log if event.request == request]
    if not done:
        raise Refused(f"Case #{case.number} was not changed, so there is nothing to undo.", "nothing_done")
    since = [event for event in event_log if event.number > done[-1].number and event.kind not in OWN]
    if since:
        raise Refused(f"Case #{case.number} has changed since, so it stays as it is.", "changed_since")
    before = fold(case.number, event_log[: done[0].number - 1])
    take_back = _WAYS.get(done[-1].kind)
    if take_back is None:
        raise Refused(f"What was done to case #{case.number} cannot be undone.", "no_undo")
    return take_back(case, before, ask, until)


def _unclaim(case: Case, before: Case, ask: Ask, until: datetime | None) -> list[Event]:
    return release(case, ask)


def _bring_back(case: Case, before: Case, ask: Ask, until: datetime | None) -> list[Event]:
    return [*hand_over(case, ask, route=before.route, reason=WHY), *_owned_again(before, ask)]


def _open_again(case: Case, before: Case, ask: Ask, until: datetime | None) -> list[Event]:
    return [*reopen(case, ask, because=WHY), *_owned_again(before, ask)]


def _give_back(case: Case, before: Case, ask: Ask, until: datetime | None) -> list[Event]:
    """Give the case back to the owner it was taken from, or to the queue."""
    if before.owner and until:
        return reassign(case, ask, to=before.owner, until=until)
    number = case.assignment.number if case.assignment else 0
    return [ask.explained("unassigned", WHY, assignment=number, to=case.owner)]


def _untag(case: Case, before: Case, ask: Ask, until: datetime | None) -> list[Event]:
    had, has = before.route.tags, case.route.tags
    add, remove = [tag for tag in had if tag not in has], [tag for tag in has if tag not in had]
    return change_tags(case, ask, add=add, remove=remove)


def _owned_again(before: Case, ask: Ask) -> list[Event]:
    return [ask.event("claimed")] if before.status is Status.CLAIMED and before.owner == ask.by else []


_WAYS: dict[str, Callable[[Case, Case, Ask, datetime | None], list[Event]]] = {
    "claimed": _unclaim,
    "handed_over": _bring_back,
    "resolved": _open_again,
    "tagged": _untag,
    "assigned": _give_back,
    "reassigned": _give_back,
}
