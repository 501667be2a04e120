"""What a team must still hear of its clocks: kept until the message that gathers it all."""

from datetime import datetime

from bot.case.clocks import ClockKind
from bot.case.warning import Warned
from bot.store.moments import to_text
from bot.store.part import Part


class LadderRows(Part):
    """Rows stand here only for as long as a team's warnings are gathered."""

    def add_warning(self, team: str, warned: Warned, at: datetime) -> None:
        """The team is to hear of it. Of one clock the highest rung stands."""
        self.sql.run(
            _ADD, team=team, case=warned.case, clock=warned.clock.value, rung=warned.rung, at=to_text(at)
        )

    def take_warnings(self, team: str) -> list[Warned]:
        """All that was gathered for the team, in the order of the cases; it is ours to tell now."""
        rows = self.sql.rows(
            "delete from warnings where team = :team returning case_number, clock, rung", team=team
        )
        return sorted(
            (Warned(row["case_number"], ClockKind(row["clock"]), row["rung"]) for row in rows),
            key=lambda each: (each.case, each.clock),
        )


_ADD = """
insert into warnings (team, case_number, clock, rung, at) values (:team, :case, :clock, :rung, :at)
on conflict (team, case_number, clock) do update set rung = excluded.rung"""
