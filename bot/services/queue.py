"""A person's queue: each open case in one list only."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.case import Case
from bot.case.case_filter import CaseFilter
from bot.store.tx import Tx

# Cases to try when the first of a queue cannot be read or is hidden.
SKIPPED = 50
# More own cases than this are counted as this many.
OWNED = 200
Visible = Callable[[Iterable[Case]], list[Case]]


@dataclass(frozen=True, slots=True)
class Queue:
    """Open cases, most urgent first. Each is in the first of these lists that it belongs to, and nowhere else."""

    #: Assigned to the requester; the customer waits.
    mine: Sequence[Case]
    #: Unassigned.
    waiting: Sequence[Case]
    #: Overdue.
    late: Sequence[Case]
    #: Snoozed.
    snoozed: Sequence[Case]
    #: Assigned to the requester, and waiting for the customer; the next follow-up first.
    pending: Sequence[Case] = ()
    #: Length of whole lists by their names, which may be longer than what was read; `own`: of all own cases.
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """The cases to list: unassigned and overdue ones of `teams` (none: of all), at most `limit` of each list.

    `counted` are the teams of which the requester sees every case, so that the database may count for them.
    """

    teams: Sequence[str]
    now: datetime
    limit: int
    only: CaseFilter
    counted: Collection[str] = ()


def read_queue(tx: Tx, user: str, wanted: Wanted, visible: Visible) -> Queue:
    """Return the lists of an agent. What is read is bounded by the limit, however many cases are open."""
    now, limit, only = wanted.now, wanted.limit, wanted.only
    teams = wanted.teams or tx.open_teams()
    late = {case.number: case for team in teams for case in tx.late(team, now, limit, only)}
    late_own = visible(tx.late_of(user, now, OWNED, only))
    late |= {case.number: case for case in late_own}
    waiting = [case for team in teams for case in tx.waiting(team, limit, now, only)]
    snoozed = {case.number: case for team in teams for case in tx.snoozed(user, team, limit, now, only)}
    owned = visible(tx.owned_by(user, OWNED, now, only))
    return Queue(
        mine=[case for case in owned if not case.pending],
        waiting=sorted(visible(waiting), key=_turn)[:limit],
        late=sorted(visible(late.values()), key=_turn)[:limit],
        snoozed=sorted(visible(snoozed.values()), key=_waking)[:limit],
        pending=sorted((case for case in owned if case.pending), key=_following_up),
        counts={"own": len(owned) + sum(case.snooze is None for case in late_own), **_counts(tx, wanted)},
    )


def next_waiting(tx: Tx, teams: Iterable[str], only: CaseFilter, visible: Visible) -> int | None:
    """Return the number of the next waiting case of these teams: most urgent, then due first, then oldest."""
    firsts = [_first(tx, team, only, visible) for team in teams]
    return min(filter(None, firsts), key=_turn).number if any(firsts) else None


def _first(tx: Tx, team: str, only: CaseFilter, visible: Visible) -> Case | None:
    # Nearly always the first one; the others only matter when it cannot be read or is hidden.
    found = visible(tx.waiting(team, 1, only=only)) or visible(tx.waiting(team, SKIPPED, only=only))
    return found[0] if found else None


def _counts(tx: Tx, wanted: Wanted) -> dict[str, int]:
    """Count the unassigned and the overdue cases of the teams; nothing when some of them may be hidden."""
    if not wanted.teams or not set(wanted.teams) <= set(wanted.counted):
        return {}
    now, only = wanted.now, wanted.only
    return {
        "late": sum(tx.count_late(team, now, only) for team in wanted.teams),
        "waiting": sum(tx.count_waiting(team, now, only) for team in wanted.teams),
    }


def _turn(case: Case) -> tuple[int, bool, datetime, int]:
    """Sort by priority, then by the earliest deadline (none: last), then by age, as the database does."""
    return int(case.route.priority), case.due_at is None, case.due_at or case.opened_at, case.number


def _waking(case: Case) -> tuple[bool, datetime, int]:
    """Sort by the end of the snooze; cases that wait for their customers come last."""
    return case.snoozed_until is None, case.snoozed_until or case.opened_at, case.number


def _following_up(case: Case) -> tuple[bool, datetime, int]:
    """Sort by the follow-up time; cases without one come last."""
    until = case.follow_up.until if case.follow_up else None
    return until is None, until or case.opened_at, case.number
