"""do(): load the case, let the verb decide, append its events, queue what follows, commit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Concatenate, ParamSpec, TypeVar

from msgspec.structs import replace

from bot.budget import Bill, Spending
from bot.case import Ask, Case, Event, Refused, apply, record_unstuck, refuse_full, with_acceptance
from bot.case.visibility import EVERYTHING, Visibility, VisibilityUnknown
from bot.jobs.build import PRESSED, follow_channel_jobs, probe_job, redraw_job
from bot.jobs.from_events import follow_ups, settle_job
from bot.jobs.job import Job
from bot.services.idempotency import HEARD, heard, keep, keep_refusal
from bot.store import Change, Clash, Unreachable
from bot.store.store import Store
from bot.store.tx import Tx

P = ParamSpec("P")
T = TypeVar("T")
# Events that add a case to what somebody holds.
TAKING = ("claimed", "taken_over", "assigned")
# What a request may come again after: nothing of it was written.
STORE_TROUBLE = (Clash, Unreachable)
Verb = Callable[Concatenate[Case, Ask, P], list[Event]]


@dataclass(frozen=True, slots=True)
class Done:
    """The case as it stands now, and what was written: nothing, when there was nothing to do or it was heard before."""

    case: Case
    events: tuple[Event, ...]
    heard: bool = False

    @property
    def changed(self) -> bool:
        """Whether this request changed the case, now or when it was heard before."""
        return bool(self.events) or self.heard


@dataclass(frozen=True, slots=True)
class Queue:
    """Open cases, most urgent first: somebody's own, those nobody has claimed, those past their time.

    `snoozed` are those that were put off; of the other three they are in `late` alone, and only once they are overdue.
    """

    mine: Sequence[Case]
    waiting: Sequence[Case]
    late: Sequence[Case]
    snoozed: Sequence[Case]


class Casebook:
    """The only way a verb reaches a case. `cap` tells how many open cases an agent of a team may hold; of a case that
    `sight` does not see it says what it says of a number that does not exist."""

    def __init__(
        self,
        store: Store,
        cap: Callable[[str], int | None] = lambda team: None,
        sight: Visibility = EVERYTHING,
    ) -> None:
        self.store = store
        self._cap = cap
        self._sight = sight

    def seen_by(self, sight: Visibility) -> "Casebook":
        """Return the casebook as somebody may use it."""
        return Casebook(self.store, self._cap, sight)

    async def do(self, number: int, ask: Ask, verb: Verb[P], /, *args: P.args, **details: P.kwargs) -> Done:
        """Do `verb` to case `number`. Raises Refused when it may not be done, or there is no such case."""
        return await self._transact(lambda tx: do(tx, number, ask, self._seen(verb), *args, **details))

    async def do_with_journal(
        self, number: int, ask: Ask, verb: Callable[..., list[Event]], **details: object
    ) -> Done:
        """Do a verb that looks at everything that happened to the case. The journal is read after the case: where
        somebody writes in between, saving finds the place taken and all of it runs again."""

        def work(tx: Tx) -> Done:
            def looking_back(case: Case, ask: Ask) -> list[Event]:
                return verb(case, ask, journal=tx.journal(number), **details)

            return do(tx, number, ask, looking_back)

        return await self.store.transact(work)

    async def take(self, number: int, ask: Ask, verb: Verb[[]]) -> Done:
        """Do a verb that makes somebody the owner. Raises Refused, also when they hold as many as they may."""
        return await self._transact(lambda tx: self._with_room(tx, do(tx, number, ask, self._seen(verb))))

    async def case(self, number: int) -> Case:
        """The case as it is now. Raises Refused when there is none of that number."""
        return await self._transact(lambda tx: self._checked(_case(tx, number)))

    async def case_of_thread(self, channel: str, ts: str) -> int | None:
        """The number of the case whose card, now or before a hand-over, is the message `ts` of `channel`."""
        return await self.store.transact(lambda tx: tx.case_by_thread(channel, ts))

    async def queue(self, user: str, teams: Sequence[str], now: datetime, limit: int = 20) -> Queue:
        """What is on somebody's plate: their own cases, what waits in `teams` (none: everywhere), and what is late."""

        def work(tx: Tx) -> Queue:
            asked = teams or tx.open_teams()
            waiting = [case for team in asked for case in tx.waiting(team, limit)]
            late = [case for team in asked for case in tx.late(team, now, limit)]
            snoozed = {case.number: case for team in asked for case in tx.snoozed(user, team, limit)}
            return Queue(
                self._visible(tx.owned_by(user, limit)),
                sorted(self._visible(waiting), key=_turn)[:limit],
                sorted(self._visible(late), key=_turn)[:limit],
                sorted(self._visible(snoozed.values()), key=_waking)[:limit],
            )

        return await self._transact(work)

    async def read_at(self) -> Mapping[str, datetime]:
        """Return when each source of posts was read well for the last time."""
        return await self.store.transact(lambda tx: tx.read_at())

    async def follow_channel(self, old: str, new: str, at: datetime) -> None:
        """The Slack channel `old` has the id `new` now: its threads lead there at once, its cases follow by a job.

        The job runs once more after a while, for what was being posted just then.
        """

        def work(tx: Tx) -> None:
            tx.move_channel(old, new, at)
            tx.add_jobs(follow_channel_jobs(old, new, at))
            check_holds(tx, at)

        await self.store.transact(work)

    async def spent(self, network: str, now: datetime) -> Spending:
        """What a network cost so far this month."""
        return await self.store.transact(lambda tx: tx.spent(network, now))

    async def add(self, job: Job) -> None:
        """Queue one job that follows from no event."""
        await self.store.transact(lambda tx: tx.add_jobs([job]))

    async def add_once(self, job: Job, ask: Ask) -> None:
        """Queue one job that a person asked for, once for the same request. Raises Refused if that was refused."""

        def work(tx: Tx) -> None:
            if heard(tx, ask) is None:
                tx.add_jobs([job])
                keep(tx, ask)

        await self.store.transact(work)

    async def keep_refusal(self, ask: Ask, why: str) -> None:
        """Keep that a request was refused: delivered again, it is refused in the same words, whatever changed since.

        A store that is away keeps no refusal from whoever asked.
        """
        with suppress(Clash, Unreachable):
            await self.store.transact(lambda tx: keep_refusal(tx, ask, why))

    async def redraw(self, number: int, at: datetime) -> None:
        """Draw a case's card again, though nothing happened to the case."""
        await self.store.transact(lambda tx: tx.add_jobs([redraw_job(_case(tx, number), at, PRESSED)]))

    async def settle(self, number: int, message: int, at: datetime) -> None:
        """Bring the thread's message about event `message` to what has become of its question."""

        def work(tx: Tx) -> None:
            case = _case(tx, number)
            tx.add_jobs([*filter(None, [settle_job(case, case.version, [message], at)])])

        await self.store.transact(work)

    async def try_again(self, number: int, ask: Ask) -> int:
        """Revive the failed jobs of a case, and return how many. Raises Refused if there is no such case."""

        def work(tx: Tx) -> int:
            failed = tx.buried(number)
            done = do(tx, number, ask, self._seen(record_unstuck))
            return 0 if done.heard else sum(tx.revive(each.job.key) for each in failed)

        return await self._transact(work)

    async def try_all_again(self, ask: Ask) -> int:
        """Revive the failed jobs of every case in sight and of none, check all holds, and return how many jobs. The
        same request gives the same answer again."""

        def work(tx: Tx) -> tuple[str | None, set[int], int]:
            if (before := heard(tx, ask)) is not None:
                return before, set(), 0
            check_holds(tx, ask.at)
            jobs = [given_up.job for given_up in tx.buried()]
            loose = [tx.revive(job.key) for job in jobs if "case" not in job.data]
            return None, {int(job.data["case"]) for job in jobs if "case" in job.data}, len(loose)

        before, numbers, count = await self.store.transact(work)
        if before is not None:
            return int(before)
        # Case by case: a transaction over all of them would keep everybody waiting.
        for number in sorted(numbers):
            count += await self._try_if_seen(number, replace(ask, request=f"{ask.request}/{number}"))
        await self.store.transact(lambda tx: keep(tx, ask, str(count)))
        return count

    async def check_holds(self, at: datetime) -> None:
        """Check all holds at once, because somebody may have repaired what jobs wait for."""
        await self.store.transact(lambda tx: check_holds(tx, at))

    async def do_next(self, team: str, ask: Ask, verb: Verb[[]]) -> Done | None:
        """Do `verb` to the most urgent waiting case of `team`; None when none waits. The same request leads to the same
        case, or again to none."""

        def work(tx: Tx) -> Done | None:
            if (before := heard(tx, ask)) is not None:
                return Done(_case(tx, int(before)), (), heard=True) if before else None
            number = tx.next_waiting(team)
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
        """A transaction, begun again for each place of a case that has to be looked up first."""
        while True:
            try:
                return await self.store.transact(work)
            except VisibilityUnknown as unseen:
                await self._sight.look(unseen.case)

    def _seen(self, verb: Verb[P]) -> Verb[P]:
        """The verb, for a case that is seen."""

        def checked(case: Case, ask: Ask, /, *args: P.args, **details: P.kwargs) -> list[Event]:
            return verb(self._checked(case), ask, *args, **details)

        return checked

    def _checked(self, case: Case) -> Case:
        return _existing(case if self._sight.sees(case) else None, case.number)

    def _visible(self, cases: Iterable[Case]) -> list[Case]:
        return [case for case in cases if self._sight.sees(case)]

    def _do_waiting(self, tx: Tx, number: int, ask: Ask, verb: Verb[[]]) -> Done:
        try:
            return self._with_room(tx, do(tx, number, ask, self._seen(verb)))
        except Refused as refusal:
            if refusal.code == "claimed":
                raise Clash("somebody took it between the look and the claim") from refusal
            raise

    def _with_room(self, tx: Tx, done: Done) -> Done:
        """What was done, where its owner had room for it. Asked after it was written, so that of two claims at once
        the later one counts the first."""
        cap = self._cap(done.case.route.team)
        if cap is not None and any(event.kind in TAKING for event in done.events):
            refuse_full(done.case, tx.held_after_others(done.case.owner or ""), cap)
        return done


