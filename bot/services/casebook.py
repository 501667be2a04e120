"""The casebook: load the case, let the verb decide, append its events, queue the jobs that follow, commit."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Concatenate, ParamSpec, TypeVar

from msgspec.structs import replace

from bot.budget import Bill, Spending
from bot.case import Ask, Case, Event, Refused, apply, record_unstuck, refuse_full, with_acceptance
from bot.case.case_filter import EVERY_CASE, CaseFilter
from bot.case.visibility import EVERYTHING, Visibility, VisibilityUnknown
from bot.jobs.build import PRESSED, follow_channel_jobs, probe_job, redraw_job
from bot.jobs.from_events import jobs_for, settle_job
from bot.jobs.job import Job
from bot.services.idempotency import HEARD, heard, keep, keep_refusal
from bot.services.queue import Queue, Visible, Wanted, next_waiting, read_queue
from bot.store import Change, Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

P = ParamSpec("P")
T = TypeVar("T")
# Events that give a case to an owner, and so count against the agent's limit.
TAKING = ("claimed", "taken_over", "assigned", "reassigned")
# After these errors a request may be repeated: nothing of it was written.
STORE_TROUBLE = (Clash, Unreachable)
Verb = Callable[Concatenate[Case, Ask, P], list[Event]]


@dataclass(frozen=True, slots=True)
class Done:
    """The case after a request, and the events it wrote: none if nothing had to change or the request is a repeat."""

    case: Case
    events: tuple[Event, ...]
    #: The request id was used before.
    heard: bool = False

    @property
    def changed(self) -> bool:
        """Return true when this request changed the case, now or when it first arrived."""
        return bool(self.events) or self.heard


class Casebook:
    """The only way a verb reaches a case.

    `cap` returns the limit of open cases for an agent of a team. A case that `visibility` does not show counts as
    nonexistent.
    """

    def __init__(
        self,
        store: Store,
        cap: Callable[[str], int | None] = lambda team: None,
        visibility: Visibility = EVERYTHING,
    ) -> None:
        self.store = store
        self.cap = cap
        self._visibility = visibility

    def seen_by(self, visibility: Visibility) -> "Casebook":
        """Return this casebook, limited to the cases visible to one requester."""
        return Casebook(self.store, self.cap, visibility)

    async def do(self, number: int, ask: Ask, verb: Verb[P], /, *args: P.args, **details: P.kwargs) -> Done:
        """Apply `verb` to case `number`. Raise Refused when it is not allowed, or there is no such case."""
        return await self._transact(lambda tx: do(tx, number, ask, self._seen(verb), *args, **details))

    async def do_with_event_log(
        self, number: int, ask: Ask, verb: Callable[..., list[Event]], /, **details: object
    ) -> Done:
        """Apply a verb that needs the event log. The log is read after the case, so a write in between is a Clash."""

        def work(tx: Tx) -> Done:
            def looking_back(case: Case, ask: Ask) -> list[Event]:
                return verb(self._checked(case), ask, event_log=tx.event_log(number), **details)

            return do(tx, number, ask, looking_back)

        return await self._transact(work)

    async def take(self, number: int, ask: Ask, verb: Verb[[]]) -> Done:
        """Apply a verb that makes an agent the owner. Raise Refused, also when they have reached their limit."""
        return await self._transact(lambda tx: self._with_room(tx, do(tx, number, ask, self._seen(verb))))

    async def case(self, number: int) -> Case:
        """Return the case. Raise Refused when there is none with that number."""
        return await self._transact(lambda tx: self._checked(_case(tx, number)))

    async def case_of_thread(self, channel: str, ts: str) -> int | None:
        """Return the number of the case whose card, current or before a hand-over, is message `ts` of `channel`."""
        return await self.store.transact(lambda tx: tx.case_by_thread(channel, ts))

    async def queue(
        self,
        user: str,
        teams: Sequence[str],
        now: datetime,
        limit: int = 20,
        only: CaseFilter = EVERY_CASE,
        counted: Collection[str] = (),
    ) -> Queue:
        """Return an agent's queues: their own cases, and those unassigned or overdue in `teams` (none: everywhere).

        `counted` are the teams of which they see every case: what is not read of those is counted.
        """

        wanted = Wanted(teams, now, limit, only, counted)
        return await self.read(lambda tx, visible: read_queue(tx, user, wanted, visible))

    async def workload(
        self, teams: Iterable[str], people: Iterable[str]
    ) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """Return the count of open cases of each of these teams, and of each of these people, snoozed ones left out."""
        return await self.store.transact(lambda tx: (tx.open_counts(teams), tx.held(people)))

    async def owned_since(self, number: int) -> datetime | None:
        """Return when the owner got the case; None without one. Raise Refused when it is not visible."""

        def work(tx: Tx) -> datetime | None:
            return tx.last_at(number, TAKING) if self._checked(_case(tx, number)).owner else None

        return await self._transact(work)

    async def read(self, work: Callable[[Tx, Visible], T]) -> T:
        """Return what `work` reads; it gets a function that leaves only visible cases."""
        return await self._transact(lambda tx: work(tx, self._visible))

    async def read_at(self) -> Mapping[str, datetime]:
        """Return when each source was last polled successfully."""
        return await self.store.transact(lambda tx: tx.read_at())

    async def follow_channel(self, old: str, new: str, at: datetime) -> None:
        """Record that the Slack channel `old` now has the id `new`: its threads move at once, its cases by two jobs.

        The second job is for messages that were being posted during the change.
        """

        def work(tx: Tx) -> None:
            tx.move_channel(old, new, at)
            tx.add_jobs(follow_channel_jobs(old, new, at))
            check_holds(tx, at)

        await self.store.transact(work)

    async def spent(self, network: str, now: datetime) -> Spending:
        """Return what a network has cost so far this month."""
        return await self.store.transact(lambda tx: tx.spent(network, now))

    async def add(self, job: Job) -> None:
        """Queue a job that follows from no event."""
        await self.store.transact(lambda tx: tx.add_jobs([job]))

    async def add_once(self, job: Job, ask: Ask) -> None:
        """Queue a job that a person asked for, once per request. Raise Refused if the request was refused before."""

        def work(tx: Tx) -> None:
            if heard(tx, ask) is None:
                tx.add_jobs([job])
                keep(tx, ask)

        await self.store.transact(work)

    async def keep_refusal(self, ask: Ask, why: str) -> None:
        """Remember a refusal, so that a repeat gets the same answer. Errors of the store are ignored."""
        with suppress(Clash, Unreachable):
            await self.store.transact(lambda tx: keep_refusal(tx, ask, why))

    async def redraw(self, number: int, at: datetime) -> None:
        """Redraw a case's card although no event changed the case."""
        await self.store.transact(lambda tx: tx.add_jobs([redraw_job(_case(tx, number), at, PRESSED)]))

    async def settle(self, number: int, message: int, at: datetime) -> None:
        """Update the thread's message about event `message` to the current state of its question."""

        def work(tx: Tx) -> None:
            case = _case(tx, number)
            tx.add_jobs([*filter(None, [settle_job(case, case.version, [message], at)])])

        await self.store.transact(work)

    async def try_again(self, number: int, ask: Ask) -> int:
        """Revive the failed jobs of a case and return how many. Raise Refused if there is no such case."""

        def work(tx: Tx) -> int:
            failed = tx.dead_letters(number)
            done = do(tx, number, ask, self._seen(record_unstuck))
            return 0 if done.heard else sum(tx.revive(each.job.key) for each in failed)

        return await self._transact(work)

    async def try_all_again(self, ask: Ask) -> int:
        """Revive the failed jobs of all visible cases and of none, check all holds, and return how many jobs.

        A repeated request returns the same number.
        """

        def work(tx: Tx) -> tuple[str | None, set[int], int]:
            if (before := heard(tx, ask)) is not None:
                return before, set(), 0
            check_holds(tx, ask.at)
            jobs = [given_up.job for given_up in tx.dead_letters()]
            loose = [tx.revive(job.key) for job in jobs if "case" not in job.data]
            return None, {int(job.data["case"]) for job in jobs if "case" in job.data}, len(loose)

        before, numbers, count = await self.store.transact(work)
        if before is not None:
            return int(before)
        # Case by case: one transaction over all of them would block every other writer.
        for number in sorted(numbers):
            count += await self._try_if_seen(number, replace(ask, request=f"{ask.request}/{number}"))
        await self.store.transact(lambda tx: keep(tx, ask, str(count)))
        return count

    async def check_holds(self, at: datetime) -> None:
        """Check all holds now, because a person may have fixed what jobs wait for."""
        await self.store.transact(lambda tx: check_holds(tx, at))

    async def do_next(
        self, teams: Sequence[str], ask: Ask, verb: Verb[[]], only: CaseFilter = EVERY_CASE
    ) -> Done | None:
        """Apply `verb` to the most urgent unassigned case of `teams` (none: of all); None when there is none.

        A repeated request leads to the same case, or again to none. Raise Refused when the verb is not allowed.
        """

        def work(tx: Tx) -> Done | None:
            if (before := heard(tx, ask)) is not None:
                return Done(_case(tx, int(before)), (), heard=True) if before else None
            number = next_waiting(tx, teams or tx.open_teams(), only, self._visible)
            done = self._do_waiting(tx, number, ask, verb) if number else None
            keep(tx, ask, str(number or ""))
            return done

        return await self._transact(work)

    async def _try_if_seen(self, number: int, ask: Ask) -> int:
        try:
            return await self.try_again(number, ask)
        except Refused as refusal:
            if refusal.code != "no_case":
                raise
            return 0

    async def _transact(self, work: Callable[[Tx], T]) -> T:
        """Run a transaction, again after each visibility lookup it turns out to need."""
        while True:
            try:
                return await self.store.transact(work)
            except VisibilityUnknown as unseen:
                await self._visibility.look_up(unseen.case)

    def _seen(self, verb: Verb[P]) -> Verb[P]:
        """Wrap the verb so that a case that is not visible counts as nonexistent."""

        def checked(case: Case, ask: Ask, /, *args: P.args, **details: P.kwargs) -> list[Event]:
            return verb(self._checked(case), ask, *args, **details)

        return checked

    def _checked(self, case: Case) -> Case:
        return _existing(case if self._visibility.sees(case) else None, case.number)

    def _visible(self, cases: Iterable[Case]) -> list[Case]:
        return [case for case in cases if self._visibility.sees(case)]

    def _do_waiting(self, tx: Tx, number: int, ask: Ask, verb: Verb[[]]) -> Done:
        try:
            return self._with_room(tx, do(tx, number, ask, self._seen(verb)))
        except Refused as refusal:
            if refusal.code == "claimed":
                raise Clash("Another agent claimed the case during the search") from refusal
            raise

    def _with_room(self, tx: Tx, done: Done) -> Done:
        """Check the owner's limit and return what was done.

        The check comes after the write, so that of two claims at once the later one counts the first.
        """
        cap = self.cap(done.case.route.team)
        if cap is not None and any(event.kind in TAKING for event in done.events):
            refuse_full(done.case, tx.held_after_others(done.case.owner or ""), cap)
        return done


