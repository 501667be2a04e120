"""The queues of an agent: which open cases are in which list, and in what order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case import Case
from bot.store.tx import Tx

# An agent's own cases that are read beyond a queue's limit, since some of them wait for their customers.
PENDING_READ = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """Open cases, most urgent first.

    An overdue case is in `late` and nowhere else; a snoozed case only shows up there once it is overdue.
    """

    #: Assigned to the requester, with something to do.
    mine: Sequence[Case]
    #: Unassigned.
    waiting: Sequence[Case]
    #: Overdue.
    late: Sequence[Case]
    #: Snoozed.
    snoozed: Sequence[Case]
    #: Assigned to the requester, and waiting for the customer; the next follow-up first.
    pending: Sequence[Case] = ()


def read_queue(
    tx: Tx,
    user: str,
    teams: Sequence[str],
    now: datetime,
    limit: int,
    visible: Callable[[Iterable[Case]], list[Case]],
) -> Queue:
    """Return the queues of `user`; cases of `teams` (none: of every team) that are `visible` to them."""
    asked = teams or tx.open_teams()
    owned = visible(tx.owned_by(user, limit + PENDING_READ))
    waiting = [case for team in asked for case in tx.waiting(team, limit)]
    late = [case for team in asked for case in tx.late(team, now, limit)]
    snoozed = {case.number: case for team in asked for case in tx.snoozed(user, team, limit)}
    return Queue(
        mine=[case for case in owned if not case.pending][:limit],
        waiting=sorted(visible(waiting), key=_turn)[:limit],
        late=sorted(visible(late), key=_turn)[:limit],
        snoozed=sorted(visible(snoozed.values()), key=_waking)[:limit],
        pending=sorted((case for case in owned if case.pending), key=_following_up)[:limit],
    )


def _turn(case: Case) -> tuple[int, datetime, int]:
    """Sort by priority, then by the earliest deadline, then by age."""
    return int(case.route.priority), case.due_at or case.opened_at, case.number


def _waking(case: Case) -> tuple[bool, datetime, int]:
    """Sort by the end of the snooze; cases that wait for their customers come last."""
    return case.snoozed_until is None, case.snoozed_until or case.opened_at, case.number


def _following_up(case: Case) -> tuple[bool, datetime, int]:
    """Sort by the follow-up time; cases without one come last."""
    until = case.follow_up.until if case.follow_up else None
    return until is None, until or case.opened_at, case.number
