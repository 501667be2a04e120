"""The roster: the teams of the rules, the people behind their names, and what was said of shifts, put together."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.case import Ask, Case
from bot.jobs.build import assign_job, channel_gate
from bot.jobs.job import Job
from bot.routing import Rules, Team
from bot.routing.rules import ON_SHIFT
from bot.services.idempotency import heard, keep
from bot.shifts import (
    Availability,
    AvailabilityOverride,
    Directory,
    Loan,
    Present,
    Shift,
    crew,
    is_known,
    is_open,
    leads,
    member_names,
    members,
    names_of,
    on_shift,
    skilled,
)
from bot.store.store import Store
from bot.store.tx import Tx

# Of more people than this the card names the team's members as the rules do.
NAMED = 5


class Roster:
    """Who works where, and now. `people` tells the ids behind names; it fails for none of them, and leaves out those it
    cannot tell."""

    def __init__(
        self,
        store: Store,
        rules: Callable[[], Rules],
        people: Callable[[Iterable[str]], Awaitable[Directory]],
    ) -> None:
        self.store = store
        self.people = people
        self._rules = rules

    def team(self, name: str) -> Team | None:
        """The team of that name, as the rules have it now."""
        return self._rules().teams.get(name)

    async def who(self, team: Team) -> Directory:
        """The people behind every name of the team."""
        return await self.people(names_of(team))

    async def said(self, team: Team, at: datetime) -> Availability:
        return await self.store.transact(lambda tx: tx.said(team.name, at))

    async def on_shift(self, name: str, at: datetime) -> tuple[Shift, ...]:
        """Who is on shift in the team of that name; nobody in one the rules no longer have."""
        team = self.team(name)
        if team is None:
            return ()
        return on_shift(team, await self.who(team), await self.said(team, at), at)

    async def present(self, names: Iterable[str], at: datetime) -> list[Present]:
        """Who is on shift in each of these teams."""
        teams = [team for name in names if (team := self.team(name))]
        return [Present(team, await self.on_shift(team.name, at)) for team in teams]

    async def leads(self, name: str) -> frozenset[str]:
        """The people who lead the team of that name."""
        team = self.team(name)
        return leads(team, await self.who(team)) if team else frozenset()

    async def teams_of(self, person: str, at: datetime) -> tuple[str, ...]:
        """The names of the teams the person works in, on loan too."""
        lent = {
            loan.team for loan in await self.store.transact(lambda tx: tx.loans(at)) if loan.person == person
        }
        teams = self._rules().teams.values()
        return tuple([t.name for t in teams if t.name in lent or person in members(t, await self.who(t))])

    async def is_of(self, person: str, team: Team, at: datetime) -> bool:
        """Whether the person is of the team's crew."""
        return person in crew(team, await self.who(team), await self.said(team, at))

    async def is_away(self, person: str, name: str, at: datetime) -> bool:
        """Whether the person works in the team of that name and is not on shift now."""
        team = self.team(name)
        if team is None or not await self.is_of(person, team, at):
            return False
        return all(shift.person != person for shift in await self.on_shift(name, at))

    async def toggle(self, toggles: Sequence[AvailabilityOverride], ask: Ask) -> None:
        """A person said that they are on shift, or off."""

        def work(tx: Tx) -> None:
            for toggle in toggles:
                tx.toggle(toggle, ask.at)
            tx.add_jobs(self._give_out([each.team for each in toggles if each.is_on], ask.at))

        await self._once(ask, work)

    async def lend(self, loan: Loan, ask: Ask) -> None:
        """The person works in the team from now on, and its channel hears of it."""

        def work(tx: Tx) -> None:
            tx.lend(loan, ask.at)
            tx.add_jobs([self._lent(loan, ask.at), *self._give_out([loan.team], ask.at)])

        await self._once(ask, work)

    async def loans(self, at: datetime) -> list[Loan]:
        """Every loan there is, the one that ends first before the others."""
        return await self.store.transact(lambda tx: tx.loans(at))

    async def end_loan(self, loan: Loan, ask: Ask) -> None:
        """The loan ends now, and the team's channel hears of it; nothing, when it had ended."""

        def work(tx: Tx) -> None:
            if tx.end_loan(loan.team, loan.person):
                tx.add_jobs([self._lent(replace(loan, until=ask.at), ask.at)])

        await self._once(ask, work)

    async def to_tell(self, name: str, at: datetime, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Those to be told in place of ON_SHIFT: the people on shift, of them those with a skill in `wanted` where
        there are any; of too many, and while Slack never said who some of them are, the names of the team's members."""
        team = self.team(name)
        if team is None:
            return ()
        who = await self.who(team)
        present = [shift.person for shift in on_shift(team, who, await self.said(team, at), at)]
        able = skilled(team, who, wanted)
        chosen = [person for person in present if person in able] or present
        unknown = not chosen and is_open(team, at) and not is_known(team, who)
        return member_names(team)[:NAMED] if len(chosen) > NAMED or unknown else tuple(chosen)

    async def told(self, case: Case, at: datetime) -> tuple[str, ...]:
        """Who is told of the case by its card, in place of ON_SHIFT; nobody where its route does not say so."""
        if ON_SHIFT not in case.route.notify:
            return ()
        return await self.to_tell(case.route.team, at, case.route.tags)

    async def _once(self, ask: Ask, work: Callable[[Tx], None]) -> None:
        """Do what a person asks for, unless this very request did it before."""

        def once(tx: Tx) -> None:
            if heard(tx, ask) is None:
                work(tx)
                keep(tx, ask)

        await self.store.transact(once)

    def _give_out(self, names: Iterable[str], at: datetime) -> list[Job]:
        """Somebody is there now: cases that waited for that are given out."""
        return [assign_job(team.name, at) for name in names if (team := self.team(name)) and team.assign]

    def _lent(self, loan: Loan, at: datetime) -> Job:
        team = self.team(loan.team)
        data = {"team": loan.team, "person": loan.person, "by": loan.by, "until": loan.until.isoformat()}
        lane, place = f"loan/{loan.team}/{loan.person}", int(at.timestamp() * 1_000)
        return Job(lane, place, "lent", at, data, channel_gate(team.channel) if team else "")
