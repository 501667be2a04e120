"""Work on many cases at once: preview, carry out and undo, case by case, in chunks."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from msgspec.structs import replace

from bot.case import Ask, Case, Refused, undo
from bot.case.bulk import ASSIGN, CHUNK, CLAIM, Bulk, Plan, Powers, Result, act
from bot.case.visibility import VisibilityUnknown
from bot.jobs.build import bulk_job
from bot.jobs.job import Job
from bot.routing import Rules
from bot.services.casebook import Casebook
from bot.services.load import held, visible_cases
from bot.services.roster import Roster
from bot.shifts import crew
from bot.store.tx import Tx

# The Home tab shows the person's latest work for so long.
SHOWN_FOR = timedelta(hours=1)
# A worker begins once Slack has shown the window that it draws the progress in. Small work is done at once; the worker
# looks after it later, and finishes it if the process died meanwhile.
SOON, LATER = timedelta(seconds=1), timedelta(seconds=15)
FULL = "They have reached their limit of open cases."


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecast for one case: it would change, or `why` not."""

    case: Case
    why: str = ""


class SeenBy:
    """The cases that one person may see, for work that goes on after their request was answered."""

    def __init__(self, person: str, sees: Callable[[str, Case], Awaitable[bool]]) -> None:
        self._person = person
        self._sees = sees
        self._known: dict[int, bool] = {}

    def sees(self, case: Case) -> bool:
        """Return true when the person sees the case. Raise VisibilityUnknown when that must be looked up first."""
        if case.number not in self._known:
            raise VisibilityUnknown(case)
        return self._known[case.number]

    async def look_up(self, case: Case) -> None:
        """Look up what `sees` needs."""
        self._known[case.number] = await self._sees(self._person, case)


async def powers_of(person: str, roster: Roster, rules: Rules, at: datetime) -> Powers:
    """Return the teams that the person leads, each with its people."""
    crews = {}
    for team in rules.teams.values():
        if team.lead and person in await roster.leads(team.name):
            crews[team.name] = crew(team, await roster.who(team), await roster.said(team, at))
    return Powers(rules, crews)


async def preview(
    book: Casebook, numbers: Iterable[int], plan: Plan, ask: Ask, powers: Powers
) -> list[Outlook]:
    """Return what the plan would do to each of the cases that the person may see; nothing is written."""
    found = await visible_cases(book, numbers)
    outlooks = [_outlook(case, ask, plan, powers) for case in found]
    if plan.action not in (CLAIM, ASSIGN):
        return outlooks
    owner = plan.to if plan.action == ASSIGN else ask.by
    return list(_within_cap(book, outlooks, owner, (await held(book, [owner])).get(owner, 0), ask))


async def begin(book: Casebook, bulk: Bulk) -> Bulk:
    """Store the work with the job that finishes it, unless this very request did before; return it as stored."""

    def work(tx: Tx) -> Bulk:
        if stored := tx.bulk(bulk.id):
            return stored
        tx.save_bulk(bulk)
        tx.add_jobs([_finishing(bulk, bulk.at)])
        return bulk

    return await book.store.transact(work)


async def begin_undo(book: Casebook, name: str, person: str, at: datetime) -> Bulk:
    """Mark the person's own work as to be undone. Raise Refused for work of others, and for what is not kept."""

    def work(tx: Tx) -> Bulk:
        bulk = tx.bulk(name)
        if bulk is None or bulk.person != person:
            raise Refused("That is too long ago to undo. Open the cases and change them there.", "no_bulk")
        if bulk.undo_at is None and bulk.left:
            raise Refused("This is still going on. Undo it when it is done.", "not_done")
        if bulk.undo_at is None:
            bulk = replace(bulk, undo_at=at)
            tx.save_bulk(bulk)
            tx.add_jobs([_finishing(bulk, at)])
        return bulk

    return await book.store.transact(work)


async def latest(book: Casebook, person: str, at: datetime) -> Bulk | None:
    """Return what the person asked for last, if that is not long ago."""
    return await book.store.transact(lambda tx: tx.latest_bulk(person, at - SHOWN_FOR))


async def go_on(book: Casebook, bulk: Bulk, powers: Powers, at: datetime) -> Bulk:
    """Work on the next chunk of cases, each in a transaction of its own, and return the work as it is then.

    Every case is checked again, by the rights and the state of this moment. A chunk that is repeated after a crash
    changes no case twice, since each has a request key of its own.
    """
    one = _undo_one if bulk.undo_at else _do_one
    for number in bulk.left[:CHUNK]:
        bulk = bulk.with_result(await one(book, bulk, number, powers, at))
    await book.store.transact(lambda tx: tx.save_bulk(bulk))
    return bulk


def is_large(numbers: Sequence[int]) -> bool:
    """Return true when a worker does the rest, since Slack waits only three seconds for an answer."""
    return len(numbers) > CHUNK


def _finishing(bulk: Bulk, at: datetime) -> Job:
    wait = SOON if is_large(bulk.left) else LATER
    return bulk_job(bulk.id, at + wait, undo=bulk.undo_at is not None)


def _within_cap(
    book: Casebook, outlooks: Iterable[Outlook], owner: str, count: int, ask: Ask
) -> Iterator[Outlook]:
    """Yield the outlooks as far as `owner`, who has `count` open cases, has room, in the order of the list."""
    whose = "Your" if owner == ask.by else "Their"
    for outlook in outlooks:
        cap, takes = book.cap(outlook.case.route.team), not outlook.why and outlook.case.owner != owner
        if takes and cap is not None and count >= cap:
            yield Outlook(outlook.case, f"{whose} limit is {cap} open cases.")
            continue
        count += takes
        yield outlook


def _outlook(case: Case, ask: Ask, plan: Plan, powers: Powers) -> Outlook:
    try:
        events = act(case, ask, plan=plan, powers=powers)
    except Refused as refusal:
        return Outlook(case, refusal.why)
    return Outlook(case, "" if events else "Nothing would change.")


async def _do_one(book: Casebook, bulk: Bulk, number: int, powers: Powers, at: datetime) -> Result:
    ask = Ask(bulk.person, at, bulk.request(number), by_hand=True)
    try:
        done = await book.take(number, ask, partial(act, plan=bulk.plan, powers=powers))
    except Refused as refusal:
        is_full = refusal.code == "full" and bulk.plan.action == ASSIGN
        return Result(number, why=FULL if is_full else refusal.why)
    return Result(number, changed=done.changed, why="" if done.changed else "Nothing had to change.")


async def _undo_one(book: Casebook, bulk: Bulk, number: int, powers: Powers, at: datetime) -> Result:
    request = bulk.request(number)
    ask = Ask(bulk.person, at, f"{request}/undo", by_hand=True)
    try:
        await book.do_with_event_log(number, ask, undo, request=request)
    except Refused as refusal:
        return Result(number, why=refusal.why)
    return Result(number, changed=True)
