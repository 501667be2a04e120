"""The roster: teams from the rules, people behind their names, and availability, put together."""

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

# With more people on shift than this, the card names the team's members as the rules list them.
NAMED = 5


class Roster:
    """Teams and the agents on shift.

    `people` resolves names to Slack ids. It never fails, and leaves out names it cannot resolve.
    """

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
        """Return the team of that name in the current rules."""
        return self._rules().teams.get(name)

    async def who(self, team: Team) -> Directory:
        """Return the people behind every name of the team."""
        return await self.people(names_of(team))

    async def said(self, team: Team, at: datetime) -> Availability:
        """Return the availability overrides and temporary assignments of the team."""
        return await self.store.transact(lambda tx: tx.said(team.name, at))

    async def on_shift(self, name: str, at: datetime) -> tuple[Shift, ...]:
        """Return the shifts of the team's agents at `at`; empty for a team that the rules no longer have."""
        team = self.team(name)
        if team is None:
            return ()
        return on_shift(team, await self.who(team), await self.said(team, at), at)

    async def present(self, names: Iterable[str], at: datetime) -> list[Present]:
        """Return the agents on shift in each of these teams, and those who went off shift."""
        found = []
        for team in filter(None, map(self.team, names)):
            said = await self.said(team, at)
            away = tuple(Shift(each.person, each.until) for each in said.toggles if not each.is_on)
            found.append(Present(team, on_shift(team, await self.who(team), said, at), away))
        return found

    async def leads(self, name: str) -> frozenset[str]:
        """Return the leads of the team of that name."""
        team = self.team(name)
        return leads(team, await self.who(team)) if team else frozenset()

    async def teams_of(self, person: str, at: datetime) -> tuple[str, ...]:
        """Return the names of the person's teams, temporary ones included."""
        lent = {
            loan.team for loan in await self.store.transact(lambda tx: tx.loans(at)) if loan.person == person
        }
        teams = self._rules().teams.values()
        return tuple([t.name for t in teams if t.name in lent or person in members(t, await self.who(t))])

    async def is_of(self, person: str, team: Team, at: datetime) -> bool:
        """Return true when the person belongs to the team, temporarily or not."""
        return person in crew(team, await self.who(team), await self.said(team, at))

    async def is_away(self, person: str, name: str, at: datetime) -> bool:
        """Return true when the person works in the team and is off shift."""
        team = self.team(name)
        if team is None or not await self.is_of(person, team, at):
            return False
        return all(shift.person != person for shift in await self.on_shift(name, at))

    async def is_off_shift(self, person: str, at: datetime) -> bool:
        """Return true when the person is on shift in none of their teams; false for people without a team."""
        teams = await self.teams_of(person, at)
        for name in teams:
            if any(shift.person == person for shift in await self.on_shift(name, at)):
                return False
        return bool(teams)

    async def toggle(self, toggles: Sequence[AvailabilityOverride], ask: Ask) -> None:
        """Record that a person went on or off shift."""

        def work(tx: Tx) -> None:
            for toggle in toggles:
                tx.toggle(toggle, ask.at)
            tx.add_jobs(self._give_out([each.team for each in toggles if each.is_on], ask.at))

        await self._once(ask, work)

    async def lend(self, loan: Loan, ask: Ask) -> None:
        """Add a person to the team temporarily and notify its channel."""

        def work(tx: Tx) -> None:
            tx.lend(loan, ask.at)
            tx.add_jobs([self._lent(loan, ask.at), *self._give_out([loan.team], ask.at)])

        await self._once(ask, work)

    async def loans(self, at: datetime) -> list[Loan]:
        """Return all temporary assignments, by their end."""
        return await self.store.transact(lambda tx: tx.loans(at))

    async def end_loan(self, loan: Loan, ask: Ask) -> None:
        """End a temporary assignment and notify the team's channel; nothing happens when it had ended."""

        def work(tx: Tx) -> None:
            if tx.end_loan(loan.team, loan.person):
                tx.add_jobs([self._lent(replace(loan, until=ask.at), ask.at)])

        await self._once(ask, work)

    async def to_tell(self, name: str, at: datetime, wanted: Sequence[str] = ()) -> tuple[str, ...]:
        """Return the people to notify in place of ON_SHIFT: agents on shift, with a skill in `wanted` if some have one.

        With more than NAMED of them, and while Slack cannot resolve the names, return the members as the rules list
        them.
        """
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
        """Return the people whom the case's card notifies in place of ON_SHIFT, without the one who handed it over.

        Empty when its route does not ask for it.
        """
        if ON_SHIFT not in case.route.notify:
            return ()
        by = case.hand_off.by if case.hand_off else ""
        return tuple(each for each in await self.to_tell(case.route.team, at, case.route.tags) if each != by)

    async def _once(self, ask: Ask, work: Callable[[Tx], None]) -> None:
        """Do the work unless this request did it before."""

        def once(tx: Tx) -> None:
            if heard(tx, ask) is None:
                work(tx)
                keep(tx, ask)

        await self.store.transact(once)

    def _give_out(self, names: Iterable[str], at: datetime) -> list[Job]:
        """Build the jobs that assign waiting cases, now that an agent is available."""
        return [assign_job(team.name, at) for name in names if (team := self.team(name)) and team.assign]

    def _lent(self, loan: Loan, at: datetime) -> Job:
        team = self.team(loan.team)
        data = {"team": loan.team, "person": loan.person, "by": loan.by, "until": loan.until.isoformat()}
        lane, place = f"loan/{loan.team}/{loan.person}", int(at.timestamp() * 1_000)
        return Job(lane, place, "lent", at, data=data, gate=channel_gate(team.channel) if team else "")
