"""The load of teams and people: what waits, and who has how many open cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.case import Case
from bot.services.casebook import Casebook
from bot.store.tx import Tx


@dataclass(frozen=True, slots=True)
class TeamLoad:
    """The load of a team: all overdue cases, the unassigned ones among them, and the other unassigned ones."""

    late: int
    late_unassigned: int
    waiting: int


async def visible_cases(book: Casebook, numbers: Iterable[int]) -> list[Case]:
    """Return the cases with these numbers that exist and are visible, in the order of the numbers."""
    wanted = list(numbers)
    found = {
        case.number: case for case in await book.read(lambda tx, visible: visible(tx.cases(wanted).values()))
    }
    return [found[number] for number in wanted if number in found]


async def open_cases(book: Casebook, team: str, limit: int) -> list[Case]:
    """Return the most urgent open cases of the team that are visible, with or without an owner."""
    return await book.read(lambda tx, visible: visible(tx.open_of(team, limit)))


async def team_loads(book: Casebook, teams: Sequence[str], now: datetime) -> dict[str, TeamLoad]:
    """Return what waits in each of these teams; only for people who see all their cases."""
    return await book.store.transact(lambda tx: {team: _load(tx, team, now) for team in teams})


async def held(book: Casebook, people: Iterable[str]) -> dict[str, int]:
    """Return how many open cases each of these people has; people without any are left out."""
    return await book.store.transact(lambda tx: tx.held(people))


def _load(tx: Tx, team: str, now: datetime) -> TeamLoad:
    late, unassigned = tx.count_late(team, now), tx.count_late(team, now, unassigned=True)
    return TeamLoad(late, unassigned, tx.count_waiting(team, now))
