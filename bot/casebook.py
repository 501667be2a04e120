"""do(): load the case, let the verb decide, append its events, queue what follows, commit."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import reduce
from typing import Concatenate, ParamSpec

from bot.case import Ask, Case, Event, Refused, apply
from bot.follow_ups import follow_ups
from bot.store import Change
from bot.store.store import Store
from bot.store.tx import Tx

P = ParamSpec("P")
Verb = Callable[Concatenate[Case, Ask, P], list[Event]]


@dataclass(frozen=True, slots=True)
class Done:
    """The case as it stands now, and what was written: nothing, when there was nothing to do or it was heard before."""

    case: Case
    events: tuple[Event, ...]
    heard: bool = False


class Casebook:
    """The only way a verb reaches a case."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def do(self, number: int, ask: Ask, verb: Verb[P], *args: P.args, **details: P.kwargs) -> Done:
        """Do `verb` to case `number`. Raises Refused when it may not be done, or there is no such case."""
        return await self.store.transact(lambda tx: do(tx, number, ask, verb, *args, **details))

    async def do_next(self, team: str, ask: Ask, verb: Verb[[]]) -> Done | None:
        """Do `verb` to the most urgent waiting case of `team`; None when none waits."""

        def work(tx: Tx) -> Done | None:
            number = tx.next_waiting(team)
            return do(tx, number, ask, verb) if number else None

        return await self.store.transact(work)


def do(tx: Tx, number: int, ask: Ask, verb: Verb[P], *args: P.args, **details: P.kwargs) -> Done:
    """The same inside a transaction that is already open."""
    case = tx.case(number)
    if case is None:
        raise Refused(f"There is no case #{number}.", "no_case")
    if tx.heard(number, ask.request):
        return Done(case, (), heard=True)
    events = verb(case, ask, *args, **details)
    if not events:
        return Done(case, ())
    change = decide(case, events)
    tx.save([change])
    return Done(change.case, change.events)


def decide(case: Case, events: list[Event]) -> Change:
    """The case as `events` leave it, each with its place in the journal, and the jobs that follow."""
    placed = tuple(replace(event, number=case.version + i) for i, event in enumerate(events, start=1))
    after = reduce(apply, placed, case)
    return Change(case.version, after, placed, follow_ups(after, placed))
