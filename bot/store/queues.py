"""The queues: waiting, own, overdue and snoozed cases in their order, their counts, and a search."""

from collections.abc import Iterable
from datetime import datetime

from bot.case.case_filter import EVERY_CASE, CaseFilter
from bot.case.model import Case
from bot.store.cases import CaseRows
from bot.store.timestamps import to_text

# A search reads this many of the latest cases, so that it takes the same time with a long past.
SEARCHED = 5_000
_MOST_URGENT_FIRST = "order by priority, coalesce(due_at, '9'), number limit :limit"
# Written as the indexes have it, so that the database needs no row to decide.
_NOT_LATE = " and coalesce(due_at, '9') > :now"
# A snooze pauses the response timer only if the team's rules say so; otherwise a snoozed case can be overdue, too.
_LATE = "cases where status <> 'resolved' and due_at <= :now"
_WAITING = "cases where status = 'waiting' and team = :team"


class QueueRows(CaseRows):
    """Statements about the order of cases. With `now`, a list leaves out what is overdue then."""

    def open_teams(self) -> list[str]:
        """Return the teams with open cases."""
        return [row["team"] for row in self.sql.rows(_OPEN_TEAMS)]

    def open_counts(self, teams: Iterable[str]) -> dict[str, int]:
        """Count the open cases of each of these teams, without snoozed ones; teams without any are left out."""
        rows = self.rows_of(_OPEN_COUNTS, teams)
        return {row["team"]: row["cases"] for row in rows}

    def waiting(
        self, team: str, limit: int, now: datetime | None = None, only: CaseFilter = EVERY_CASE
    ) -> list[Case]:
        """Return waiting cases of the team, the next one first."""
        where, values = _narrowed(only, now)
        text = f"select number, body from {_WAITING}{where} {_MOST_URGENT_FIRST}"
        return self.bodies(text, team=team, limit=limit, **values)

    def owned_by(
        self, user: str, limit: int, now: datetime | None = None, only: CaseFilter = EVERY_CASE
    ) -> list[Case]:
        """Return the agent's open cases, most urgent first."""
        where, values = _narrowed(only, now)
        text = f"select number, body from cases where status = 'claimed' and owner = :user{where}"
        return self.bodies(f"{text} {_MOST_URGENT_FIRST}", user=user, limit=limit, **values)

    def late(self, team: str, now: datetime, limit: int, only: CaseFilter = EVERY_CASE) -> list[Case]:
        """Return open cases of the team that are overdue at `now`: most urgent first, then the longest overdue."""
        where, values = _narrowed(only)
        text = f"select number, body from {_LATE} and team = :team{where} {_MOST_URGENT_FIRST}"
        return self.bodies(text, team=team, now=to_text(now), limit=limit, **values)

    def late_of(self, user: str, now: datetime, limit: int, only: CaseFilter = EVERY_CASE) -> list[Case]:
        """Return the agent's own cases that are overdue at `now`, in whatever team."""
        where, values = _narrowed(only)
        of = f"select number, body, priority, due_at from cases where owner = :user and due_at <= :now{where}"
        # Two selects, as each kind has an index of its own; together they would read the whole table.
        both = f"{of} and status = 'claimed' union all {of} and status = 'snoozed'"
        text = f"select number, body from ({both}) as own {_MOST_URGENT_FIRST}"
        return self.bodies(text, user=user, now=to_text(now), limit=limit, **values)

    def open_of(self, team: str, limit: int) -> list[Case]:
        """Return the open cases of the team, with or without an owner, most urgent first."""
        text = "select number, body from cases where status <> 'resolved' and team = :team"
        return self.bodies(f"{text} {_MOST_URGENT_FIRST}", team=team, limit=limit)

    def snoozed(
        self,
        user: str,
        team: str,
        limit: int,
        now: datetime | None = None,
        only: CaseFilter = EVERY_CASE,
    ) -> list[Case]:
        """Return the agent's snoozed cases and the team's unassigned snoozed ones, the oldest first."""
        where, values = _narrowed(only, now)
        whose = "(owner = :user or (owner is null and team = :team))"
        text = f"select number, body from cases where status = 'snoozed' and {whose}{where}"
        return self.bodies(
            f"{text} order by number limit :limit", user=user, team=team, limit=limit, **values
        )

    def count_waiting(self, team: str, now: datetime, only: CaseFilter = EVERY_CASE) -> int:
        """Count the waiting cases of the team that are not overdue at `now`."""
        where, values = _narrowed(only, now)
        return self._count(f"{_WAITING}{where}", team=team, **values)

    def count_late(
        self, team: str, now: datetime, only: CaseFilter = EVERY_CASE, *, unassigned: bool = False
    ) -> int:
        """Count the open cases of the team that are overdue at `now`, or only those without an owner."""
        where, values = _narrowed(only)
        nobodys = " and owner is null" if unassigned else ""
        return self._count(f"{_LATE} and team = :team{nobodys}{where}", team=team, now=to_text(now), **values)

    def like(self, pattern: str, before: int, limit: int) -> list[Case]:
        """Return the latest cases with numbers below `before` whose text is like `pattern`, the newest first.

        Only the latest SEARCHED cases are read.
        """
        return self.bodies(_LIKE, pattern=pattern, before=before, limit=limit, searched=SEARCHED)

    def _count(self, text: str, **values: object) -> int:
        return int(self.sql.rows(f"select count(*) as cases from {text}", **values)[0]["cases"])


def _narrowed(only: CaseFilter, now: datetime | None = None) -> tuple[str, dict[str, object]]:
    """Return the conditions that leave only these cases, and their values."""
    where, values = "", dict[str, object]()
    if now:
        where, values = where + _NOT_LATE, values | {"now": to_text(now)}
    if only.priority is not None:
        where, values = where + " and priority = :priority", values | {"priority": only.priority}
    if only.network:
        where, values = f"{where} and body like :network escape '!'", values | {"network": _first_post(only)}
    return where, values


def _first_post(only: CaseFilter) -> str:
    """Return the pattern of a stored case whose first post is of that network.

    Inside a stored text quotes are escaped, so no post can look like this.
    """
    name = "".join(f"!{char}" if char in "!%_" else char for char in only.network)
    return f'%"mentions":[{{"network":"{name}",%'


_LIKE = """
select number, body from
    (select number, body from cases order by number desc limit :searched) as latest
where number < :before and lower(body) like :pattern order by number desc limit :limit"""

# Jumps from team to team along the index (a "loose index scan"): a plain distinct would read every open case.
_OPEN_TEAMS = """
with recursive teams(team) as (
    select min(team) from cases where status <> 'resolved'
    union all
    select (select min(c.team) from cases c where c.team > t.team and c.status <> 'resolved') from teams t
    where t.team is not null)
select team from teams where team is not null"""

_OPEN_COUNTS = """
select team, count(*) as cases from cases
where status <> 'resolved' and status <> 'snoozed' and team in ({keys}) group by team"""
