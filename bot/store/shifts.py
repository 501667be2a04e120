"""Availability, temporary assignments, counts of open cases, and whose turn it is."""

from collections.abc import Iterable
from datetime import datetime

from bot.shifts.model import Availability, AvailabilityOverride, Loan
from bot.store.driver import Row
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


class ShiftRows(TableRows):
    """Statements about people at work. Expired rows are deleted with the next write."""

    def toggle(self, toggle: AvailabilityOverride, at: datetime) -> None:
        """Store an availability override, in place of the person's last one for that team."""
        self.sql.run("delete from toggles where until <= :now", now=to_text(at))
        row = (toggle.team, toggle.person, int(toggle.is_on), to_text(toggle.until))
        again = "on conflict (team, person) do update set is_on = excluded.is_on, until = excluded.until"
        self.sql.insert("toggles", "team, person, is_on, until", [row], again)

    def lend(self, loan: Loan, at: datetime) -> None:
        """Add a person to the team temporarily, in place of an earlier such assignment."""
        self.sql.run("delete from loans where until <= :now", now=to_text(at))
        row = (loan.team, loan.person, loan.by, to_text(loan.until))
        again = "on conflict (team, person) do update set lender = excluded.lender, until = excluded.until"
        self.sql.insert("loans", "team, person, lender, until", [row], again)

    def end_loan(self, team: str, person: str) -> bool:
        """End a temporary assignment; return false when there was none."""
        text = "delete from loans where team = :team and person = :person returning person"
        return bool(self.sql.rows(text, team=team, person=person))

    def said(self, team: str, at: datetime) -> Availability:
        """Return the team's overrides and temporary assignments at `at`."""
        toggles = self.sql.rows("select * from toggles where team = :team and until > :now", **_of(team, at))
        loans = self.sql.rows("select * from loans where team = :team and until > :now", **_of(team, at))
        return Availability(tuple(map(_toggle, toggles)), tuple(map(_loan, loans)))

    def loans(self, at: datetime) -> list[Loan]:
        """Return all temporary assignments at `at`, by their end."""
        text = "select * from loans where until > :now order by until, team, person"
        return [_loan(row) for row in self.sql.rows(text, now=to_text(at))]

    def held(self, people: Iterable[str]) -> dict[str, int]:
        """Count the open cases of each of these people, without snoozed ones; people without any are left out."""
        rows = self.rows_of(_HELD, people)
        return {row["owner"]: row["cases"] for row in rows}

    def held_after_others(self, person: str) -> int:
        """Count one person's open cases, after every transaction that is adding to them.

        The row lock makes a second transaction wait until the first has ended, so it counts what that one wrote.
        """
        self.sql.run(_ONE_AT_A_TIME, person=person)
        return self.held([person]).get(person, 0)

    def give_turn(self, team: str, person: str, at: datetime) -> None:
        """Record that a case of the team was assigned to the person."""
        again = "on conflict (team, person) do update set given_at = excluded.given_at"
        self.sql.insert("turns", "team, person, given_at", [(team, person, to_text(at))], again)

    def turns(self, team: str) -> dict[str, str]:
        """Return when each person was last assigned a case of the team, as text that sorts by time."""
        rows = self.sql.rows("select person, given_at from turns where team = :team", team=team)
        return {row["person"]: row["given_at"] for row in rows}


# The status is a literal, as in the index: with a bound value Postgres does not use it.
_HELD = """
select owner, count(*) as cases from cases where status = 'claimed' and owner in ({keys}) group by owner"""

# The count itself is never read. Writing the row locks it until the transaction ends, on both databases.
_ONE_AT_A_TIME = """
insert into holders (person, times) values (:person, 1)
on conflict (person) do update set times = holders.times + 1"""


def _of(team: str, at: datetime) -> dict[str, str]:
    return {"team": team, "now": to_text(at)}


def _toggle(row: Row) -> AvailabilityOverride:
    return AvailabilityOverride(row["team"], row["person"], bool(row["is_on"]), from_text(row["until"]))


def _loan(row: Row) -> Loan:
    return Loan(row["team"], row["person"], row["lender"], from_text(row["until"]))
