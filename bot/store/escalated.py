"""Cases by the person who escalated them."""

from collections.abc import Sequence
from functools import partial

from bot.case import Case
from bot.case.serialization import case_from_json
from bot.store.driver import Row, Values
from bot.store.model import Change
from bot.store.rows import TableRows

_OPEN = "select number, body from cases where status <> 'resolved'"
_BY = "number in (select case_number from escalated where person = :person)"
_ENDED = f"select number, body from cases where status = 'resolved' and {_BY}"
_ESCALATED = "number in (select case_number from escalated)"


class EscalatedRows(TableRows):
    """Statements about escalated cases."""

    def write_escalated(self, changes: Sequence[Change]) -> None:
        """Store who escalated the cases of these changes, as far as the changes did it."""
        rows: list[Values] = [
            (each.by, change.case.number)
            for change in changes
            for each in change.case.escalations
            if each.number > change.before
        ]
        self.sql.insert("escalated", "person, case_number", sorted(rows), _ONCE)

    def escalated_by(self, person: str, limit: int) -> list[Case]:
        """Return the open cases that a person escalated, the newest first."""
        text = f"{_OPEN} and {_BY} order by number desc limit :limit"
        return self._cases(self.sql.rows(text, person=person, limit=limit))

    def ended_of(self, person: str, limit: int) -> list[Case]:
        """Return the resolved cases that a person escalated, the latest resolved first."""
        text = f"{_ENDED} order by resolved_at desc, number limit :limit"
        return self._cases(self.sql.rows(text, person=person, limit=limit))

    def escalated_from(self, team: str, limit: int) -> list[Case]:
        """Return the open escalated cases that are with any team but this one, the newest first."""
        text = f"{_OPEN} and team <> :team and {_ESCALATED} order by number desc limit :limit"
        return self._cases(self.sql.rows(text, team=team, limit=limit))

    def _cases(self, rows: Sequence[Row]) -> list[Case]:
        read = (
            self.readable("cases", f"case #{row['number']}", partial(case_from_json, row["body"]))
            for row in rows
        )
        return [case for case in read if case]


_ONCE = "on conflict (person, case_number) do nothing"
