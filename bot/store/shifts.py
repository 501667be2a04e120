"""Who said they are on shift, who is on loan where, how many cases people hold and whose turn it was."""

from collections.abc import Iterable
from datetime import datetime

from bot.shifts.model import Availability, AvailabilityOverride, Loan
from bot.store.driver import Row
from bot.store.rows import TableRows
from bot.store.timestamps import from_text, to_text


class ShiftRows(TableRows):
    """What is known of people at work. What has ended is forgotten when the next thing is said."""

    def toggle(self, toggle: AvailabilityOverride, at: datetime) -> None:
        """From now on this counts, in place of what the person said of that team before."""
        self.sql.run("delete from toggles where until <= :now", now=to_text(at))
        row = (toggle.team, toggle.person, int(toggle.is_on), to_text(toggle.until))
        again = "on conflict (team, person) do update set is_on = excluded.is_on, until = excluded.until"
        self.sql.insert("toggles", "team, person, is_on, until", [row], again)

    def lend(self, loan: Loan, at: datetime) -> None:
        """The person works in the team from now on; a loan there before is replaced."""
        self.sql.run("delete from loans where until <= :now", now=to_text(at))
        row = (loan.team, loan.person, loan.by, to_text(loan.until))
        again = "on conflict (team, person) do update set lender = excluded.lender, until = excluded.until"
        self.sql.insert("loans", "team, person, lender, until", [row], again)

    def end_loan(self, team: str, person: str) -> bool:
        """The loan ends now; False when there was none."""
        text = "delete from loans where team = :team and person = :person returning person"
        return bool(self.sql.rows(text, team=team, person=person))

    def said(self, team: str, at: datetime) -> Availability:
        """The toggles and loans of the team that count at `at`."""
        toggles = self.sql.rows("select * from toggles where team = :team and until > :now", **_of(team, at))
        loans = self.sql.rows("select * from loans where team = :team and until > :now", **_of(team, at))
        return Availability(tuple(map(_toggle, toggles)), tuple(map(_loan, loans)))

    def loans(self, at: datetime) -> list[Loan]:
        """Every loan that counts at `at`, the one that ends first before the others."""
        text = "select * from loans where until > :now order by until, team, person"
        return [_loan(row) for row in self.sql.rows(text, now=to_text(at))]

    def held(self, people: Iterable[str]) -> dict[str, int]:
        """How many open cases each of these people holds, snoozed ones left out; who holds none is left out too."""
        rows = self.rows_of(_HELD, people)
        return {row["owner"]: row["cases"] for row in rows}

    def held_after_others(self, person: str) -> int:
        """The same of one person, once nobody else is adding to it: a second transaction waits here until the first
        has ended, and then counts what that one wrote."""
        self.sql.run(_ONE_AT_A_TIME, person=person)
        return self.held([person]).get(person, 0)

    def give_turn(self, team: str, person: str, at: datetime) -> None:
        """A case of the team was given to the person."""
        again = "on conflict (team, person) do update set given_at = excluded.given_at"
        self.sql.insert("turns", "team, person, given_at", [(team, person, to_text(at))], again)

    def turns(self, team: str) -> dict[str, str]:
        """When a case of the team was last given to each person, as text that sorts as time does."""
        rows = self.sql.rows("select person, given_at from turns where team = :team", team=team)
        return {row["person"]: row["given_at"] for row in rows}


# The status stands as a literal, as in the index it is found by.
_HELD = """
select owner, count(*) as cases from cases where status = 'claimed' and owner in ({keys}) group by owner"""

_ONE_AT_A_TIME = """
insert into holders (person, times) values (:person, 1)
on conflict (person) do update set times = holders.times + 1"""


def _of(team: str, at: datetime) -> dict[str, str]:
    return {"team": team, "now": to_text(at)}


def _toggle(row: Row) -> AvailabilityOverride:
    return AvailabilityOverride(row["team"], row["person"], bool(row["is_on"]), from_text(row["until"]))


def _loan(row: Row) -> Loan:
    return Loan(row["team"], row["person"], row["lender"], from_text(row["until"]))