def check_holds(tx: Tx, at: datetime) -> None:
    """Check all holds now, and often for a while afterwards."""
    for hold in tx.holds():
        tx.nudge(hold.key, at)
        tx.add_jobs([probe_job(hold.key, at)])


def do(tx: Tx, number: int, ask: Ask, verb: Verb[P], /, *args: P.args, **details: P.kwargs) -> Done:
    """The same inside a transaction that is already open."""
    found, was_heard, refused = tx.case_and_heard(number, ask.request)
    if refused:
        raise Refused(refused, HEARD)
    case = _existing(found, number)
    if was_heard:
        return Done(case, (), heard=True)
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
    """The case as `events` leave it, each with its place in the journal, and the jobs that follow."""
    told = with_acceptance(case, events)
    placed = tuple(replace(event, number=case.version + i) for i, event in enumerate(told, start=1))
    after = reduce(apply, placed, case)
    return Change(case.version, after, placed, follow_ups(after, placed))


def _bill(case: Case, event: Event) -> Bill | None:
    """What a reply costs that is known to have gone out, at the price its writer was shown."""
    reply = case.reply(event.data["reply"]) if event.kind == "sent" else None
    if reply is None or not reply.cost:
        return None
    return Bill(case.network_of(reply), Spending(replies=1, micros=reply.cost))


def _turn(case: Case) -> tuple[int, datetime, int]:
    """Whose turn it is: the most urgent case, then the one due first, then the oldest."""
    return int(case.route.priority), case.due_at or case.opened_at, case.number


def _waking(case: Case) -> tuple[bool, datetime, int]:
    """The case that wakes first, before those that wait for their customers."""
    return case.snoozed_until is None, case.snoozed_until or case.opened_at, case.number


def _case(tx: Tx, number: int) -> Case:
    return _existing(tx.case(number), number)


def _existing(case: Case | None, number: int) -> Case:
    if case is None:
        raise Refused(f"There is no case #{number}. /queue lists those that wait.", "no_case")
    return case