def check_holds(tx: Tx, at: datetime) -> None:
    """Check all holds now, and often for a while afterwards."""
    for hold in tx.holds():
        tx.recheck_soon(hold.key, at)
        tx.add_jobs([probe_job(hold.key, at)])


def do(tx: Tx, number: int, ask: Ask, verb: Verb[P], /, *args: P.args, **details: P.kwargs) -> Done:
    """Apply a verb in an open transaction. Raise Refused when it, or this very request before, is not allowed."""
    found, was_heard, refused = tx.case_and_heard(number, ask.request)
    if refused:
        raise Refused(refused, HEARD)
    case = _existing(found, number)
    if was_heard:
        return Done(case, (), heard=True)
    # The verb is pure: if another transaction wins the race for the next place in the event log, the store raises
    # Clash, rolls back and runs all of this again on the newer case.
    events = verb(case, ask, *args, **details)
    if not events:
        keep(tx, ask)
        return Done(case, ())
    change = decide(case, events)
    tx.save([change])
    for bill in filter(None, (_bill(change.case, event) for event in change.events)):
        tx.spend(bill, ask.at)
    return Done(change.case, change.events)


def decide(case: Case, events: list[Event]) -> Change:
    """Return the case after `events`, each with its place in the event log, and the jobs that follow."""
    told = with_acceptance(case, events)
    placed = tuple(replace(event, number=case.version + i) for i, event in enumerate(told, start=1))
    after = reduce(apply, placed, case)
    return Change(case.version, after, placed, jobs_for(after, placed))


def _bill(case: Case, event: Event) -> Bill | None:
    """Return the cost of a reply that was surely posted, at the price its author was shown."""
    reply = case.reply(event.data["reply"]) if event.kind == "sent" else None
    if reply is None or not reply.cost:
        return None
    return Bill(case.network_of(reply), Spending(replies=1, micros=reply.cost))


def _case(tx: Tx, number: int) -> Case:
    return _existing(tx.case(number), number)


def _existing(case: Case | None, number: int) -> Case:
    if case is None:
        raise Refused(f"There is no case #{number}. /queue lists the open cases.", "no_case")
    return case
