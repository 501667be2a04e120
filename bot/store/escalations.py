"""SLA notifications to a team, kept until one message collects them."""

from datetime import datetime
from functools import partial

from bot.case.clocks import ClockKind
from bot.case.verbs.warn import Warned
from bot.store.driver import Row
from bot.store.rows import TableRows
from bot.store.timestamps import to_text


class EscalationRows(TableRows):
    """Statements about collected notifications."""

    def add_warning(self, team: str, warned: Warned, at: datetime) -> None:
        """Add a notification for the team; of each timer only the highest level is kept."""
        self.sql.run(
            _ADD, team=team, case=warned.case, clock=warned.clock.value, rung=warned.level, at=to_text(at)
        )

    def take_warnings(self, team: str) -> list[Warned]:
        """Remove and return the team's notifications, by case: the caller sends them."""
        rows = self.sql.rows(
            "delete from warnings where team = :team returning case_number, clock, rung", team=team
        )
        found = (
            self.readable("warnings", f"warning of case #{row['case_number']}", partial(_warned, row))
            for row in rows
        )
        return sorted(filter(None, found), key=lambda each: (each.case, each.clock))


def _warned(row: Row) -> Warned:
    return Warned(row["case_number"], ClockKind(row["clock"]), row["rung"])


_ADD = """
insert into warnings (team, case_number, clock, rung, at) values (:team, :case, :clock, :rung, :at)
on conflict (team, case_number, clock) do update set rung = excluded.rung"""
